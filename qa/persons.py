"""A quoted name, taken apart: offices, given and family names, particles, suffixes."""

import re
import unicodedata

import msgspec

from qa.name_tables import (
    AFTER_OFFICE,
    ARABIC,
    ARABIC_ARTICLES,
    FAMILY_FIRST,
    FEMALE,
    FEMALE_TITLES,
    MALE,
    MALE_TITLES,
    MONONYMOUS,
    NOT_NAMES,
    OFFICES,
    PARTICLES,
    PATRONYMICS,
    PLACES,
    POLITE,
    SUFFIXES,
)

_TOKEN = re.compile(r"\w[\w'’ʿʾ`.-]*|[,;]|\S")
_LETTERS = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss"}
)
_ABD = re.compile(r"abd(?:[aeu][lrs])(?=\w{3})")
GIVEN = MALE | FEMALE | ARABIC


class Person(msgspec.Struct, frozen=True):
    """A name, taken apart. ``names`` are folded, the family name last; one: it is all there is.

    ``offices`` are the words before it that say what somebody is, polite ones left out.
    ``gender`` is "m", "f" or "" where the title and the given name do not tell. ``certain``:
    something shows that this is a person (a title, a known given name, an initial, a particle).
    """

    names: tuple[str, ...]
    offices: frozenset[str] = frozenset()
    suffix: str = ""
    gender: str = ""
    arabic: bool = False
    article: bool = False
    family_first: bool = False
    mononym: bool = False
    certain: bool = False

    @property
    def bare(self) -> bool:
        """Whether the family name stands alone."""
        return len(self.names) == 1


def person(quote: str, before: str = "") -> Person | None:
    """The name that ``quote`` is, or None where it is none or more than one.

    What somebody is may stand before the name or after it behind a comma, in the quote; the word
    just before the quote is looked at as well.
    """
    tokens = _without_apposition(_TOKEN.findall(quote))
    start = len(tokens)
    while start and _is_name(tokens, start - 1):
        start -= 1
    suffix = ""
    named = tokens[start:]
    if named and fold(named[-1]) in SUFFIXES and len(named) > 1:
        suffix = fold(named.pop())
    while named and _particle(named[-1]):
        return None
    if not 1 <= len(named) <= 6:
        return None
    description = [fold(token) for token in tokens[:start]]
    if description and not _describes(description):
        return None
    ahead = [fold(token) for token in _TOKEN.findall(before)[-2:]]
    ahead = ahead if ahead and ahead[-1] in OFFICES and not description else []
    titles = {word for word in description + ahead if word in OFFICES}
    return _made(named, titles, suffix)


def fold(token: str) -> str:
    """Lower case without accents, apostrophes, possessive and final point."""
    token = re.sub(r"['’]s$", "", token)
    plain = unicodedata.normalize("NFKD", token.casefold().translate(_LETTERS))
    return "".join(c for c in plain if not unicodedata.combining(c) and c not in "'’ʿʾ`.")


def _without_apposition(tokens: list[str]) -> list[str]:
    """The name without "…, the director of the CIA" behind it or "the Mossad's chief, …" before."""
    tokens = [token for token in tokens if token not in '"“”']
    while tokens and tokens[-1] == ",":
        tokens.pop()
    commas = [i for i, token in enumerate(tokens) if token == ","]
    if not commas:
        return tokens
    head, tail = tokens[: commas[0]], tokens[commas[0] + 1 :]
    folded = [fold(token) for token in tail]
    if folded and folded[0] in SUFFIXES:
        return [*head, tail[0]] if len(tail) == 1 else tokens
    if len(commas) > 1 and commas[1] < len(tokens) - 1:
        return tokens
    offices = [i for i, word in enumerate(folded) if word in OFFICES]
    if offices:
        after = tail[offices[-1] + 1 :]
        if not after or after[0] in {"of", "for", "to", "at", "in"}:
            return head
    if len(tail) == 1 and tail[0].isdigit():
        return head  # the age
    if head and fold(head[-1]) in OFFICES and "and" not in tail:
        return [*head, *tail]
    return tokens


