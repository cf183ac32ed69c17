"""Who holds an office: what somebody is called beside their name, not what they do.

"CIA director Bill Burns will join the talks" only expects that he joins them; that he is the
director of the CIA, it takes for granted.
"""

import re

from corpus.spans import Span
from index.tokens import STOP_WORDS, stems, words
from qa.name_tables import OFFICES
from qa.questions import names_in

_ASKED = re.compile(
    r"\W*(?:who|what is the name of)\s(?:(?:is|was|are|were)\s(?P<office>.+)"
    r"|(?:heads?|leads?|chairs?|runs?|directs?|commands?|governs?|rules?|coache?s)\s.+)",
    re.IGNORECASE | re.DOTALL,
)
# Between commas behind the name, between commas ahead of it, right before it.
_BEHIND = re.compile(r",\s+(?!who\b|which\b|whose\b)([^,;:.()“”]{3,80})(?=[,;.)]|$)")
_AHEAD = re.compile(r"(?:^|[,;:“]\s*|\b(?:and|with|by|to|that)\s)([^,;:.()“”]{3,80}),\s+$")
_TITLE = re.compile(r"(?:^|[,;:“(]\s*|\b(?:and|with|by|to|that)\s)([^,;:()“”]{3,60})$")
_NOT_YET = re.compile(
    r"\b(?:former\w*|ex|once|future|incoming|next|designate|elect|would-be|deputy|vice|acting)\b",
    re.IGNORECASE,
)
# Who takes an office soon does not hold it.
_TAKES = re.compile(
    r"\b(?:takes?\s(?:office|over|up)|(?:will|is\sto|is\sdue\sto|shall)\s(?:be\s)?(?:succeed|replace|"
    r"become|take|start|begin|sworn|installed)|succeeds|replaces)\b",
    re.IGNORECASE,
)
_ANY = frozenset({"new", "current", "now", "present", "today"})


def holds_office(question: str, sentence: str, answer: Span) -> bool:
    """Whether ``sentence`` calls its ``answer`` by the office whose holder ``question`` asks for.

    "Who is the chief executive of Halden?" asks for an office, "Who heads the bank?" for any. Who
    held it once, or is to hold it, is not called by it, nor is a deputy, unless one is asked for. A
    sentence in which somebody takes an office leaves open who holds it.
    """
    wanted = office_asked(question)
    if wanted is None or _TAKES.search(sentence):
        return False
    return any(
        (wanted <= set(stems(called)) if wanted else any(w in OFFICES for w in words(called)))
        and (_NOT_YET.search(called) is None or _NOT_YET.search(question) is not None)
        for called in _called(sentence, answer)
    )


def office_asked(question: str) -> frozenset[str] | None:
    """The stems of the office whose holder is asked for, none for any; None if no holder is."""
    match = _ASKED.fullmatch(question)
    if match is None:
        return None
    names = {word for name in names_in(question) for word in words(name)}
    asked = set(words(match["office"] or "")) - STOP_WORDS - names - _ANY
    if match["office"] and not asked:
        return None  # "Who is Ingrid Solberg?"
    return frozenset(stems(" ".join(asked)))


def _called(sentence: str, answer: Span) -> list[str]:
    """The words beside ``answer`` that may say what it is, and those of its own."""
    before = sentence[: answer.start]
    found = [answer.of(sentence)]
    if behind := _BEHIND.match(sentence, answer.end):
        found.append(behind[1])
    if ahead := _AHEAD.search(before):
        found.append(ahead[1])
    elif title := _TITLE.search(before.rstrip()):
        found.append(f"{title[1]} {answer.of(sentence)}")
    return found
