"""Readers that can be opened: the one in this package, and any checkpoint that is named."""

import hashlib
from pathlib import Path

import msgspec

from index.durable import sha256_of
from index.encoder import computes_bfloat16
from index.threads import set_environment
from qa.errors import ReaderUnusableError
from qa.reader import published
from qa.reader.base import Reader
from qa.reader.extractive import ExtractiveReader, Ids, Logit
from qa.reader.published import WEIGHTS

SHIPPED = Path(__file__).parent / "model"
MANIFEST = "reader.json"


class ReaderManifest(msgspec.Struct, frozen=True):
    """A reader's name, and the sha256 of its weights and of those of the encoder under them."""

    name: str
    weights: str
    encoder: str


def open_reader(model: str = "", threads: int = 2, *, full_precision: bool = False) -> Reader:
    """The shipped reader, another folder of the same kind, or an extractive-QA checkpoint.

    ``model`` is empty for the shipped one; else a folder, or a hub checkpoint in this machine's
    cache (nothing is fetched). ``threads`` are the processor threads of a batch. A reader of our
    kind computes in bfloat16 where the processor does, unless ``full_precision`` is asked for.

    Raises:
        ReaderUnusableError: if it is missing, damaged or of another kind.
    """
    set_environment()
    import torch

    torch.set_num_threads(threads)
    folder = Path(model) if model else SHIPPED
    if not model or (folder / MANIFEST).exists():
        return _open_own(folder, full_precision)
    return _open_checkpoint(model)


def seal(folder: Path, name: str) -> None:
    """Write the manifest that ``open_reader`` checks the weights in ``folder`` against."""
    manifest = ReaderManifest(name, sha256_of(folder / WEIGHTS), published.SHA256)
    (folder / MANIFEST).write_bytes(msgspec.json.format(msgspec.json.encode(manifest)) + b"\n")


def _open_own(folder: Path, full_precision: bool) -> Reader:
    import torch
    from tokenizers import Tokenizer

    from qa.reader.network import ReaderNetwork

    try:
        raw = (folder / MANIFEST).read_bytes()
        manifest = msgspec.json.decode(raw, type=ReaderManifest)
        if sha256_of(folder / WEIGHTS) != manifest.weights:
            raise ReaderUnusableError(
                f"{folder / WEIGHTS} is not what {MANIFEST} says; install the package again"
            )
    except (OSError, msgspec.MsgspecError) as error:
        raise ReaderUnusableError(f"the reader in {folder} cannot be used: {error}") from error
    if manifest.encoder != published.SHA256:
        raise ReaderUnusableError(
            f"the reader in {folder} was trained on another encoder than {published.NAME}"
        )
    encoder = published.published_encoder()
    halves = computes_bfloat16() and not full_precision
    dtype = torch.bfloat16 if halves else torch.float32
    network = ReaderNetwork.load(folder, encoder).to(dtype)

    def forward(ids: Ids, types: Ids, mask: Ids) -> Logit:
        with torch.inference_mode():
            output = network(torch.from_numpy(ids), torch.from_numpy(mask))
        return Logit(*(part.numpy() for part in output))

    return ExtractiveReader(
        manifest.name,
        hashlib.sha256(raw).hexdigest(),
        Tokenizer.from_file(str(encoder / "tokenizer.json")),
        forward,
        pad=network.pad,
    )


def _open_checkpoint(model: str) -> Reader:
    import torch
    from transformers import AutoModelForQuestionAnswering, AutoTokenizer

    try:
        tokenizer = AutoTokenizer.from_pretrained(model, local_files_only=True)
        network = AutoModelForQuestionAnswering.from_pretrained(model, local_files_only=True).eval()
    except (OSError, ValueError, KeyError) as error:
        reason = str(error).splitlines()[0]
        raise ReaderUnusableError(f"the reader {model!r} cannot be used: {reason}") from error
    if not tokenizer.is_fast:
        raise ReaderUnusableError(f"the reader {model!r} has no fast tokenizer, so no offsets")
    digest = hashlib.sha256()
    for name, tensor in sorted(network.state_dict().items()):
        digest.update(name.encode() + tensor.float().numpy().tobytes())
    takes_types = "token_type_ids" in tokenizer.model_input_names

    def forward(ids: Ids, types: Ids, mask: Ids) -> Logit:
        extra = {"token_type_ids": torch.from_numpy(types)} if takes_types else {}
        with torch.inference_mode():
            output = network(
                input_ids=torch.from_numpy(ids), attention_mask=torch.from_numpy(mask), **extra
            )
        start, end = output.start_logits.float().numpy(), output.end_logits.float().numpy()
        return Logit(start, end, start * 0, None)

    return ExtractiveReader(
        model,
        digest.hexdigest(),
        tokenizer.backend_tokenizer,
        forward,
        pad=tokenizer.pad_token_id or 0,
    )
