"""A plan that a later article takes back: "The two dairies have called off their merger"."""

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence

from corpus.documents import Document
from corpus.sentences import sentence_of
from corpus.spans import Span
from index.tokens import stems
from qa.answers import Citation, PassageHit
from qa.citations import cite
from qa.later import UNSURE, newest_first
from qa.questions import names_in

_OFF = (
    r"(?:called\soff|cancel(?:l?ed)|scrapped|abandoned|shelved|ditched|given\sup|revoked|axed|"
    r"broken\soff)"
)
_LATER = r"(?:postponed|put\soff|delayed|pushed\sback|deferred)"
_WAS = r"(?:(?:has|have|had)\s(?:now\s)?been|was|were|is|are)\s(?:\w+ly\s)?"
_WORDS = r"(?:[\w’'-]+\s+){0,5}?[\w’'-]+"
# The words for what is called off stand before the verb, within it or behind it.
_NOT_DONE = re.compile(
    rf"(?P<object>{_WORDS})\s+{_WAS}(?:{_OFF}|off\b)"
    rf"|(?P<subject>{_WORDS})\s+(?:will\s(?:now\s)?not\s(?:now\s)?(?:go\sahead|take\splace|happen|"
    r"be\s(?:built|held))|(?:(?:has|have|had)\s)?(?:collapsed|fallen\sthrough|fell\sthrough))\b"
    rf"|\bcalled\s(?P<between>{_WORDS})\soff\b"
    rf"|\b(?:{_OFF}|there\s(?:will|is\sto)\sbe\sno"
    r"|(?:withdrew|dropped)(?=\s\w+\s(?:plan|bid|offer|proposal|application)))"
    r"\s+(?P<behind>(?:[\w’'-]+\s*){1,4})",
    re.IGNORECASE,
)
_NOT_YET = re.compile(
    rf"(?P<object>{_WORDS})\s+{_WAS}{_LATER}\b|\b{_LATER}\s+(?P<behind>(?:[\w’'-]+\s*){{1,4}})",
    re.IGNORECASE,
)
_UNSURE = re.compile(UNSURE, re.IGNORECASE)


def called_off(
    question: str,
    plan: str,
    since: datetime.date | None,
    hits: Sequence[PassageHit],
    documents: Mapping[str, Document],
    *,
    is_date: bool,
) -> Citation | None:
    """The newest sentence, published after ``since``, that takes back what ``plan`` expects.

    ``plan`` is the sentence that answers ``question``. The passage of ``hits`` that takes it back
    has every name of the question, and what is called off is named in the question or in the plan;
    by proper nouns only if these are all that the question has. What is put off is only taken back
    as an answer that is a date. ``documents`` holds the articles of ``hits``, by id. Where the plan
    has no date (None), nothing is known to be later.
    """
    if since is None:
        return None
    names = names_in(question)
    proper = {stem for name in names for stem in stems(name)}
    common = {stem for stem in stems(f"{question} {plan}") if len(stem) > 3} - proper
    for day, hit in newest_first(hits):
        if day <= since or not hit.has_all(names):
            continue
        for sentence, thing in _off(hit.text, is_date=is_date):
            said = set(stems(thing))
            if said & common or (proper and said >= proper):
                return cite(documents[hit.document_id], sentence.shifted(hit.span.start))
    return None


def _off(text: str, *, is_date: bool) -> Iterator[tuple[Span, str]]:
    """The sentences of ``text`` that say that something is off, with their words for it."""
    for pattern in (_NOT_DONE, _NOT_YET) if is_date else (_NOT_DONE,):
        for match in pattern.finditer(text):
            at = Span(*match.span())
            sentence, inside = sentence_of(text, at)
            thing = match[match.lastgroup or 0]
            if not _UNSURE.search(f"{sentence[: inside.start]} {thing}"):
                start = at.start - inside.start
                yield Span(start, start + len(sentence)), thing
