"""When two quotations give the same answer. Pure functions over words."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

_WORD = re.compile(r"\d+(?:[.,]\d+)*|\w+(?:['’-]\w+)*|[%$€£]")
_ARTICLES = frozenset({"the", "a", "an"})
_NUMERALS = {
    "zero": "0",
    "one": "1",
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "seven": "7",
    "eight": "8",
    "nine": "9",
    "ten": "10",
    "eleven": "11",
    "twelve": "12",
}
# Words that stand before a name and say what somebody is. Without them it is the same person.
# fmt: off
TITLES = frozenset(
    {
        "president", "minister", "chief", "director", "secretary", "leader", "chairman",
        "chairwoman", "chair", "general", "gen", "prime", "spokesman", "spokeswoman",
        "spokesperson", "adviser", "advisor", "official", "head", "king", "queen", "prince",
        "sheikh", "mr", "mrs", "ms", "dr", "sir", "founder", "ambassador", "envoy",
        "commander", "senator", "governor", "mayor", "judge", "professor", "premier",
        "chancellor", "coach", "captain", "author", "analyst",
    }
)
# fmt: on

Key = tuple[str, ...]


def key_of(quote: str) -> Key:
    """The words of ``quote`` that make it what it is: folded, numbers as digits, no articles."""
    folded = unicodedata.normalize("NFKC", quote).casefold()
    words = [word.replace("’", "'").removesuffix("'s") for word in _WORD.findall(folded)]
    kept = [_NUMERALS.get(w, _number(w)) for w in words if w not in _ARTICLES]
    return tuple(kept) or tuple(words)


def same(one: Key, other: Key) -> bool:
    """Whether the keys are equal, or differ only by what somebody is before the name."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    before = long[: len(long) - len(short)]
    return (
        len(short) >= 2
        and long[len(before) :] == short
        and before[-1] in TITLES
        and not any(word[0].isdigit() for word in short)
    )


def bag_f1(one: Sequence[str], other: Sequence[str]) -> float:
    """F1 of two bags of words: 2 · common / (words of both); 0 where both are empty.

    Rajpurkar et al. (2016).
    """
    common = (Counter(one) & Counter(other)).total()
    return 2 * common / (len(one) + len(other)) if common else 0.0


def _number(word: str) -> str:
    """Digits without the separators of thousands: 28,473 is 28473; 4.5 stays."""
    return word.replace(",", "") if re.fullmatch(r"\d{1,3}(?:,\d{3})+", word) else word
