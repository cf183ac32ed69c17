"""The reader's network: what it learns, keeps and writes."""

import pytest
import torch
from safetensors.torch import load_file
from transformers import MPNetConfig, MPNetModel

from qa.reader.network import ReaderNetwork, encoder_in
from qa.reader.published import WEIGHTS


@pytest.fixture(scope="module")
def encoder(tmp_path_factory):
    """A folder with a tiny encoder of the kind of the published one."""
    torch.manual_seed(0)
    folder = tmp_path_factory.mktemp("encoder")
    config = MPNetConfig(
        vocab_size=50,
        hidden_size=8,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=8,
    )
    MPNetModel(config).save_pretrained(folder)
    return folder


def trained(encoder) -> ReaderNetwork:
    """A network whose matrices of low rank are not zero."""
    network = ReaderNetwork(encoder_in(encoder))
    with torch.no_grad():
        for parameter in network.learned().values():
            parameter.add_(torch.randn_like(parameter) / 10)
    return network.eval()


PAIR = torch.tensor([[0, 7, 8, 2, 2, 9, 10, 11, 2], [0, 7, 2, 2, 9, 2, 1, 1, 1]])
MASK = (PAIR != 1).long()


def test_what_is_written_reads_as_what_was_trained(encoder, tmp_path) -> None:
    network = trained(encoder)
    network.save(tmp_path)
    with torch.inference_mode():
        before, after = network(PAIR, MASK), ReaderNetwork.load(tmp_path, encoder)(PAIR, MASK)
    for one, other in zip(before, after, strict=True):
        assert torch.allclose(one, other, atol=2e-2)


def test_only_what_was_learned_is_written(encoder, tmp_path) -> None:
    network = trained(encoder)
    network.save(tmp_path)
    written = load_file(tmp_path / WEIGHTS)
    assert written.keys() == network.learned().keys()
    assert not [name for name in written if "embeddings" in name or name.endswith("layer.weight")]


def test_training_leaves_the_published_matrices_as_they_are(encoder) -> None:
    network = trained(encoder).train()
    before = {name: p.clone() for name, p in network.named_parameters()}
    optimiser = torch.optim.SGD([p for p in network.parameters() if p.requires_grad], lr=1.0)
    output = network(PAIR, MASK)
    (output.start.sum() + output.inside.pow(2).sum() + output.answerable.sum()).backward()
    optimiser.step()
    changed = {n for n, p in network.named_parameters() if not torch.equal(p, before[n])}
    assert changed
    assert changed <= network.learned().keys()


def test_what_another_network_learned_is_refused(encoder) -> None:
    network = trained(encoder)
    learned = dict(network.learned())
    learned.pop("tokens.weight")
    with pytest.raises(RuntimeError, match=r"tokens\.weight"):
        network.learn(learned)
    with pytest.raises(RuntimeError, match="strange"):
        network.learn(dict(network.learned()) | {"strange": torch.zeros(1)})


def test_padding_changes_nothing(encoder, tmp_path) -> None:
    trained(encoder).save(tmp_path)
    network = ReaderNetwork.load(tmp_path, encoder)
    with torch.inference_mode():
        padded, alone = network(PAIR, MASK), network(PAIR[1:, :6], MASK[1:, :6])
    assert torch.allclose(padded.start[1, :6], alone.start[0], atol=1e-5)
    assert torch.allclose(padded.answerable[1], alone.answerable[0], atol=1e-5)