def _is_name(tokens: list[str], at: int) -> bool:
    token = tokens[at]
    word = fold(token)
    if not word or not token[0].isalpha():
        return False
    if _particle(token):
        return at + 1 < len(tokens) and _is_name(tokens, at + 1)
    parts = token.split("-")
    if len(parts) > 1 and parts[0].casefold() in ARABIC_ARTICLES:
        return parts[1][:1].isupper()
    if word in SUFFIXES and at == len(tokens) - 1:
        return True
    if not token[0].isupper() or word in NOT_NAMES or word in AFTER_OFFICE:
        return word == "un" and token == "Un"  # Kim Jong Un
    return word.split("-")[0] not in OFFICES or _is_family(tokens, at)


def _is_family(tokens: list[str], at: int) -> bool:
    """Whether an office is a family name here: Stephen King, Martin Luther King Jr."""
    end = len(tokens) - (fold(tokens[-1]) in SUFFIXES)
    return at == end - 1 and at > 0 and fold(tokens[at - 1]) in GIVEN


def _particle(token: str) -> bool:
    return token.islower() and token in PARTICLES | PATRONYMICS | {"al", "el"}


def _describes(words: list[str]) -> bool:
    """Whether the words before a name end in an office, and name nobody else."""
    while words and words[-1] in AFTER_OFFICE | {","}:
        words = words[:-1]
    if len(words) > 2 and words[-2] == "of":
        words = words[:-2]  # the Secretary of State
    if not words or words[-1].split("-")[0] not in OFFICES:
        return False
    return all(words[i - 1] in OFFICES for i, w in enumerate(words) if w in {"and", "with", ","})


class _Parts(msgspec.Struct):
    """The folded parts of a name, and what its particles showed."""

    names: list[str] = []
    arabic: bool = False
    article: bool = False
    initial: bool = False


def _parts(named: list[str]) -> _Parts:
    """Particles joined to what they belong to, patronymics as "bin", Arabic articles dropped."""
    parts, particle, at = _Parts(), "", 0
    words = [fold(token) for token in named]
    while at < len(words):
        word, last = words[at], at == len(words) - 1
        inside = not last and (at > 0 or named[at].islower())
        head, _, rest = word.partition("-")
        at += 1
        if inside and word in {"al", "el"}:
            parts.arabic = parts.article = True
            continue
        if inside and word in PATRONYMICS:
            parts.arabic = True
            parts.names.append("bin")
            continue
        if (inside and word in PARTICLES) or (word == "abu" and not last):
            particle += word
            parts.arabic |= word == "abu"
            continue
        if rest and head in ARABIC_ARTICLES:
            word, parts.arabic, parts.article = rest, True, True
        elif word in {"abd", "abdul", "abdel", "abdal"} and not last:
            at += words[at] in {"al", "el", "ul"} and at < len(words) - 1
            word = "abdul" + re.sub(r"^(?:al|el|ar|er|ur)-", "", words[at])
            parts.arabic, at = True, at + 1
        elif _ABD.match(word):
            word, parts.arabic = _ABD.sub("abdul", word), True
        parts.initial |= len(word) == 1 and bool(parts.names)
        parts.names.append(particle + word.replace("-", ""))
        particle = ""
    return parts


def _made(named: list[str], titles: set[str], suffix: str) -> Person | None:
    parts = _parts(named)
    names = parts.names
    if not names or names[-1] == "bin" or len(names[-1]) < 2:
        return None
    if len(names) == 1 and names[0] in PLACES and not titles:
        return None
    family_first = names[0] in FAMILY_FIRST and 2 <= len(names) <= 3 and names[1] not in GIVEN
    if family_first:
        names = [names[0], "".join(names[1:])]
    listed = len(names) > 1 and names[0] in GIVEN
    arabic = parts.arabic or (listed and names[0] in ARABIC)
    gender = "m" if titles & MALE_TITLES else "f" if titles & FEMALE_TITLES else ""
    if not gender and listed and not family_first:
        male, female = names[0] in MALE, names[0] in FEMALE
        gender = "" if male == female else "m" if male else "f"
    return Person(
        names=tuple(names),
        offices=frozenset(title for title in titles if title not in POLITE),
        suffix=suffix,
        gender=gender,
        arabic=arabic,
        article=parts.article,
        family_first=family_first,
        mononym=len(names) == 1 and bool(titles & MONONYMOUS),
        certain=bool(titles) or listed or arabic or parts.initial or family_first,
    )
