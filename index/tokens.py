"""Words for the lexical index."""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

import snowballstemmer

# Letters and digits of any script; an apostrophe or a separator between digits stays inside.
_WORD = re.compile(r"\d+(?:[.,]\d+)+|\w+(?:['’]\w+)*")

# Function words and question words. BM25Okapi gives a term that stands in over half of the
# passages epsilon times the average idf, above many rarer ones, so that they must not be asked.
STOP_WORDS = frozenset(
    """a about after all also am an and any are as at be been before being between both but by can
    could did do does doing during each for from had has have having he her here hers him his how
    i if in into is it its itself just me more most my no nor not now of on once only or other our
    out over own s said same she should so some such t than that the their theirs them then there
    these they this those through to too under until up very was we were what when where which
    while who whom whose why will with would you your""".split()
)

Tokenizer = Callable[[str], list[str]]


@lru_cache(maxsize=200_000)
def _fold(word: str) -> str:
    """Lower case, without accents, possessive ending or apostrophes."""
    bare = unicodedata.normalize("NFKD", word.casefold().replace("’", "'"))
    bare = "".join(c for c in bare if not unicodedata.combining(c))
    return bare.removesuffix("'s").replace("'", "")


def words(text: str) -> list[str]:
    """The folded words of ``text``, in order, stop words included."""
    return [folded for word in _WORD.findall(text) if (folded := _fold(word))]


def stems(text: str) -> list[str]:
    """``words`` reduced to their English stems (Snowball's Porter 2)."""
    return [_stem(word) for word in words(text)]


@lru_cache(maxsize=200_000)
def _stem(word: str) -> str:
    stem: str = snowballstemmer.stemmer("english").stemWord(word)
    return stem
