"""Who a surname is: the article that says "Burns" says "William Burns" elsewhere."""

import re

from qa.name_tables import NOT_NAMES, PARTICLES, PATRONYMICS
from qa.names import compatible
from qa.persons import Person, fold, person

_SMALL = "|".join(sorted(PARTICLES | PATRONYMICS | {"al", "el"}))


def full_name(quote: str, text: str, before: str = "") -> str:
    """The longest name in ``text`` that ``quote``, a family name alone, can stand for.

    Empty where it is no such name, where there is none, and where there are two people's.
    """
    name = person(quote, before)
    if name is None or not name.bare or name.mononym:
        return ""
    family = quote.split()[-1].strip(" ,.'’\"“”")
    family = re.sub(r"(?:['’]s|^[AaEe]l-)$", "", family)
    longer = re.compile(
        rf"(?:(?:[^\W\d_a-z][\w'’.-]*|{_SMALL})\s+){{1,5}}(?:[AaEe]l-)?{re.escape(family)}\b"
    )
    found: dict[str, Person] = {}
    for match in longer.finditer(text):
        words = match[0].split()
        for start in range(len(words) - 1):
            if fold(words[start]) in NOT_NAMES:
                continue  # "On Tuesday William Burns"
            written = " ".join(words[start:])
            full = person(written)
            if full and full.certain and not full.bare and compatible(name, full):
                found[written] = full
                break
    people = list(found.values())
    if not people or not all(compatible(a, b) for a in people for b in people):
        return ""
    return max(found, key=lambda written: (len(written), written))
