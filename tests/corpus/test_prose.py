import datetime

import pytest
from hypothesis import given

from corpus.paragraphs import paragraphs
from corpus.prose import find_prose
from tests.corpus.strategies import TEXTS

LONG = (
    "The council met on Monday to talk about the bridge, which has been shut since the flood "
    "of March, and heard three engineers, one after the other."
)
REST = "Nobody disagreed with them."


def prose_of(*parts: str, title: str = "", between: str = "\n\n") -> list[str]:
    text = between.join(parts)
    return [span.of(text) for span in find_prose(text, paragraphs(text), title=title).prose]


def found_in(*parts: str):
    text = "\n\n".join(parts)
    return find_prose(text, paragraphs(text))


@given(TEXTS)
def test_prose_is_ordered_and_inside_the_paragraphs(text):
    blocks = paragraphs(text)
    prose = find_prose(text, blocks).prose
    assert list(prose) == sorted(prose)
    assert all(any(block.contains(span) for block in blocks) for span in prose)


@pytest.mark.parametrize(
    "caption",
    [
        "Flood: people cross the bridge in Tarragate. Photograph: Ana Ruiz/Getty Images",
        "The mayor at the bridge (European Archives)",
        "The mayor at the bridge on Monday. (File photo)",
        "A man walks past the bridge, which was damaged by the flood . AFP",
        "The mayor in 2016 (Image: Tarragate Archive)",
        "—The mayor on the state of the bridge",
    ],
)
def test_a_caption_is_not_prose(caption):
    assert prose_of(caption, LONG, REST) == [LONG, REST]
    assert prose_of(LONG, caption, REST) == [LONG, REST]


def test_a_headline_over_a_caption_is_the_title():
    text = f"Bridge plan\nA man walks past the bridge. AFP\n\n{LONG}\n\n{REST}"
    found = find_prose(text, paragraphs(text))
    assert found.headline == "Bridge plan"
    assert [span.of(text) for span in found.prose] == [LONG, REST]


@pytest.mark.parametrize("heading", ["Calm proposals", "'Critical' meeting", "“The end”"])
def test_a_sub_heading_is_not_prose(heading):
    assert prose_of(LONG, heading, REST + " Not one.") == [LONG, REST + " Not one."]


@pytest.mark.parametrize(
    "line", ["Death toll: 28,473", "- a bullet", "and so on", "Turnout fell 5%"]
)
def test_a_short_line_that_may_state_a_fact_stays_prose(line):
    assert prose_of(LONG, line, LONG) == [LONG, line, LONG]


def test_a_list_of_short_lines_stays_prose():
    names = ["Ana Ruiz", "Tom Lee", "Kim Day"]
    assert prose_of(LONG, *names) == [LONG, *names]


@pytest.mark.parametrize(
    ("end", "source"),
    [
        ("He left on Sunday. – Guardian", "Guardian"),
        ("He left on Sunday. (AFP)", "AFP"),
        ("He left on Sunday. AFP/Reuters", "AFP/Reuters"),
        ("“He left on Sunday.” — Tarragate Times", "Tarragate Times"),
        ("He left on Sunday. — Mona Reyes", ""),
    ],
)
def test_a_sign_off_is_the_outlet_and_not_prose(end, source):
    found = found_in(LONG, end)
    assert found.source == source
    assert prose_of(LONG, end)[-1] == end.rpartition(" ")[0].rpartition(".")[0] + "." + (
        "”" if "”" in end else ""
    )


def test_a_quotation_keeps_its_speaker():
    assert prose_of(LONG, "“He left on Sunday.” – Mona Reyes")[-1].endswith("Mona Reyes")


def test_a_source_line_names_the_outlet_without_the_agencies():
    found = found_in(LONG, REST, "Source: Al Jazeera + agencies")
    assert found.source == "Al Jazeera"
    assert len(found.prose) == 2


def test_a_wire_s_lead_in_is_the_outlet_and_not_prose():
    assert prose_of(f"TARRAGATE, Feb. 13 (AP) — {LONG}", REST) == [LONG, REST]
    assert found_in(f"TARRAGATE (Reuters) - {LONG}").source == "Reuters"


def test_a_by_line_and_a_date_line_are_not_prose():
    found = found_in("Bridge plan", "By Mona Reyes", "Friday, January 4, 2019", LONG)
    assert (found.headline, found.author) == ("Bridge plan", "Mona Reyes")
    assert found.dated == datetime.date(2019, 1, 4)
    assert len(found.prose) == 1


def test_a_line_that_looks_like_a_date_and_is_none_dates_nothing():
    assert found_in("Friday, Smarch 99, 2019", LONG).dated is None
    assert found_in("February 30, 2019", LONG).dated is None


def test_the_title_repeated_is_not_prose():
    assert prose_of("Bridge  plan", LONG, title="Bridge plan") == [LONG]


def test_a_single_line_is_prose_whatever_it_looks_like():
    assert prose_of("Calm proposals") == ["Calm proposals"]


def test_wrapped_lines_are_one_paragraph_and_long_lines_are_one_each():
    assert prose_of("The council met", "on Monday at", "noon.", between="\r\n") == [
        "The council met\r\non Monday at\r\nnoon."
    ]
    assert prose_of(LONG, REST, between="\n") == [LONG, REST]
