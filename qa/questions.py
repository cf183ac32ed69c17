"""What the wording of a question asks for: one value, several items, a figure of something."""

import re

import msgspec

from corpus.spans import Span
from qa.quantities import Quantity, quantity_at

# "Which wineries share a stand?" and "Which price rises …?" ask for several.
_ONE_VALUE = re.compile(
    r"^\W*(?:[^,?]{1,60}, )?(?:(?:by|in|at|for|on) )?"
    r"(?:how (?!do|does|did|can|is|are|was|were|has|have|come)\w+\b|when\b"
    r"|what (?:will|would|does|did|do) [^?]*\bcosts?\b"
    r"|(?:what|which) (?:is |was |were )?(?:the )?(?:(?:\w*(?:[^\Ws]|[siu]s)|gas) )?"
    r"(?:number|figure|toll|(?<!men )(?<!people )(?<!children )share|percentage|proportion|turnout|"
    r"attendance|price|cost|sum|amount|size|total|magnitude|date|day|year)\b"
    r"(?!\s(?!(?:is|was|has|does|as|this)\b)\w+s\b))",
    re.IGNORECASE,
)
# "Who heads …" and "Who was …" ask for one.
_SEVERAL = re.compile(
    r"^\W*(?:(?:(?:to|with|for|by|from|against|of|among) )?whom|list|name"
    r"|(?:which|what)(?! (?:is|was|has|does)\b) (?:\w+ )*?\w+s"
    r"|who(?! (?:is|was|has|does|did|\w+s)\b))\b",
    re.IGNORECASE,
)
_HOW_MANY = re.compile(r"\bhow many\b", re.IGNORECASE)
_TOLL = re.compile(r"\b(?:number|figure|toll|total) (?=of\b)", re.IGNORECASE)
_SO_FAR = re.compile(r"\bhave (?:been )?\w+", re.IGNORECASE)
_LIVING = re.compile(r"\b(?:(?<!many )lives?|lived|living|inhabitants|residents)\b", re.IGNORECASE)
_NOT_YET = re.compile(
    r"\b(?:will|would|shall|could|might|can|does|do|is|are|(?:has|have) to)\b", re.IGNORECASE
)
_MIGHT = re.compile(r"\b(?:could|might|would|if)\b", re.IGNORECASE)
_NAMED = re.compile(r"(?<=\s)[A-Z\u00c0-\u00de][\w’'-]+")


def asks_for_one_value(question: str) -> bool:
    """Whether the wording asks for one figure or one date: how many, how much, when, what share."""
    return bool(_ONE_VALUE.match(question))


def asks_for_several(question: str) -> bool:
    """Whether the wording allows more than one item: who joined, which …s, what …s, list, name.

    A question for one value does not, whatever it counts ("What share of the drivers …?").
    """
    return bool(_SEVERAL.match(question)) and not asks_for_one_value(question)


def asks_what_happened(question: str) -> bool:
    """Whether the wording takes for granted that it has happened, as "did" and "was" do."""
    return not _NOT_YET.search(question)


def asks_what_might(question: str) -> bool:
    """Whether the wording itself says that it is only supposed: could, might, would, if."""
    return bool(_MIGHT.search(question))


def figure_asked(question: str) -> Quantity | None:
    """What a figure that answers would count, and in which state; its number means nothing.

    None unless the question asks how many, or for the number or toll of something. The perfect
    ("how many have been killed?") asks for all so far.
    """
    match = _HOW_MANY.search(question) or _TOLL.search(question)
    if match is None:
        return None
    # Read as the sentence that would answer it: "How many were hurt?" as "100 were hurt?".
    sentence = f"{question[: match.start()]}100 {question[match.end() :].lstrip()}"
    asked = quantity_at(sentence, Span(match.start(), match.start() + 3))
    if asked and not asked.state and _LIVING.search(question):
        asked = msgspec.structs.replace(asked, state="living")
    if asked and not asked.scope and _SO_FAR.search(question):
        return msgspec.structs.replace(asked, scope="all")
    return asked


def counted_in(question: str) -> str:
    """What a question for a number counts, singular and by its plainest name; "" if none."""
    asked = figure_asked(question)
    return asked.counted if asked else ""


def names_in(question: str) -> frozenset[str]:
    """The capitalised words of a question, but for its first one."""
    return frozenset(match[0] for match in _NAMED.finditer(question))
