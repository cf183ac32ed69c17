"""The report: whole, self-contained, the same every time, and harmless whatever articles say."""

import re
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.documents import Document, revision_of
from corpus.errors import UnknownDocumentError
from eval.figures import figures_of
from eval.report.page import MOST_IN_MARKDOWN, plain, render, write_report
from eval.rows import GivenAnswer, Row, SeenPassage
from eval.run import RunResult
from tests.eval.saved import (
    CONFIG,
    TIMINGS,
    answered,
    citation,
    crash,
    silent,
    unanswerable,
)
from tests.index.fakes import article

EVIL = '</style></details><script>alert(1)</script><img src=x onerror="a()"> & | `x` \u202eolleh'
TEXT = f"The ferry sailed. {EVIL} The end."
FERRY = article("ferry", TEXT, title=EVIL, source="Harbour Courier")
CITED = citation(revision=revision_of(TEXT))


def article_of(id: str, revision: str | None) -> Document:
    if (id, revision) != (FERRY.id, FERRY.revision):
        raise UnknownDocumentError(id, revision)
    return FERRY


class Page(HTMLParser):
    """The elements of a page, their attributes, and the text of those that are shown."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.marked: list[str] = []
        self._open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if "style" not in self._open:
            self.text += data
        if self._open[-1:] == ["mark"]:
            self.marked.append(data)


def rows(text: str = "at noon") -> tuple[Row, ...]:
    seen = SeenPassage("ferry", FERRY.revision, 0, len(TEXT), 1, None, True)
    lost = SeenPassage("lost", "0" * 64, 0, 9, None, 2, False)
    answer = GivenAnswer(text, 0.9, (CITED, citation()))
    return (
        answered("good", answers=(answer,), passages=(seen, lost)),
        answered("bad", right=False, question=f"When {text}?", exact=False),
        silent("mute", reason=text),
        crash("dead"),
        unanswerable("nobody", answer),
    )


def report(name: str, some: tuple[Row, ...]) -> str:
    return render(name, CONFIG, RunResult(some, figures_of(some), ()), TIMINGS, article_of)


def test_every_question_is_on_the_page_the_worst_first() -> None:
    page = Page(report("report.html", rows()))
    assert page.tags.count("details") == len(rows()) + 1
    asked = [row.question for row in (rows()[3], rows()[1], rows()[4], rows()[2], rows()[0])]
    places = [page.text.index(question) for question in asked]
    assert places == sorted(places)
    assert "1 of which crashed and are in no figure" in page.text


def test_a_quote_stands_in_its_surroundings_and_what_is_not_stored_is_said() -> None:
    page = Page(report("report.html", rows()[:1]))
    assert page.marked == ["ferry", "ferry"]
    assert "The ferry sailed." in page.text
    assert "ferry 4–9, which is not stored" in page.text
    assert "1 (lexical 1, dense –)" in page.text
    assert "lost 0–9, which is not stored" in page.text


def test_what_ragas_says_is_on_both_reports() -> None:
    low = {"faithfulness": 0.25, "abstention": 1.0}
    some = (
        answered("good", ragas={"faithfulness": 1.0, "abstention": 1.0}),
        answered("low", ragas=low),
        answered("lost", ragas={"abstention": 1.0}, failures={"faithfulness": f"OSError: {EVIL}"}),
    )
    html = Page(report("report.html", some))
    assert "Ragas: faithfulness 0.25." in html.text
    assert "Its faithfulness could not be judged (OSError: </style>" in html.text
    assert "1 of which could not be judged" in html.text
    markdown = report("report.md", some)
    assert "**1 questions could not be judged.**" in markdown
    assert "| faithfulness | .625 | .250–1.000 | 2 |" in markdown
    plain = report("report.html", rows())
    assert "By ragas" not in plain


def test_what_has_no_evidence_is_counted_apart_from_retrieval() -> None:
    html = Page(report("report.html", (answered("a"), unanswerable("b"), crash("c"))))
    assert "The other 1 have none that could be found" in html.text
    assert "The other" not in Page(report("report.html", (answered("a"),))).text


def test_what_it_cost_is_on_both_reports() -> None:
    for name in ("report.html", "report.md"):
        text = report(name, rows())
        assert "0.0 passages were read" in text
        assert "100 MB" in text


def test_what_was_run_is_on_both_reports() -> None:
    for name in ("report.html", "report.md"):
        text = report(name, rows())
        for part in (CONFIG.gold_sha256, CONFIG.hash, "Processor"):
            assert part in text
        assert "nDCG@10" in text


@pytest.mark.parametrize("text", [EVIL, "{{ config }} {% raw %}", "\x00\x1b[2J<!--"])
def test_hostile_text_is_shown_as_text(text: str) -> None:
    harmless = Page(report("report.html", rows("at noon")))
    page = Page(report("report.html", rows(text)))
    assert page.tags == harmless.tags
    assert not {"script", "img", "a", "iframe"} & set(page.tags)
    assert not [name for name, _ in page.attributes if name.startswith("on")]
    assert "\u202e" not in page.text
    assert "\x1b" not in page.text
    shown = "".join(c if c.isprintable() else " " for c in text)
    assert f"When {shown}?" in page.text


def test_the_page_needs_nothing_from_elsewhere() -> None:
    html = report("report.html", rows())
    page = Page(html)
    linked = [value for name, value in page.attributes if name in ("src", "href", "action")]
    assert linked == ["data:,"]
    assert "url(" not in html
    assert "@import" not in html
    assert "default-src 'none'" in html


def test_every_filter_has_its_rule() -> None:
    html = report("report.html", rows())
    names = re.findall(r'id="((?:kind|verdict)-[\w-]+)"', html)
    assert {"kind-fact", "verdict-wrong", "verdict-in-part"} & set(names) == {
        "kind-fact",
        "verdict-wrong",
    }
    for name in names:
        assert name.endswith("-all") or f"main:has(#{name}:checked)" in html


@settings(max_examples=50)
@given(st.text())
def test_nothing_in_a_text_means_anything_to_markdown(text: str) -> None:
    shown = plain(text)
    assert "\n" not in shown
    assert not re.search(r"(?<!\\)(\\\\)*[`*_\[\]|~>]", shown)
    assert "<" not in shown


def test_the_markdown_has_the_worst_questions_and_counts_the_rest() -> None:
    many = tuple(answered(f"q{at}", right=False, question=EVIL) for at in range(30))
    text = report("report.md", many)
    assert text.count("**wrong answer**") == MOST_IN_MARKDOWN
    assert "10 more, none of them worse" in text
    assert "<script" not in text
    assert text.endswith("\n")


def test_the_same_run_gives_the_same_reports(tmp_path: Path) -> None:
    result = RunResult(rows(), figures_of(rows()), ())
    for folder in (tmp_path / "one", tmp_path / "other"):
        folder.mkdir()
        write_report(folder, CONFIG, result, TIMINGS, article_of)
    for name in ("report.html", "report.md"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "other" / name).read_bytes()


def test_a_run_in_which_everything_crashed_has_a_report_all_the_same() -> None:
    some = (crash("a"), msgspec.structs.replace(crash("b"), reason=EVIL))
    for name in ("report.html", "report.md"):
        assert "crashed and are in no figure" in report(name, some)
