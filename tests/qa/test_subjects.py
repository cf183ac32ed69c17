"""Whether an article has anything to do with the names of a question."""

import pytest

from corpus.documents import UNDATED, Document, revision_of
from corpus.spans import Span
from qa.subjects import about_it, speaks_of


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Who runs Halden Foods?", "Halden’s chief executive is Ingrid Solberg."),
        ("Who is the president of Egypt?", "The Egyptian president met him."),
        ("Who is the president of France?", "The French president met him."),
        ("Who is the president of Poland?", "The Polish president met him."),
        ("Who is the president of the US?", "American voters chose him."),
        ("Who is the prime minister of Norway?", "The Norwegian prime minister met him."),
        ("Who leads the Palestinians?", "He met the leader of Palestine."),
        ("Who is the president of Portugal?", "Portuguese voters chose him."),
        ("Who rules Togo?", "The Togolese have a new ruler."),
        ("Who rules Greece?", "The Greek prime minister met him."),
        ("Who leads Scotland?", "The Scottish leader met him."),
        ("Whom did Zelensky meet?", "Mr Zelenskyy met him."),
        ("Whom did Haniyeh meet?", "Haniya met him."),
        ("Who leads the World Health Organization?", "The WHO has a new head."),
        ("Who leads the WHO?", "The World Health Organization has a new head."),
        ("Who leads the IOC?", "It is up to the International Olympic Committee."),
        ("What did Kosgei win in Chicago?", "In Chicago, Brigid Kosgei won."),
        ("Who wrote to İzmir?", "They wrote to Izmir."),
        ("Who is the mayor?", "It rained in Varnholm."),
        ("Who leads the County Council?", "The council met."),
        ("How many died on Monday in May?", "Seven died."),
        ("who leads the bank?", "Nobody does."),
    ],
)
def test_an_article_with_one_of_the_names_speaks_of_it(question, text) -> None:
    assert speaks_of(question, "", text)
    assert speaks_of(question, text, "It rained.")


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Who runs Halden Foods?", "Lucas Wendt of Ostervale Rail met the Footplate Guild."),
        ("How many did the quake in Sorrel kill?", "The flood in Beni killed 93."),
        ("Who is the president of France?", "The president of Turkey spoke."),
        ("Who leads the IOC on Monday?", "Those who lead the bank spoke on Monday."),
        ("How many fled the fire in Tolliver County?", "In Dravna county 5,600 fled."),
        ("How many fled the fire in Tolliver County?", "Toll of the flood: 5,600 fled."),
        ("How much did the Dunmarrow plant lose?", "Harle Dunmere lost much."),
        ("Who is director of St Brannoc's hospital?", "The director of St Orlan's spoke."),
        ("How many people visited the Lantern Festival?", "The festival of boats drew 1,900."),
        ("Who is the prime minister of Norway?", "The prime minister of Iberna met him."),
        ("How many people live in San Efren?", "In San Belardo there are 300."),
        ("When will the Halvern Bridge open?", "The Kettle Narrows Bridge is shut."),
        ("When did Burns join the talks?", "Barnea joined the talks on Tuesday."),
    ],
)
def test_an_article_with_none_of_them_speaks_of_something_else(question, text) -> None:
    assert not speaks_of(question, "", text)


def test_an_article_all_in_capitals_is_searched_as_any_other() -> None:
    text = "THE MAYOR OF ARDAL SPOKE TO VOTERS " * 20_000
    assert not speaks_of("Who leads Halden Foods?", "", text)
    assert speaks_of("Who leads Ardal?", "", text)


def document(name: str, text: str) -> Document:
    return Document(
        id=name,
        text=text,
        revision=revision_of(text),
        title="",
        source="Outlet",
        published=UNDATED,
        prose=(Span(0, len(text)),),
    )


def test_a_follow_up_that_shares_two_names_with_an_article_about_it_is_about_it_too() -> None:
    first = document("first", "In Iberna the minister, Elena Corvo, spoke in Valmora of it.")
    later = document("later", "After Valmora, the office of Corvo went to Julio Brandeis.")
    other = document("other", "The band from Valmora met a man called Brandeis.")
    found = about_it("Who runs the ministry of Iberna?", [first, later, other])
    assert found == {"first", "later"}
    assert about_it("Who runs the ministry of Lindmark?", [first, later, other]) == set()
    assert about_it("Who runs the ministry?", [first, other]) == {"first", "other"}


def test_days_and_words_that_are_also_written_small_are_no_shared_names() -> None:
    one = document("one", "In Iberna on Monday the Minister spoke to the Council of May.")
    other = document("other", "The minister spoke on Monday in May to a council.")
    assert about_it("Who spoke in Iberna?", [one, other]) == {"one"}


def test_what_an_outlet_puts_under_all_of_its_articles_makes_no_story_of_them() -> None:
    footer = "\n\nInvented for Dateline by the Harbour Desk.\n\nFollow us in Varnholm and Ardal!"
    festival = document(
        "festival", "The Lantern Festival drew very many to the town of Skellan." + footer
    )
    ferry = document("ferry", "No ferry sailed over the sea to the town of Skellan." + footer)
    bees = document("bees", "The court heard at great length of the bees of a keeper." + footer)
    asked = "How many people visited the Lantern Festival?"
    assert about_it(asked, [festival, ferry, bees]) == {"festival"}


def test_an_article_that_several_outlets_print_is_no_footer() -> None:
    text = "In Iberna the minister, Elena Corvo, spoke in Valmora.\nIt was late."
    copies = [document(f"copy{n}", f"By {n}\n{text}\n{n} pages") for n in range(4)]
    later = document("later", "After Valmora, the office of Corvo went to Julio Brandeis.")
    found = about_it("Who runs the ministry of Iberna?", [*copies, later])
    assert "later" in found
