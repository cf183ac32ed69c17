"""The reader's network: one encoder pass under three heads."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, TypeVar

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from torch.nn import functional
from transformers import MPNetModel
from transformers.models.mpnet.modeling_mpnet import MPNetSelfAttention
from transformers.utils import logging

from qa.reader.published import WEIGHTS

RANK = 16
"""The rank of what is learned on top of a weight matrix."""
SCALE = 2.0
"""By how much it counts: alpha over rank, in the paper's terms."""

Kind = TypeVar("Kind", bound=nn.Module)


class ReaderOutput(NamedTuple):
    """Logits of a batch: the first three are ``[batch, tokens]``, the last is ``[batch]``.

    Position 0 of ``start`` and ``end`` (the first, special token) stands for "no answer here", as
    in Devlin et al. (2019) for SQuAD 2.0.
    """

    start: Tensor
    end: Tensor
    inside: Tensor
    answerable: Tensor


class LowRank(nn.Module):
    """A linear layer that stays as it was, and what is learned on top (LoRA; Hu et al., 2021)."""

    def __init__(self, layer: nn.Linear, rank: int = RANK) -> None:
        super().__init__()
        self.layer = layer
        self.down = nn.Linear(layer.in_features, rank, bias=False)
        self.up = nn.Linear(rank, layer.out_features, bias=False)
        nn.init.zeros_(self.up.weight)

    def forward(self, x: Tensor) -> Tensor:
        """As ``nn.Linear``."""
        learned: Tensor = self.up(self.down(x))
        kept: Tensor = self.layer(x)
        return kept + SCALE * learned

    def merged(self) -> nn.Linear:
        """One layer that gives the same."""
        with torch.no_grad():
            learned = SCALE * self.up.weight.float() @ self.down.weight.float()
            self.layer.weight.add_(learned.to(self.layer.weight.dtype))
        return self.layer


class FusedAttention(nn.Module):
    """An encoder's self-attention for reading only: fewer, larger steps that give the same."""

    def __init__(self, attention: MPNetSelfAttention) -> None:
        super().__init__()
        self.heads = attention.num_attention_heads
        parts = attention.q, attention.k, attention.v
        self.qkv = nn.Linear(attention.q.in_features, 3 * attention.all_head_size)
        with torch.no_grad():
            self.qkv.weight.copy_(torch.cat([part.weight for part in parts]))
            self.qkv.bias.copy_(torch.cat([part.bias for part in parts]))
        self.o = attention.o

    def forward(
        self, hidden: Tensor, mask: Tensor | None, bias: Tensor, **_: object
    ) -> tuple[Tensor]:
        """As ``MPNetSelfAttention``. Mask and bias are ``[batch, heads or 1, to or 1, from]``.

        There is no mask where nothing is padded.
        """
        n, width, size = hidden.shape
        q, k, v = self.qkv(hidden).view(n, width, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        added = bias if mask is None else bias + mask
        mixed = functional.scaled_dot_product_attention(q, k, v, attn_mask=added)
        return (self.o(mixed.transpose(1, 2).reshape(n, width, size)),)


class ReaderNetwork(nn.Module):
    """Start and end pointers, in-answer tags (Segal et al., 2020), and answerability.

    The encoder's weight matrices and vectors of words stay as they were published; what is learned
    is a matrix of low rank beside each layer, the biases, the norms and the heads.
    """

    def __init__(self, encoder: MPNetModel) -> None:
        super().__init__()
        self.encoder = encoder
        self.pad = int(encoder.config.pad_token_id or 0)
        _replace(encoder.encoder, nn.Linear, LowRank)
        self.tokens = nn.Linear(encoder.config.hidden_size, 3)
        self.answerable = nn.Linear(encoder.config.hidden_size, 1)
        for name, parameter in self.named_parameters():
            kept = name.startswith("encoder.embeddings") or name.endswith(
                (".layer.weight", "relative_attention_bias.weight")
            )
            parameter.requires_grad_(not kept)

    def forward(self, input_ids: Tensor, mask: Tensor) -> ReaderOutput:
        """Both are ``[batch, tokens]``; ``mask`` is 1 for tokens and 0 for padding."""
        hidden = self.encoder(input_ids=input_ids, attention_mask=mask).last_hidden_state
        start, end, inside = self.tokens(hidden).float().unbind(-1)
        answerable = self.answerable(hidden[:, 0]).float().squeeze(-1)
        return ReaderOutput(start, end, inside, answerable)

    def learned(self) -> dict[str, Tensor]:
        """What training changes, by name: the rest is the encoder as it was published."""
        return {name: p.detach() for name, p in self.named_parameters() if p.requires_grad}

    def learn(self, learned: dict[str, Tensor]) -> None:
        """Take over what ``learned`` gave.

        Raises:
            RuntimeError: if it is of another network.
        """
        found = self.load_state_dict(learned, strict=False)
        missing = self.learned().keys() & found.missing_keys
        if missing or found.unexpected_keys:
            raise RuntimeError(f"not of this network: {[*sorted(missing), *found.unexpected_keys]}")

    def save(self, folder: Path) -> None:
        """Write what was learned, in float16, into ``folder``."""
        folder.mkdir(parents=True, exist_ok=True)
        state = {name: t.to(torch.float16).contiguous() for name, t in self.learned().items()}
        save_file(state, folder / WEIGHTS)

    @classmethod
    def load(cls, folder: Path, published: Path) -> "ReaderNetwork":
        """What ``save`` wrote into ``folder``, on the encoder in ``published``.

        As float32, ready to read (``eval`` mode, matrices merged).
        """
        network = cls(encoder_in(published))
        network.learn({name: t.float() for name, t in load_file(folder / WEIGHTS).items()})
        _replace(network, LowRank, LowRank.merged)
        _replace(network, MPNetSelfAttention, FusedAttention)
        return network.eval()


def _replace(root: nn.Module, kind: type[Kind], make: Callable[[Kind], nn.Module]) -> None:
    """Put ``make(module)`` in the place of each module of ``kind`` under ``root``."""
    for parent in list(root.modules()):
        for name, child in list(parent.named_children()):
            if isinstance(child, kind):
                setattr(parent, name, make(child))


def encoder_in(folder: Path) -> MPNetModel:
    """The encoder of ``folder``, as float32, without dropout.

    Eager attention: its backward is twice as fast on the CPU as the scaled-dot-product one's.
    """
    verbosity = logging.get_verbosity()
    logging.set_verbosity_error()  # type: ignore[no-untyped-call]
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        encoder: MPNetModel = MPNetModel.from_pretrained(
            folder,
            local_files_only=True,
            add_pooling_layer=False,
            dtype=torch.float32,
            attn_implementation="eager",
            hidden_dropout_prob=0.0,
            attention_probs_dropout_prob=0.0,
        )
        return encoder
    finally:
        logging.set_verbosity(verbosity)
