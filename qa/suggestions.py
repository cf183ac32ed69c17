"""Questions to begin with: read off the articles that are loaded, never made up.

A sentence such as "William Burns, the director of the CIA, said" bears "Who is the director of
the CIA?", whose answer is known; whoever shows it asks it first, and drops it unless that is what
comes back.
"""

import re
from collections.abc import Iterator, Sequence

import msgspec

from corpus.documents import Document
from corpus.samples import sample_questions_path
from corpus.sentences import sentences
from qa.answers import Outcome, answers_of
from qa.names import compatible
from qa.persons import person
from qa.sameness import key_of, same

NEWEST = 40
"""Articles that questions are looked for in, the newest first."""
_LIKELY = 0.5
"""The confidence from which a suggestion's answer is good enough to begin with."""

_NAME = r"([A-Z][\w’'-]+(?: (?:al|bin|de|la|van|von|[A-Z][\w.’'-]*)){0,3} [A-Z][\w’'-]+)"
_OFFICE = (
    "ambassador|author|captain|chairman|chairwoman|chief|coach|commander|director|editor|founder"
    "|general|governor|head|judge|leader|manager|mayor|minister|owner|premier|president|secretary"
    "|spokesman|spokesperson|spokeswoman"
)
_ROLE = re.compile(
    rf"\b{_NAME}, (the (?:[a-z-]+ ){{0,2}}(?:{_OFFICE})(?: executive)?"
    r" (?:at|for|of) [^\d,;:.()“”\"]+)[,;.]"
)
_DEED = re.compile(rf"\b{_NAME}, who ([a-z]+s [^\d,;:.()“”\"]+)[,;.]")
_LEANS = re.compile(
    r"\b(?:he|she|it|they|him|them|his|her|its|their|this|that|these|those|there|then|same|says"
    r"|was|has|is)\b"
)
"""Words that leave a question hanging on the sentence it was taken from."""
_LONGEST = 80
"""Characters of what is taken from the sentence."""


class Suggestion(msgspec.Struct, frozen=True):
    """A question that an article bears. ``answer``: what it says; empty where any will do."""

    question: str
    document_id: str
    revision: str
    answer: str = ""


def suggestions(documents: Sequence[Document]) -> list[Suggestion]:
    """What may be asked of ``documents``: the samples' own questions, then one an article."""
    stored = {(document.id, document.revision) for document in documents}
    own = [one for one in sample_questions() if (one.document_id, one.revision) in stored]
    found = {one.question: one for one in own}
    for document in documents:
        first = next(iter(read_off(document)), None)
        if first is not None:
            found.setdefault(first.question, first)
    return list(found.values())


def read_off(document: Document) -> Iterator[Suggestion]:
    """The questions that sentences of ``document`` answer in so many words, in their order."""
    for sentence in sentences(document.text, document.prose):
        text = " ".join(sentence.of(document.text).split())
        for pattern, ask in ((_ROLE, "Who is {}?"), (_DEED, "Who {}?")):
            for name, rest in pattern.findall(text):
                if len(rest) <= _LONGEST and not _LEANS.search(rest):
                    question = ask.format(rest)
                    yield Suggestion(question, document.id, document.revision, name)


def is_borne_out(suggestion: Suggestion, outcome: Outcome) -> bool:
    """Whether the likeliest answer is what the article says, or at least comes from it."""
    best = max(answers_of(outcome), key=lambda answer: answer.confidence, default=None)
    if best is None or best.confidence < _LIKELY:
        return False
    if suggestion.answer:
        return _agree(best.text, suggestion.answer)
    return suggestion.document_id in {citation.document_id for citation in best.citations}


def sample_questions() -> tuple[Suggestion, ...]:
    """The questions that come with the sample articles."""
    lines = sample_questions_path().read_bytes().splitlines()
    return tuple(msgspec.json.decode(line, type=Suggestion) for line in lines)


def _agree(one: str, other: str) -> bool:
    """Whether the two name the same: "Bill Burns" and "William Burns" do."""
    a, b = person(one), person(other)
    return same(key_of(one), key_of(other)) or bool(a and b and compatible(a, b))
