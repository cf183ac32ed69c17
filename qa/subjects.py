"""Whether an article speaks of what a question is about: it has one of its names.

"Who is the chief executive of Halden Foods?" is not answered by an article that never says Halden,
whoever is called chief executive in it.
"""

import re
from collections.abc import Set

from index.tokens import STOP_WORDS, words
from qa.questions import names_in

_CAPITAL = re.compile(r"[A-Z\u00c0-\u00de][\w’'.-]*")
_IN_A_RUN = re.compile(r"[A-Z\u00c0-\u00de][\w’'-]*")
# What may stand between two words of one name: "the Bank of the West", "Anti - Graft Authority".
_BETWEEN = re.compile(r"(?:\s+(?:of|the|for|and|on)){0,2}[\s-]+")
_BEGINNING = 4
"""Letters that a name and a word made of it begin with: Norway, Norwegian."""
_CALENDAR = frozenset(
    re.findall(
        r"\w+",
        """
        january february march april may june july august september october november december
        monday tuesday wednesday thursday friday saturday sunday
        """,
    )
)
# What a country's people are called, where that begins otherwise.
_OTHERWISE = (
    ("denmark", "danish", "danes", "dane"),
    ("finland", "finnish", "finns", "finn"),
    ("ireland", "irish"),
    ("poland", "polish", "poles", "pole"),
    ("spain", "spanish", "spaniards", "spaniard"),
    ("switzerland", "swiss"),
    ("wales", "welsh"),
    ("laos", "lao", "laotian"),
    ("netherlands", "dutch", "holland"),
    ("philippines", "filipino", "filipinos", "filipina"),
    ("france", "french"),
    ("us", "usa", "american", "americans", "america", "washington", "states"),
    ("uk", "britain", "british", "britons", "england", "english"),
    ("eu", "european", "europe", "brussels"),
)
_ALIASES = {name: frozenset(group) for group in _OTHERWISE for name in group}


def speaks_of(question: str, title: str, text: str) -> bool:
    """Whether an article has one of the names of ``question``; True if the question has none.

    Read generously: a word that begins alike counts ("Egyptian" for Egypt), as do initials for a
    name and a name for its initials. Days and months are no names.
    """
    names = {word for name in names_in(question) for word in words(name)} - STOP_WORDS - _CALENDAR
    if not names:
        return True
    text = f"{title}\n{text}"
    if not names.isdisjoint(words(text)):
        return True
    capitals = {word for match in _CAPITAL.findall(text) for word in words(match)}
    beginnings = {word[:_BEGINNING] for word in capitals if len(word) >= _BEGINNING}
    return (
        any(
            name in capitals
            or (len(name) >= _BEGINNING and name[:_BEGINNING] in beginnings)
            or not capitals.isdisjoint(_ALIASES.get(name, ()))
            for name in names
        )
        or _are_initials(names, text)
        or _are_initials(capitals, question)
    )


def _are_initials(names: Set[str], text: str) -> bool:
    """Whether one of ``names`` is made of initials that follow each other in ``text``.

    They are of a run of capitalised words, or of a part of one: "who" for the World Health
    Organization.
    """
    runs, end = [""], 0
    for match in _IN_A_RUN.finditer(text):
        initial = match[0][0].casefold()
        if end and _BETWEEN.fullmatch(text, end, match.start()):
            runs[-1] += initial
        else:
            runs.append(initial)
        end = match.end()
    return any(len(name) > 1 and name in run for run in runs for name in names)
