"""A second look at an answer: is the claim that it makes supported by the sentences it stands in?

A reader finds the likeliest span of a passage, also where a question takes for true what the
passage denies. The claim, which is the question with the answer, is read again against the
sentences alone (Read + Verify; Hu et al., 2019).
"""

from corpus.sentences import sentences
from corpus.spans import Span


def claim(question: str, answer: str) -> str:
    """A question and its answer as a reader takes them: "Who heads the Mossad? David Barnea"."""
    return f"{question} {answer}"


def evidence(text: str, span: Span) -> Span:
    """The sentence of ``text`` that holds ``span``, and the one before it.

    A span over several sentences gets them all.
    """
    found = sentences(text, (Span(0, len(text)),))
    touched = [i for i, sentence in enumerate(found) if sentence.overlaps(span)]
    return Span(found[max(0, touched[0] - 1)].start, found[touched[-1]].end)
