"""Who was there, asked in two ways; every other question is asked as it is."""

import pytest

from qa.wordings import wordings


@pytest.mark.parametrize(
    ("question", "other"),
    [
        ("Who joined the Cairo talks?", "Who attended the Cairo talks?"),
        ("Who took part in the talks in Tórshavn?", "Who attended the talks in Tórshavn?"),
        ("Which presidents attended the summit?", "Which presidents took part in the summit?"),
        ("Who will attend the meeting?", "Who will take part in the meeting?"),
        ("Who will take part in the debate?", "Who will attend the debate?"),
        ("Who is to come to the opening?", "Who is to attend the opening?"),
        (
            "Who else was at the meeting besides Bell?",
            "Who else attended the meeting besides Bell?",
        ),
    ],
)
def test_who_was_there_is_asked_in_two_ways(question, other) -> None:
    assert wordings(question) == (question, other)


@pytest.mark.parametrize(
    "question",
    [
        "Who did not take part in the talks?",
        "Who joined Hamas?",
        "Who went to Cairo?",
        "When did Burns join the talks?",
        "Who has joined the talks?",
        "Whom did Burns join for the talks?",
        "",
    ],
)
def test_other_questions_are_asked_as_they_are(question) -> None:
    assert wordings(question) == (question,)
