"""Our own stories: every answer is at its place, and what is silent stays so."""

import random

import pytest

from qa.errors import RowError
from qa.training.stories import read_stories, rows, split, whole

STORY = """\
# Ferry talks open in Bergen
Coast News | 2031-03-14

Harbour chief Ana Ruiz met the owners Liv Berg and Jon Dahl in Bergen on Monday. Union secretary \
Kofi Mensah stayed away. The harbour lost 12 ships last year, Ruiz said.

Some 300 sailors went on strike in May. The minister, Eva Lund, has not agreed to meet them. \
Berg called the strike a gift.

? Who runs the harbour?
= Ana Ruiz
? Who was at the meeting?
= Ana Ruiz | Liv Berg | Jon Dahl
? Who called the strike a gift?
= [Berg] called
? Who runs the union?
- role: Kofi Mensah
? Who owns the hotel?
- absent:
"""


@pytest.fixture
def folder(tmp_path):
    for number in range(1, 11):
        (tmp_path / f"sea-{number:03}.txt").write_text(STORY, encoding="utf-8")
    return tmp_path


def test_every_answer_of_a_row_is_at_its_place(folder) -> None:
    made = list(rows(read_stories(folder), random.Random(1)))
    assert made
    for row in made:
        assert row.is_impossible == (not row.answers)
        assert all(row.context.startswith(a.text, a.start) for a in row.answers)


def test_a_mark_says_which_place_is_meant(folder) -> None:
    asked = read_stories(folder)[0].asked[2]
    ((place,),) = asked.items
    text = read_stories(folder)[0].document.text
    assert text[place.start :].startswith("Berg called")


def test_a_passage_without_the_answer_is_silent_and_has_the_tempting_words(folder) -> None:
    made = [r for r in rows(read_stories(folder)[:1], random.Random(1)) if r.is_impossible]
    (role,) = [row for row in made if row.question == "Who runs the union?"]
    assert "Kofi Mensah" in role.context


def test_every_fifth_story_is_held_out_whole(folder) -> None:
    train, held_out = split(read_stories(folder))
    assert {story.story for story in held_out} == {"sea-005", "sea-010"}
    assert not {story.story for story in train} & {story.story for story in held_out}


def test_a_question_with_its_whole_article_has_all_items(folder) -> None:
    answers = [[a.text for a in row.answers] for row in whole(read_stories(folder)[0])]
    assert answers == [
        ["Ana Ruiz"],
        ["Ana Ruiz", "Liv Berg", "Jon Dahl"],
        ["Berg"],
        [],
        [],
    ]


@pytest.mark.parametrize(
    ("line", "bad"),
    [
        ("= Ana Ruiz\n? Who was", "= Anna Ruiz\n? Who was"),
        ("- role: Kofi Mensah", "- role: Coffee Mensah"),
        ("Coast News | 2031-03-14", "Coast News | March"),
        ("- absent:", "none"),
        ("= [Berg] called\n", ""),
    ],
)
def test_a_line_that_the_format_does_not_know_is_refused_by_its_number(tmp_path, line, bad) -> None:
    (tmp_path / "sea.txt").write_text(STORY.replace(line, bad), encoding="utf-8")
    with pytest.raises(RowError, match=r"sea\.txt:\d+"):
        read_stories(tmp_path)


def test_the_stories_that_ship_can_be_read() -> None:
    stories = read_stories()
    assert len(stories) > 300
    train, held_out = split(stories)
    assert {s.document.text for s in train}.isdisjoint(s.document.text for s in held_out)
