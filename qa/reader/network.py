"""The reader's network: one BERT-type encoder pass under three heads."""

from pathlib import Path
from typing import NamedTuple

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from transformers import BertConfig, BertModel

WEIGHTS = "model.safetensors"


class ReaderOutput(NamedTuple):
    """Logits of a batch: the first three are ``[batch, tokens]``, the others ``[batch]``.

    Position 0 of ``start`` and ``end`` (the ``[CLS]`` token) stands for "no answer here", as in
    Devlin et al. (2019) for SQuAD 2.0. ``supported`` is read where the pair is a claim (a question
    and its answer) and the sentences that should support it.
    """

    start: Tensor
    end: Tensor
    inside: Tensor
    answerable: Tensor
    supported: Tensor


class ReaderNetwork(nn.Module):
    """Start and end pointers, in-answer tags (Segal et al., 2020), answerability and support."""

    def __init__(self, config: BertConfig) -> None:
        super().__init__()
        self.encoder = BertModel(config, add_pooling_layer=False)
        self.tokens = nn.Linear(config.hidden_size, 3)
        self.answerable = nn.Linear(config.hidden_size, 1)
        self.supported = nn.Linear(config.hidden_size, 1)

    def forward(self, input_ids: Tensor, token_types: Tensor, mask: Tensor) -> ReaderOutput:
        """All arguments are ``[batch, tokens]``; ``mask`` is 1 for tokens and 0 for padding."""
        hidden = self.encoder(
            input_ids=input_ids, token_type_ids=token_types, attention_mask=mask
        ).last_hidden_state
        start, end, inside = self.tokens(hidden).float().unbind(-1)
        answerable, supported = (
            head(hidden[:, 0]).float().squeeze(-1) for head in (self.answerable, self.supported)
        )
        return ReaderOutput(start, end, inside, answerable, supported)

    def save(self, folder: Path, dtype: torch.dtype = torch.float16) -> None:
        """Write the weights (as ``dtype``) and the configuration into ``folder``."""
        folder.mkdir(parents=True, exist_ok=True)
        state = {name: t.detach().to(dtype).contiguous() for name, t in self.state_dict().items()}
        save_file(state, folder / WEIGHTS)
        self.encoder.config.save_pretrained(folder)

    @classmethod
    def load(cls, folder: Path) -> "ReaderNetwork":
        """Read what ``save`` wrote, as float32, ready to read (``eval`` mode)."""
        config = BertConfig.from_pretrained(folder, attn_implementation="sdpa")
        network = cls(config)
        state = {name: t.float() for name, t in load_file(folder / WEIGHTS).items()}
        network.load_state_dict(state)
        return network.eval()
