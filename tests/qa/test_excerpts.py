"""A title and a sub-heading are read with a passage, and never quoted."""

import pytest

from corpus.documents import Document, revision_of
from corpus.spans import Span, occurrences
from qa.excerpts import Excerpt, above, excerpt, read_excerpts
from tests.qa.readers import PhraseReader

EXPLAINER = """## What was agreed?

A truce of one week. Hamas let 100 hostages go.

Some of them were children.

## Who is still held?

An estimated 129 people.

A boat at anchor. Photo: Mary Ide

They are in Gaza, it is believed.
"""


def written(text: str, *paragraphs: str, title: str = "The November truce") -> Document:
    spans = [Span(at, at + len(p)) for p in paragraphs for at in occurrences(text, p)]
    return Document(
        id="d", text=text, revision=revision_of(text), title=title, source="O", prose=tuple(spans)
    )


PROSE = (
    "A truce of one week. Hamas let 100 hostages go.",
    "Some of them were children.",
    "An estimated 129 people.",
    "They are in Gaza, it is believed.",
)


@pytest.mark.parametrize(
    ("quote", "heading"),
    [
        (PROSE[0], "What was agreed?"),
        ("Hamas let 100 hostages go.", "What was agreed?"),
        (PROSE[1], "What was agreed?"),
        (PROSE[2], "Who is still held?"),
        (PROSE[3], ""),  # right below a caption
    ],
)
def test_a_passage_is_read_under_the_title_and_its_sections_heading(quote, heading) -> None:
    document = written(EXPLAINER, *PROSE)
    start = EXPLAINER.index(quote)
    found = excerpt(document, Span(start, start + len(quote)))
    assert found == Excerpt(quote, above("The November truce", heading))


@pytest.mark.parametrize(
    "text",
    [
        "---\nid: d\ntitle: T\n---\n\nIt rains.",
        "By Mary Ide, in Cairo.\n\nIt rains.",
        "x" * 90 + "\n\nIt rains.",
        "in small letters\n\nIt rains.",
        "It rains.",
    ],
)
def test_what_is_no_heading_is_not_read_as_one(text) -> None:
    document = written(text, "It rains.", title="")
    assert excerpt(document, Span(text.index("It"), len(text))) == Excerpt("It rains.")


@pytest.mark.parametrize("title", ["It rains in", "It rains…", ""])
def test_an_article_that_is_called_by_its_first_words_does_not_have_them_twice(title) -> None:
    document = written("It rains in Cairo. It pours.", "It rains in Cairo. It pours.", title=title)
    assert excerpt(document, Span(0, 28)) == Excerpt("It rains in Cairo. It pours.")
    if title:
        assert excerpt(document, Span(19, 28)).above == above(title)


def test_a_title_that_is_repeated_in_the_text_is_read_once() -> None:
    document = written("Rain in Cairo\n\nIt pours.", "It pours.", title="Rain in Cairo")
    assert excerpt(document, Span(15, 24)).above == above("Rain in Cairo")


def test_lines_above_are_closed_like_sentences() -> None:
    assert above("Talks go on", "", "Who came?") == "Talks go on.\n\nWho came?\n\n"
    assert above("", "") == ""


def test_candidates_are_of_the_passage_and_counted_from_its_start() -> None:
    question = "Who won?"
    reader = PhraseReader({question: {"Adler wins": 9.0, "Adler": 5.0, "Katrin Adler": 4.0}})
    excerpts = [
        Excerpt("It was Katrin Adler.", above("Adler wins")),
        Excerpt("Katrin Adler it was."),
        Excerpt("Nobody knows.", above("Adler wins")),
    ]
    readings = read_excerpts(reader, question, excerpts, 3)
    quotes = [
        [c.span.of(e.text) for c in r.candidates] for e, r in zip(excerpts, readings, strict=True)
    ]
    assert quotes == [["Adler", "Katrin Adler"], ["Adler", "Katrin Adler"], []]
    assert reader.read_pairs[0] == (question, "Adler wins.\n\nIt was Katrin Adler.")
    assert len(read_excerpts(reader, question, excerpts[1:2], 1)[0].candidates) == 1
