"""From rows of the store's tables to what they hold."""

import datetime
from typing import Any

import msgspec

from qa.answers import Citation, Outcome, Question
from qa.desk.cases import Case, CaseLine, Models, Reported, Review

LINE = "id, words, kind, confidence, answers, came, at, last_at, asked, reports, editors, disagreed"
CASE = f"{LINE}, question, outcome, models"
REPORT = "id, verdict, note, citations, generation, at"
REVIEW = "id, case_id, answer, verdict, editor, note, citations, at, withdrawn_at"

_question = msgspec.json.Decoder(Question)
_outcome: msgspec.json.Decoder[Outcome] = msgspec.json.Decoder(Outcome)
_models = msgspec.json.Decoder(Models)
_citations = msgspec.json.Decoder(tuple[Citation, ...])


def line_of(row: tuple[Any, ...]) -> CaseLine:
    """The case in a row of ``LINE``."""
    number, words, kind, confidence, answers, came, at, last_at, *counts, disagreed = row
    asked, reports, editors = counts
    return CaseLine(
        id=number,
        question=words,
        outcome=kind,
        confidence=confidence,
        answers=answers,
        came=came,
        at=time_of(at),
        last_at=time_of(last_at),
        asked=asked,
        reports=reports,
        editors=editors,
        disagreed=bool(disagreed),
    )


def case_of(row: tuple[Any, ...], reports: tuple[Reported, ...], reviews: list[Review]) -> Case:
    """The case in a row of ``CASE``."""
    *line, question, outcome, models = row
    return Case(
        line=line_of(tuple(line)),
        question=_question.decode(question),
        outcome=_outcome.decode(outcome),
        models=_models.decode(models),
        reports=reports,
        reviews=tuple(reviews),
    )


def report_of(row: tuple[Any, ...]) -> Reported:
    """The report in a row of ``REPORT``."""
    number, verdict, note, citations, generation, at = row
    return Reported(
        id=number,
        verdict=verdict,
        note=note,
        citations=_citations.decode(citations),
        generation=generation,
        at=time_of(at),
    )


def review_of(row: tuple[Any, ...]) -> Review:
    """The review in a row of ``REVIEW``."""
    number, case, answer, verdict, editor, note, citations, at, withdrawn = row
    return Review(
        id=number,
        case=case,
        answer=answer,
        verdict=verdict,
        editor=editor,
        note=note,
        citations=_citations.decode(citations),
        at=time_of(at),
        withdrawn=None if withdrawn is None else time_of(withdrawn),
    )


def time_of(stored: str) -> datetime.datetime:
    """A time as the store writes it."""
    return datetime.datetime.fromisoformat(stored)
