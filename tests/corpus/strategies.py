"""Text as it comes: emoji, combining marks, CRLF, curly quotes, NUL, right-to-left."""

from hypothesis import strategies as st

from corpus.documents import Document, Published, revision_of
from corpus.spans import Span

SNIPPETS = st.sampled_from(
    [
        "He agreed. ", "“We go,” he said. ", "Oct. 7 ", "the U.S. ", "U.N. Security Council ",
        "Gen. Smith ", "at 6 a.m. Monday ", "👩‍👩‍👧 ", "e\u0301tude ", "قال الرئيس ذلك. ", "שלום. ",
        "\u202b", "\r\n", "\n", "\n\n", "\r\n\r\n", " \t", "\u2028", "\x85", "(", "“", '"', "’s ",
        "...", "…", "? ", "!", ".”", "1. ", "- ", "> ", "# ", "*", "`", "[a](b)", "![i](j)",
        "<b>", "<!-- ", "---\n", "word ", "28,473 ", "𝔘𝔫𝔦 ", "\ufeff", "\u200d", "a" * 30,
    ]
)  # fmt: skip
CHARACTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
TEXTS = st.lists(SNIPPETS | st.text(CHARACTERS, max_size=5), max_size=40).map("".join)
TEXTS_WITH_NUL = st.lists(
    SNIPPETS | st.sampled_from(["\0", "a\0b. "]) | st.text(CHARACTERS, max_size=5), max_size=40
).map("".join)


@st.composite
def texts_with_prose(draw: st.DrawFn) -> tuple[str, tuple[Span, ...]]:
    """A text, and some ordered, disjoint spans of it."""
    text = draw(TEXTS_WITH_NUL)
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    return text, tuple(Span(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False))


def article(
    id: str = "a", text: str = "It rained on Monday. Nobody came.", **fields: object
) -> Document:
    """A document whose whole text is prose."""
    values = {
        "title": "Rain",
        "published": Published(),
        "prose": (Span(0, len(text)),) if text else (),
        "revision": revision_of(text),
        **fields,
    }
    return Document(id=id, text=text, **values)  # type: ignore[arg-type]
