"""When two names are one person's: titles, nicknames, initials, particles, transliteration.

Precision before all. A rule merges only what the two names show by themselves; what could be a
relative or a namesake stays apart, and what could be two people is left to ``qa.clusters``, which
sees all names of an answer. How Arabic names are put into Latin letters follows no one standard;
the rules fold what outlets are known to vary (Abdul/Abdel, Al/El, e/a, o/u) and nothing else.
"""

import re

from qa.name_tables import FORMS, OFFICES, SPELLINGS
from qa.persons import Person


def compatible(one: Person, other: Person) -> bool:
    """Whether both may name one person, and nothing that they say speaks against it.

    Symmetric, not transitive: "Burns" goes with William and with Nicholas Burns.
    """
    if one.gender and other.gender and one.gender != other.gender:
        return False
    if _walks(one) and _walks(other) and not _walks(one) & _walks(other):
        return False
    if _house(one, other) or _house(other, one):
        return True
    if one.mononym or other.mononym:
        return one.names == other.names and one.suffix == other.suffix
    if one.bare or other.bare:
        return _surname_alone(one, other)
    if one.suffix != other.suffix:
        return False
    if one.names == other.names:
        return True
    if not (one.certain or other.certain) or one.family_first or other.family_first:
        return False
    if one.arabic or other.arabic:
        return _transliterated(one, other)
    return (
        _spelling(one.names[-1]) == _spelling(other.names[-1])
        and _given(one.names[0], other.names[0])
        and _middle(one.names[1:-1], other.names[1:-1])
    )


def _walks(one: Person) -> set[str]:
    return {OFFICES[office] for office in one.offices if OFFICES[office]}


def _surname_alone(one: Person, other: Person) -> bool:
    """A family name alone goes with a longer name that ends with it.

    One with an office goes with a full name that has an office in common only: "President Biden"
    may be Joe, and is not Hunter. Of two alone, one may have an article or a title more.
    """
    short, long = (one, other) if one.bare else (other, one)
    if len(long.names) > 1 and long.names[-2] == "bin":
        return False  # the last name is the father's
    family = long.names[0] if long.family_first else long.names[-1]
    alike = _spelling(short.names[0]) == _spelling(family)
    if not alike and (short.article or long.arabic):
        alike = _latin(short.names[0]) == _latin(family)
    if not alike:
        return False
    if long.bare:
        return True
    if short.offices and not short.offices & long.offices:
        return False
    return long.certain and not short.suffix


def _house(short: Person, long: Person) -> bool:
    """The end of an Arabic name alone: Al Thani, bin Laden."""
    if len(short.names) != 2 or not long.arabic or len(long.names) < 3 - long.article:
        return False
    head, family = short.names
    behind = long.article if head == "al" else head == "bin" and long.names[-2] == "bin"
    return behind and _latin(family) == _latin(long.names[-1])


def _transliterated(one: Person, other: Person) -> bool:
    """Arabic names: every part is alike, or the family's name behind a patronymic is left out."""
    a, b = ([_latin(name) for name in p.names] for p in (one, other))
    if len(a) == len(b):
        return a == b
    short, long = sorted((a, b), key=len)
    return "bin" in short and short[-1] != "bin" and short == long[: len(short)]


def _given(one: str, other: str) -> bool:
    """The same given name, a nickname of it, or its initial."""
    if one == other or FORMS.get(one, frozenset()) & FORMS.get(other, frozenset()):
        return True
    return min(len(one), len(other)) == 1 and one[0] == other[0]


def _middle(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """An initial in the middle may be left out, a middle name shortened; neither may change.

    A middle name written out is not left out: John Quincy Adams is the son of John Adams.
    """
    short, long = sorted((one, other), key=len)
    if not short:
        return all(len(name) == 1 for name in long)
    return len(short) == len(long) and all(map(_given, short, long))


def _spelling(name: str) -> str:
    return SPELLINGS.get(name, name)


def _latin(name: str) -> str:
    """What the ways of writing an Arabic name in Latin letters have in common."""
    name = _spelling(name)
    for old, new in (("ou", "u"), ("oo", "u"), ("ee", "i"), ("ei", "ai"), ("ey", "ai")):
        name = name.replace(old, new)
    name = name.translate(str.maketrans("eoyq", "auik")).replace("iy", "i").replace("ii", "i")
    return re.sub(r"(.)\1", r"\1", name)
