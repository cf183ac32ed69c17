"""The published encoder, put together from its packages."""

import io
import zipfile
from pathlib import Path

import pytest

from index.durable import sha256_of
from qa.errors import ReaderUnusableError
from qa.reader import published

WEIGHTS = b"weights " * 999


def zipped(*files: str) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        for file in files:
            content = WEIGHTS if file == published.WEIGHTS else b"{}"
            archive.writestr(f"{published.NAME}/{file}", content)
    return sink.getvalue()


@pytest.fixture
def pieces(tmp_path, monkeypatch):
    """Sets what the packages hold, and where it is put together."""
    (tmp_path / "weights").write_bytes(WEIGHTS)
    monkeypatch.setattr(published, "SHA256", sha256_of(tmp_path / "weights"))
    monkeypatch.setattr("sys.prefix", str(tmp_path / "prefix"))

    def hold(content: bytes) -> None:
        found = []
        for at in range(0, len(content), 3000):
            found.append(tmp_path / f"piece-{at:05}")
            found[-1].write_bytes(content[at : at + 3000])
        monkeypatch.setattr(published, "_pieces", lambda: found)

    return hold


def left(tmp_path: Path) -> list[str]:
    return [path.name for path in (tmp_path / "prefix").rglob("*") if path.is_file()]


def test_the_pieces_are_put_together_once(pieces) -> None:
    pieces(zipped(*published.FILES, "README.md"))
    folder = published.published_encoder()
    assert {path.name for path in folder.iterdir()} == set(published.FILES)
    assert (folder / published.WEIGHTS).read_bytes() == WEIGHTS
    pieces(b"")
    assert published.published_encoder() == folder


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (zipped(*published.FILES)[:-500], "damaged"),
        (zipped("config.json"), "damaged"),
        (b"", "damaged"),
    ],
)
def test_damaged_packages_are_refused_and_leave_nothing(tmp_path, pieces, content, reason) -> None:
    pieces(content)
    with pytest.raises(ReaderUnusableError, match=reason):
        published.published_encoder()
    assert left(tmp_path) == []


def test_a_folder_that_was_damaged_later_is_refused(pieces) -> None:
    pieces(zipped(*published.FILES))
    weights = published.published_encoder() / published.WEIGHTS
    weights.write_bytes(WEIGHTS[:-1])
    with pytest.raises(ReaderUnusableError, match="delete it"):
        published.published_encoder()
    weights.unlink()
    with pytest.raises(ReaderUnusableError, match="No such file"):
        published.published_encoder()


def test_other_weights_are_refused(tmp_path, pieces, monkeypatch) -> None:
    pieces(zipped(*published.FILES))
    monkeypatch.setattr(published, "SHA256", "0" * 64)
    with pytest.raises(ReaderUnusableError, match="with the sha256"):
        published.published_encoder()
    assert left(tmp_path) == []


def test_a_folder_that_cannot_be_written_is_named(tmp_path, pieces) -> None:
    pieces(zipped(*published.FILES))
    (tmp_path / "prefix").write_text("a file where a folder should be")
    with pytest.raises(ReaderUnusableError, match="as a user who may write there"):
        published.published_encoder()


def test_a_missing_package_is_named(monkeypatch) -> None:
    monkeypatch.setattr(published, "PIECES", 9)
    with pytest.raises(ReaderUnusableError, match=r"pypi-part-006 is not installed"):
        published._pieces()


def test_the_packages_that_are_installed_hold_five_pieces_in_order() -> None:
    assert [path.suffix for path in published._pieces()] == [f".{n:03}" for n in range(1, 6)]
