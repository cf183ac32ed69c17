"""The desk's examples in the OpenAPI document, about the same article as the others."""

import datetime

from corpus.listing import ArticleLine, Listing
from qa.desk.agreement import Agreement
from qa.desk.cases import Case, CaseLine, Models, Reported, Review
from qa.desk.queue import Queue
from qa.desk.runs import Compared, Figure, Flip, Kinds, Paired, Run, RunFigures, Runs
from qa.server import examples
from qa.server.wire import Consensus, Report

_AT = datetime.datetime(2024, 2, 14, 9, 45, tzinfo=datetime.UTC)
_NOTE = "The article names a third one."

REPORT = Report(examples.QUESTION.question, "missing", _NOTE, (examples.CITATION,))
REVIEW = Review(
    id=1,
    case=1,
    answer=0,
    verdict="right",
    editor="Ada",
    note="",
    citations=(examples.CITATION,),
    at=_AT,
)
MISSED = Review(
    id=2,
    case=1,
    answer=None,
    verdict="missed",
    editor="Ada",
    note=_NOTE,
    citations=(examples.cited("David Barnea"),),
    at=_AT,
)
_LINE = CaseLine(
    id=1,
    question=examples.QUESTION.question,
    outcome="answered",
    confidence=0.91,
    answers=1,
    came="reported",
    at=_AT,
    last_at=_AT,
    asked=0,
    reports=1,
    editors=1,
    disagreed=False,
)
QUEUE = Queue(1, (_LINE,))
CASE = Case(
    line=_LINE,
    question=examples.QUESTION,
    outcome=examples.ANSWERED,
    models=Models("dateline-reader-7 (c3f70e4f6cfd)", "all-MiniLM-L6-v2 (c4a57a7f2011)"),
    reports=(
        Reported(
            id=1,
            verdict="missing",
            note=_NOTE,
            citations=(examples.CITATION,),
            generation=examples.GENERATION,
            at=_AT,
        ),
    ),
    reviews=(REVIEW, MISSED),
)
CONSENSUS = Consensus(
    (Agreement(editors=("Ada", "Ben"), items=40, agreed=33, kappa=0.62),), 21, 4, 15
)
LISTING = Listing(
    1,
    (
        ArticleLine(
            id=examples.ARTICLE.id,
            revision=examples.ARTICLE.revision,
            title=examples.ARTICLE.title,
            source=examples.ARTICLE.source,
            published=examples.ARTICLE.published,
            status="live",
            revisions=1,
            stored_at=_AT,
        ),
    ),
)
RUNS = Runs(
    (
        Run(
            name="sample-8a4e3d1f5b60",
            at=_AT,
            config={"gold": "sample", "questions": 118, "stemming": True},
            figures=RunFigures(
                n=118,
                crashed=0,
                failed=0,
                abstention=Kinds(46, 2, 26, 44),
                measures={"EM": Figure(0.4, 0.293, 0.507, 75)},
                retrieval={"fused": {"R@10": Figure(0.968, 0.936, 0.993, 90)}},
                ragas={"faithfulness": Figure(1.0, 1.0, 1.0, 46)},
            ),
            report=True,
        ),
    )
)
COMPARED = Compared(
    n=118,
    only_a=0,
    only_b=0,
    measures={
        "EM": Paired(
            a=0.227,
            b=0.4,
            difference=0.173,
            low=0.08,
            high=0.28,
            p=0.002,
            holm=0.04,
            n=75,
            differ=17,
        )
    },
    significant=("EM",),
    unpaired={},
    changed={"reader": ("669f523c3a63", "c3455ef5f9cd")},
    gained=(Flip("sample-1", "fact", examples.QUESTION.question, "no answer", "“Burns” (91%)"),),
    lost=(),
)
