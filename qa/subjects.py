"""Whether an article speaks of what a question is about: it has one of its names.

"Who is the chief executive of Halden Foods?" is not answered by an article that never says Halden,
whoever is called chief executive in it.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from difflib import SequenceMatcher
from itertools import takewhile

from corpus.documents import Document
from corpus.paragraphs import lines
from index.tokens import STOP_WORDS, words
from qa.questions import names_in

_CAPITAL = re.compile(r"[A-Z\u00c0-\u00de][\w’'.-]*")
_IN_A_RUN = re.compile(r"[A-Z\u00c0-\u00de][\w’'-]*")
# What may stand between two words of one name: "the Bank of the West", "Anti - Graft Authority".
_BETWEEN = re.compile(r"(?:\s+(?:of|the|for|and|on)){0,2}[\s-]+")
_WITHIN = re.compile(r"(?<=[\w,;:] )[A-Z\u00c0-\u00de][^\W\d_]{2,}")
_LOWER = re.compile(r"(?<!\w)[a-z\u00df-\u00ff]{3,}")
SHARED = 2
"""Names that two articles of one story share at least."""
_REPEATED = 3
"""Different articles that have a line, at least, which an outlet puts under all of its own."""
_BEGINNING = 4
"""Letters that a name and a word made of it begin with at least: Norway, Norwegian."""
_ALIKE = 0.75
"""How much of two spellings of one name is alike at least (Ratcliff and Obershelp, 1988)."""
# What is left of a name, and of what its people are called, behind the letters they begin with.
_ENDS = frozenset(
    re.findall(
        r"\S+",
        """
        a e i o s y k n r al an ar as at ay en er ey ia ic in is ns on os um us ans ean ers ese ian
        ine iot ish ium ois way eans ians iards istan land lands lese nese nian stan uese vian
        egian
        """,
    )
) | {""}
_CALENDAR = frozenset(
    re.findall(
        r"\w+",
        """
        january february march april may june july august september october november december
        monday tuesday wednesday thursday friday saturday sunday
        """,
    )
)
_KINDS = frozenset(
    re.findall(
        r"\w+",
        """
        agency airlines airport airways assembly association authority award bank bay board
        bridge bureau canal cape castle cathedral center centre championship church city
        club coast college commission committee company conference congress corporation
        council county court cup dam department district election federation festival fire
        forest foundation fund government group gulf hall harbour high hill hospital hotel
        house hurricane institute international island islands isle lake league line lines
        marathon mine minister ministry mount mountain mt museum national office open
        orchestra park parliament party peak plant point port president prime prison prize
        province railway region river road royal saint san santa sao school sea senate
        service society square st stadium state station storm strait street summit supreme
        theater theatre tower town treaty tribunal union united university valley village
        war works
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
    ("greece", "greek", "greeks"),
    ("scotland", "scottish", "scots"),
    ("us", "usa", "american", "americans", "america", "washington", "states"),
    ("uk", "britain", "british", "britons", "england", "english"),
    ("eu", "european", "europe", "brussels"),
)
_ALIASES = {name: frozenset(group) for group in _OTHERWISE for name in group}


def about_it(question: str, documents: Iterable[Document]) -> set[str]:
    """The ids of those articles that speak of what ``question`` is about, or of the same story.

    A follow-up need not name the town again: an article that shares ``SHARED`` names with one that
    speaks of it is about it, too.
    """
    found = {d.id: d for d in documents}
    speak = {d.id for d in found.values() if speaks_of(question, d.title, d.text)}
    if not speak or len(speak) == len(found):
        return speak
    written = {d.id: [span.of(d.text) for span in lines(d.text)] for d in found.values()}
    repeated = _repeated(written.values())
    named = {
        name: _proper(d.text, (line for line in written[name] if line not in repeated))
        for name, d in found.items()
    }
    return speak | {
        name for name in found if any(len(named[name] & named[one]) >= SHARED for one in speak)
    }


def speaks_of(question: str, title: str, text: str) -> bool:
    """Whether an article has one of the names of ``question``; True if the question has none.

    Read generously: what a country's people are called counts ("Egyptian" for Egypt), and another
    spelling that begins alike ("Zelenskyy"), as do initials for a name and a name for its initials.
    Days and months are no names, and what many names say of a place or a house is none beside
    another ("Tolliver County", "St Orlan"). Two names that are spelt much alike are taken for one
    (Slovakia, Slovenia).
    """
    names = {word for name in names_in(question) for word in words(name)} - STOP_WORDS - _CALENDAR
    names = names - _KINDS or names
    if not names:
        return True
    text = f"{title}\n{text}"
    if not names.isdisjoint(words(text)):
        return True
    capitals = {word for match in _CAPITAL.findall(text) for word in words(match)}
    return (
        any(
            name in capitals
            or any(_alike(name, word) for word in capitals)
            or not capitals.isdisjoint(_ALIASES.get(name, ()))
            for name in names
        )
        or _are_initials(names, text)
        or _are_initials(capitals, question)
    )


def _alike(one: str, other: str) -> bool:
    """Whether two words are of one name: a country and its people, or two spellings."""
    if one[:_BEGINNING] != other[:_BEGINNING]:
        return False
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    if one[same:] in _ENDS and other[same:] in _ENDS:
        return True
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE


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


def _proper(text: str, own: Iterable[str]) -> set[str]:
    """The words that stand within a sentence of the ``own`` lines of ``text`` with a capital, and
    nowhere in it without one."""
    inside = {match[0].casefold() for match in _WITHIN.finditer("\n".join(own))}
    return inside - set(_LOWER.findall(text)) - STOP_WORDS - _CALENDAR


def _repeated(written: Iterable[Sequence[str]]) -> set[str]:
    """The lines that stand in several different articles, whose lines are given.

    So do an outlet's footers ("Sign up for our newsletter"). Articles with one longest line are
    the same one, as several outlets print it.
    """
    articles = defaultdict[str, set[str]](set)
    for own in written:
        longest = max(own, key=len, default="")
        for line in own:
            articles[line].add(longest)
    return {line for line, found in articles.items() if len(found) >= _REPEATED}
