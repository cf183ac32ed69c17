"""Words for the lexical index."""

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

# A word is a run of letters and digits of any script. What stands inside one without ending it:
# combining accents, invisible marks that web pages carry (soft hyphen, joiners), an apostrophe,
# a separator between digits. "U.S." is one word, or a question about the US would not find it.
_CHARACTER = r"[\w\u0300-\u036f\u00ad\u200c\u200d\u2060]"
_WORD = re.compile(
    rf"""\b[^\W\d_](?:\.[^\W\d_])+\b
       | \d+(?:[.,]\d+)+
       | {_CHARACTER}+(?:['’]{_CHARACTER}+)*""",
    re.VERBOSE,
)
# Longer ones are not words; cutting them keeps hostile input out of the caches and the index.
_LONGEST = 64

# Function words and question words. BM25Okapi gives a term that stands in over half of the
# passages epsilon times the average idf, above many rarer ones, so that they must not be asked.
_STOP_WORDS = """
    a about after all also am an and any are as at be been before being between both but by can
    could did do does doing during each for from had has have having he her here hers him his how
    i if in into is it its itself just me more most my no nor not now of on once only or other our
    out over own s said same she should so some such t than that the their theirs them then there
    these they this those through to too under until up very was we were what when where which
    while who whom whose why will with would you your"""
STOP_WORDS = frozenset(_STOP_WORDS.split())


@lru_cache(maxsize=200_000)
def _fold(word: str) -> str:
    """Lower case, without accents, possessive ending, or marks inside the word.

    A decimal point stays ("4.5" is not "45"); a thousands separator goes ("28,473" is "28473").
    """
    letters = unicodedata.normalize("NFKD", word.replace("’", "'")).casefold()
    bare = "".join(c for c in unicodedata.normalize("NFKD", letters) if c.isalnum() or c in "'._")
    bare = bare.removesuffix("'s").replace("'", "")
    return bare if bare[:1].isdigit() else bare.replace(".", "")


def words(text: str) -> list[str]:
    """The folded words of ``text``, in order, stop words included; at most 64 characters each."""
    composed = unicodedata.normalize("NFC", text)
    return [folded for word in _WORD.findall(composed) if (folded := _fold(word[:_LONGEST]))]


def stems(text: str) -> list[str]:
    """``words`` reduced to their English stems (Snowball's Porter 2)."""
    return [_stem(word) for word in words(text)]


@lru_cache(maxsize=200_000)
def _stem(word: str) -> str:
    # A new stemmer each time: one keeps its word in itself, and two threads would mix theirs.
    stem: str = snowballstemmer.stemmer("english").stemWord(word)
    return stem


def terms(text: str, *, stemming: bool) -> list[str]:
    """What a passage is indexed under."""
    return stems(text) if stemming else words(text)


def query_terms(text: str, *, stemming: bool) -> list[str]:
    """What a query asks for: its terms without stop words, unless it has no others."""
    asked = words(text)
    asked = [word for word in asked if word not in STOP_WORDS] or asked
    return [_stem(word) for word in asked] if stemming else asked
