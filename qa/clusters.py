"""Which quotations of an answer set are one answer. Pure, and whatever order they come in.

Some rules hold for two quotations by themselves: the same words, the same number. Others only say
that two *may* be one: "Burns" and "William Burns". These are followed where nothing else in the
set speaks against it: a quotation that may be one with two others which cannot be one with each
other stands alone. What is left are sets in which everything goes with everything.
"""

from collections.abc import Sequence

import msgspec

from qa.names import compatible
from qa.persons import Person, person
from qa.quantities import Quantity, quantity, same_figure
from qa.sameness import Key, key_of


class Mention(msgspec.Struct, frozen=True, order=True):
    """A quotation, what stands just before it, and the fullest name that its article has for it.

    ``full`` is empty where the article has none, or the quotation is no name.
    """

    quote: str
    before: str = ""
    full: str = ""


class _Meaning(msgspec.Struct, frozen=True):
    key: Key
    person: Person | None
    quantity: Quantity | None


def clusters(mentions: Sequence[Mention]) -> tuple[int, ...]:
    """A number for each mention; mentions with the same number are one answer.

    The numbers count up from 0 in the order of the mentions. Which mentions share one depends on
    nothing but the set of mentions.
    """
    distinct = sorted(set(mentions))
    classes: dict[_Meaning, list[Mention]] = {}
    for mention in distinct:
        classes.setdefault(_meaning(mention), []).append(mention)
    nodes = list(classes)
    near = [
        {j for j, other in enumerate(nodes) if i != j and _may_be_one(one, other)}
        for i, one in enumerate(nodes)
    ]
    # A node with two neighbours that are none of each other is the middle of a path of three.
    # Without such nodes the graph has no path of three, and so is a union of cliques.
    torn = {i for i, found in enumerate(near) if any(found - near[j] - {j} for j in found)}
    owner: dict[Mention, int] = {}
    for i, node in enumerate(nodes):
        first = i if i in torn else min({i, *(near[i] - torn)})
        owner |= dict.fromkeys(classes[node], first)
    numbers: dict[int, int] = {}
    return tuple(numbers.setdefault(owner[mention], len(numbers)) for mention in mentions)


def same_answer(one: str, other: str) -> bool:
    """Whether two quotations are one answer where there are no others."""
    first, second = clusters((Mention(one), Mention(other)))
    return first == second


def _meaning(mention: Mention) -> _Meaning:
    name = person(mention.quote, mention.before)
    if name and mention.full and (full := person(mention.full)) and compatible(name, full):
        offices = name.offices | full.offices
        name = msgspec.structs.replace(full, offices=offices)
    return _Meaning(key_of(mention.quote), name, quantity(mention.quote))


def _may_be_one(one: _Meaning, other: _Meaning) -> bool:
    if one.person and other.person:
        return compatible(one.person, other.person)
    if one.quantity and other.quantity:
        return same_figure(one.quantity, other.quantity)
    return one.key == other.key
