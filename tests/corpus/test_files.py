import os

import pytest

from corpus.errors import PathMissingError
from corpus.loaders.base import Draft, Refusal
from corpus.loaders.files import ArticleFile, find_files, load

TEXT = "It rained on Monday. Nobody came."


@pytest.fixture
def folder(tmp_path):
    top = tmp_path / "news"
    for name in ("b.txt", "a.MD", "world/c.html", "world/.hidden.txt", ".git/d.txt", "e.pdf"):
        path = top / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT)
    return top


def names(*paths):
    return [item.name for item in find_files(paths) if isinstance(item, ArticleFile)]


def refusals(*paths):
    return [item.reason for item in find_files(paths) if isinstance(item, Refusal)]


def test_a_folder_is_walked_in_order_without_what_is_hidden(folder):
    assert names(folder) == ["a", "b", "world/c"]


def test_an_unknown_suffix_is_refused_by_name(folder):
    (refusal,) = [item for item in find_files([folder]) if isinstance(item, Refusal)]
    assert refusal.where == str(folder / "e.pdf")
    assert "unsupported suffix '.pdf'" in refusal.reason


def test_a_single_file_is_named_by_its_stem(folder):
    assert names(folder / "world" / "c.html") == ["c"]
    assert names(folder / "b.txt", folder / "a.MD") == ["b", "a"]


def test_a_path_that_does_not_exist_is_bad_input(folder):
    with pytest.raises(PathMissingError, match="nowhere"):
        list(find_files([folder, folder / "nowhere"]))
    with pytest.raises(PathMissingError):
        list(find_files([folder / ("x" * 5000)]))


def test_links_are_followed_once_and_loops_end(folder):
    outside = folder.parent / "outside"
    outside.mkdir()
    (outside / "o.txt").write_text(TEXT)
    (folder / "a-link").symlink_to(outside)
    (folder / "a-loop").symlink_to(folder)
    (outside / "back").symlink_to(folder)
    assert names(folder) == ["a", "b", "world/c", "a-link/o"]


def test_a_file_reached_by_two_names_is_read_once(folder):
    (folder / "0.txt").symlink_to(folder / "b.txt")
    assert "0" not in names(folder)
    assert any("already read" in reason for reason in refusals(folder))


def test_links_to_nowhere_and_pipes_are_refused(folder):
    (folder / "broken.txt").symlink_to(folder / "nothing")
    (folder / "self.txt").symlink_to(folder / "self.txt")
    os.mkfifo(folder / "pipe.txt")
    reasons = " ".join(refusals(folder))
    assert "leads nowhere" in reasons
    assert "symbolic links" in reasons
    assert "not a regular file" in reasons


def test_a_name_that_is_not_utf_8_is_refused(folder):
    (folder / os.fsdecode(b"caf\xe9.txt")).write_text(TEXT)
    loaded = [
        item
        for file in find_files([folder])
        if isinstance(file, ArticleFile)
        for item in load(file)
    ]
    (refusal,) = [item for item in loaded if "surrogate" in getattr(item, "reason", "")]
    assert refusal.where.encode()


def test_every_suffix_has_its_loader(folder):
    (folder / "rows.jsonl").write_text('{"id": "r", "text": "It rained."}\n{')
    loaded = [
        item
        for file in find_files([folder])
        if isinstance(file, ArticleFile)
        for item in load(file)
    ]
    assert [item.document.id for item in loaded if isinstance(item, Draft)] == ["a", "b", "r"]
    assert [item.where[-12:] for item in loaded if isinstance(item, Refusal)] == [
        "rows.jsonl:2",
        "world/c.html",
    ]
    assert all(item.origin for item in loaded if isinstance(item, Draft))


def test_a_file_that_vanishes_is_refused(folder):
    (file,) = find_files([folder / "b.txt"])
    (folder / "b.txt").unlink()
    (refusal,) = load(file)
    assert "cannot be read" in refusal.reason
