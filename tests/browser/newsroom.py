"""A newsroom for browsers: real store, index and road of a question; a reader that knows."""

from collections.abc import Callable, Sequence
from pathlib import Path

from corpus.loaders.jsonl import Row
from corpus.store import Store
from qa.newsroom import Newsroom
from qa.reader.base import Reading
from tests.index.fakes import HashingEncoder
from tests.qa.readers import PhraseReader, by_score

FERRY = "When does the ferry to Skellan start sailing?"
QUAKE = "How many people did the quake kill?"
TALKS = "Who joined the talks in Cairo?"
SHIP = "What is the name of the ship?"
HOSTILE = "What does the hostile line say?"
LONG = "What is in the long line?"
HOTEL = "Which hotel hosted the talks in Cairo?"

SHIP_NAME = "🛳️ “Guillemot” 👩‍👩‍👧"
SCRIPT = (
    '<script>window.hacked = 1</script><img src=x onerror="window.hacked = 2"> \u202eolleh\u202c'
)
NEEDLE = "a needle in the line"

PHRASES = {
    FERRY: {"20 June": 1.0, "1 May": 2.0},
    QUAKE: {"at least 14": 2.0, "17": 1.5},
    TALKS: {"CIA Director William Burns": 4.0},
    SHIP: {SHIP_NAME: 3.0},
    HOSTILE: {SCRIPT: 3.0},
    LONG: {NEEDLE: 3.0},
}
ROWS = (
    Row(
        id="local/ferry-1",
        title="Skellan to get its ferry back",
        source="Harbour Courier",
        published="2024-03-04",
        url="https://example.org/ferry-1",
        text="Tern Line said that it would start sailing the ferry to Skellan on 1 May.\n\n"
        + "The island has waited for eleven winters.\n\n" * 30
        + "The ferry takes 95 minutes.",
    ),
    Row(
        id="local/ferry-2",
        title="No boat yet for Skellan",
        source="Meridian Post",
        published="2024-05-02",
        text="The band had rehearsed.\n\n" * 30
        + "The start of the ferry to Skellan has been put off until 20 June. A shaft is cracked.",
    ),
    Row(
        id="quake-ministry",
        title="Quake in the Sorrel valley",
        source="Delta Wire",
        published="2024-06-03",
        text="The quake did kill at least 14 people on Sunday, the ministry said.",
    ),
    Row(
        id="quake-hospitals",
        title="Hospitals count the dead",
        source="Meridian Post",
        published="2024-06-04",
        text="The quake did kill 17 people on Sunday, hospitals said. More people came on foot.",
    ),
    Row(
        id="talks",
        title="Talks in Cairo",
        source="Harbour Courier",
        published="2024-02-13",
        text="CIA Director William Burns joined the talks in Cairo. Hamas stayed away.",
    ),
    Row(
        id="talks-copy",
        title="Talks in Cairo go on",
        source="Meridian Post",
        published="2024-02-13",
        text="CIA Director William Burns joined the talks in Cairo. Hamas stayed away.",
    ),
    Row(
        id="ship",
        title="🚢 A ship and its name",
        source="Harbour Courier",
        text=f"🎉🎉🎉 The name of the ship, said 👩🏽‍✈️ the captain, is {SHIP_NAME} 🌊 for ever.",
    ),
    Row(
        id="hostile/<b>?é",
        title="<img src=x onerror=alert(1)> A title",
        source="<i>Outlet</i>",
        text=f"What the hostile line does say is {SCRIPT} and left to right again.",
    ),
)

LONG_ROW = Row(
    id="long",
    title="A line of two million letters",
    source="Harbour Courier",
    text=f"What is in the long line: {'x' * 999_000} {NEEDLE} {'y' * 999_000}",
)


class PatientReader(PhraseReader):
    """A reader that calls ``before`` each time ahead of reading, to wait."""

    def __init__(self, before: Callable[[], None] = lambda: None) -> None:
        super().__init__(PHRASES)
        self._before = before

    def read(self, pairs: Sequence[tuple[str, str]], top: int = 3) -> list[Reading]:
        self._before()
        return super().read(pairs, top)


def newsroom(
    data_dir: Path, before: Callable[[], None] = lambda: None, rows: Sequence[Row] = ROWS
) -> Newsroom:
    """The open newsroom over ``rows``."""
    store = Store.open(data_dir)
    room = Newsroom(store, data_dir, HashingEncoder(), PatientReader(before), by_score())
    report = room.add(rows)
    assert not report.refused, report.refused
    return room
