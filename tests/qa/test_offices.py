"""Who holds an office is told beside a name, whatever the sentence tells of its bearer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.spans import Span
from qa.offices import holds_office

WORDS = ["Ann Bell", ",", "the", "chief", "director", "of the bank", "will go", "former", "(", "“"]


def holds(question: str, sentence: str) -> bool:
    """``sentence`` has its answer in brackets."""
    start = sentence.index("[")
    end = sentence.index("]") - 1
    return holds_office(question, sentence.replace("[", "").replace("]", ""), Span(start, end))


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Who is the chief executive of Halden?", "[Solberg], Halden’s chief executive, will go."),
        ("Who is the director of the CIA?", "CIA director [Bill Burns] will join the talks."),
        ("Who heads the CIA?", "[CIA director Bill Burns] will join the talks."),
        ("Who leads the movement?", "The leader of the movement, [Osama Hamdan], would not go."),
        ("Who was the mayor of Varnholm?", "It might rain, said mayor [Ann Bell]."),
        ("Who is the new mayor?", "Varnholm’s mayor, [Ann Bell], might resign."),
        ("Who is the former mayor?", "The former mayor, [Ann Bell], will come."),
        ("Who is the deputy mayor?", "[Ann Bell], the deputy mayor, will come."),
    ],
)
def test_what_somebody_is_called_is_so(question, sentence) -> None:
    assert holds(question, sentence)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Who will run Halden?", "[Solberg], Halden’s chief executive, will run it."),
        ("Who is the mayor of Varnholm?", "[Katrin Adler] takes office on 1 June."),
        ("Who is the mayor of Varnholm?", "Mayor-elect [Katrin Adler] will open it."),
        ("Who is the mayor of Varnholm?", "The former mayor, [Ann Bell], will come."),
        ("Who is the mayor of Varnholm?", "[Ann Bell], the deputy mayor, will come."),
        ("Who is the new mayor?", "The new mayor, [Ann Bell], takes office on 1 June."),
        ("Who heads the bank?", "The head of the fund, [Otto Renn], will succeed her."),
        ("Who is the president of Egypt?", "Erdogan, the president of Turkey, may see [al-Sisi]."),
        ("Who is Ingrid Solberg?", "Ingrid Solberg, [Halden’s chief executive], will run it."),
        ("Who heads the bank?", "[Ann Bell], who is tired, will head the bank."),
        ("When will the director come?", "The director, Ann Bell, will come [on Monday]."),
    ],
)
def test_what_somebody_will_do_or_was_once_is_no_office(question, sentence) -> None:
    assert not holds(question, sentence)


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=10), st.data())
def test_any_span_of_any_sentence_can_be_asked_about(words, data) -> None:
    sentence = " ".join(words)
    start = data.draw(st.integers(0, len(sentence) - 1))
    end = data.draw(st.integers(start + 1, len(sentence)))
    assert holds_office("Who heads the bank?", sentence, Span(start, end)) in (True, False)
