"""Sameness, lists and status: rules over words that can be explained."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.spans import Span
from qa.lists import items, listed
from qa.sameness import key_of, same
from qa.status import status_of

QUOTES = st.text(alphabet="ab Cd12,. the’'\n", min_size=1, max_size=20)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the United Kingdom", "United Kingdom"),
        ("seven", "7"),
        ("28,473", "28473"),
        ("David Barnea", "Mossad chief David Barnea"),
        ("CIA Director William Burns", "William Burns"),
        ("Egyptian officials", "egyptian officials"),
        ("Israel's", "Israel’s"),
    ],
)
def test_these_are_the_same_answer(one, other) -> None:
    assert same(key_of(one), key_of(other))
    assert same(key_of(other), key_of(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("18,473", "28,473"),
        ("4.5%", "45%"),
        ("4.5", "4,5"),
        ("William Burns", "Nicholas Burns"),
        ("Burns", "William Burns"),
        ("Gaza", "northern Gaza"),
        ("134", "134 million"),
        ("President Biden", "President Sisi"),
        ("not Israel", "Israel"),
    ],
)
def test_these_are_different_answers(one, other) -> None:
    assert not same(key_of(one), key_of(other))


@given(QUOTES, QUOTES)
def test_sameness_does_not_depend_on_order_and_everything_is_the_same_as_itself(one, other) -> None:
    assert same(key_of(one), key_of(one))
    assert same(key_of(one), key_of(other)) == same(key_of(other), key_of(one))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("France, the United Kingdom and Germany", ["France", "the United Kingdom", "Germany"]),
        (
            "CIA Director William Burns, Mossad Chief David Barnea, Qatari Prime Minister and "
            "Foreign Minister Mohammed bin Abdul Rahman Al Thani, and Egyptian officials",
            [
                "CIA Director William Burns",
                "Mossad Chief David Barnea",
                "Qatari Prime Minister and Foreign Minister Mohammed bin Abdul Rahman Al Thani",
                "Egyptian officials",
            ],
        ),
        ("Egypt and Qatar", ["Egypt", "Qatar"]),
        (
            "two men, the head of a bank and the man next door",
            ["the head of a bank", "the man next door"],
        ),
        ("three boats, a tug and a ferry", ["three boats", "a tug", "a ferry"]),
        ("Trinidad and Tobago", ["Trinidad and Tobago"]),
        ("Bosnia and Herzegovina and Serbia", ["Bosnia and Herzegovina", "Serbia"]),
        ("David Barnea, head of Israel's Mossad", ["David Barnea, head of Israel's Mossad"]),
        ("peace and quiet", ["peace and quiet"]),
        ("Hepatitis and diarrhoea", ["Hepatitis", "diarrhoea"]),
        (
            "the head of the Mossad and the head of Shin Bet, the domestic security service",
            ["the head of the Mossad", "the head of Shin Bet"],
        ),
        (
            "a free tram on Sundays, a freeze of the rents and the return of the night bus",
            ["a free tram on Sundays", "a freeze of the rents", "the return of the night bus"],
        ),
        ("wider lanes, salt, and a fire engine", ["wider lanes", "salt", "a fire engine"]),
        (
            "the health and numbers of the army, the economy, and the weather",
            ["the health and numbers of the army", "the economy", "the weather"],
        ),
        ("Anna Berg and Niels Juul, and an observer", ["Anna Berg", "Niels Juul", "an observer"]),
        ("Clara Wenn, the envoy, and Tom Fox", ["Clara Wenn, the envoy", "Tom Fox"]),
        ("Boston and Hudson, Massachusetts", ["Boston", "Hudson, Massachusetts"]),
        ("Wellington, New Zealand", ["Wellington, New Zealand"]),
        ("Lyon, Utrecht, Pécs", ["Lyon", "Utrecht", "Pécs"]),
        ("a trip to Berlin and Rome", ["a trip to Berlin and Rome"]),
        ("the time and place", ["the time and place"]),
        ("Qatari and Egyptian officials", ["Qatari and Egyptian officials"]),
        ("Hamas and Egyptian officials", ["Hamas", "Egyptian officials"]),
        ("the Ministry of Trade and Industry", ["the Ministry of Trade and Industry"]),
        ("the Ethics and Anti-Graft Authority", ["the Ethics and Anti-Graft Authority"]),
        ("between four and six years", ["between four and six years"]),
        ("2 and 3 May", ["2 and 3 May"]),
        ("“slow and incurious”", ["“slow and incurious”"]),
        ("salt, and was gone", ["salt, and was gone"]),
        ("Cairo", ["Cairo"]),
    ],
)
def test_a_coordinated_quotation_gives_its_items(text, expected) -> None:
    assert [span.of(text) for span in items(text, Span(0, len(text)))] == expected


@given(st.text(alphabet="AB ab,;and&\n'“", min_size=1, max_size=40), st.data())
def test_items_are_disjoint_pieces_of_the_span_in_order(text, data) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    found = items(text, span)
    assert found
    assert all(span.contains(item) for item in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        (
            "They met William Burns, Mossad Chief David Barnea, and Egyptian officials.",
            "David Barnea",
            ["William Burns", "David Barnea", "Egyptian officials"],
        ),
        (
            "With Qatari Prime Minister and Foreign Minister Al Thani, and Erdogan, came others.",
            "Erdogan",
            ["Qatari Prime Minister and Foreign Minister Al Thani", "Erdogan"],
        ),
        (
            "They met William Burns, David Barnea, Bashir Awad and Egyptian officials.",
            "David Barnea, Bashir Awad",
            ["William Burns", "David Barnea", "Bashir Awad", "Egyptian officials"],
        ),
        ("On Friday Burns and Barnea came.", "Barnea", ["Burns", "Barnea"]),
        ("Burns left Cairo. Hamas and Israel stayed.", "Burns", ["Burns"]),
        ("In Cairo, William Burns spoke.", "William Burns", ["William Burns"]),
        ("He quoted Burns. And Barnea came.", "Barnea", ["Barnea"]),
        (
            "In Cairo, those there were Burns, of the CIA; Barnea, who heads the Mossad; and "
            "Egyptian officials.",
            "Barnea",
            ["Burns", "Barnea", "Egyptian officials"],
        ),
        ("Present: Ann Bell (bank); Otto Renn, her aide.", "Ann Bell", ["Ann Bell", "Otto Renn"]),
        (
            "Those there were Burns, of the CIA; Barnea, of the Mossad.",
            "the Mossad",
            ["the Mossad"],
        ),
        ("Reyes has led it since Friday; Ingrid Solberg stepped down.", "Reyes", ["Reyes"]),
    ],
)
def test_what_is_named_in_one_breath_is_listed(text, quote, expected) -> None:
    start = text.index(quote)
    found = listed(text, Span(start, start + len(quote)))
    assert [span.of(text) for span in found] == expected


@given(st.text(alphabet="ABC ab,and.\n'", min_size=1, max_size=60), st.data())
def test_what_is_listed_is_in_order_apart_and_holds_what_was_quoted(text, data) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    found = listed(text, span)
    assert found == sorted(found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert any(span.contains(item) for item in found)


@pytest.mark.parametrize(
    ("sentence", "answer", "status"),
    [
        ("Burns will join the talks in Cairo.", "Burns", "expected"),
        ("Israel would not agree to a truce.", "Israel", "denied"),
        ("The White House ruled out US monitors.", "US monitors", "denied"),
        ("Burns joined Tuesday's talks.", "Burns", "reported"),
        ("At least 46 were killed, according to a ministry official.", "46", "claimed"),
        ("If Hamas agrees, the truce holds for six weeks.", "six weeks", "conditional"),
        ("Burns came to Cairo, but Hamas did not.", "Burns", "reported"),
    ],
)
def test_the_status_is_that_of_the_answers_own_clause(sentence, answer, status) -> None:
    start = sentence.index(answer)
    assert status_of(sentence, Span(start, start + len(answer))) == status
