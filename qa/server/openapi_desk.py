"""What the OpenAPI document says of the desk's endpoints."""

from corpus.ingest import IngestReport
from corpus.listing import Listing
from qa.desk.cases import Case, Review
from qa.desk.judging import NewReview
from qa.desk.queue import Queue
from qa.desk.runs import Compared, Runs
from qa.server import examples, examples_desk
from qa.server.endpoint import JSON_PROBLEMS, WORK_PROBLEMS, WRITE_PROBLEMS, Endpoint
from qa.server.wire import Consensus, Day, Login, Report, Reviews, Session

_READ = (*WRITE_PROBLEMS, 422, *WORK_PROBLEMS)
_PAGE = ("limit", "offset")

DESK = (
    Endpoint(
        method="get",
        path="/v1/documents",
        summary="What is stored, without the texts, by id",
        gives=Listing,
        given=(examples_desk.LISTING,),
        query=("words", "basis", "status", *_PAGE),
        problems=(422, *WORK_PROBLEMS),
    ),
    Endpoint(
        method="post",
        path="/v1/documents/{id}/date",
        summary="Say when an article was published, as an editor; null: nobody knows",
        takes=Day,
        sent=Day(examples.DAY, "Ada"),
        problems=(404, *JSON_PROBLEMS, *WRITE_PROBLEMS, *WORK_PROBLEMS),
        token=True,
    ),
    Endpoint(
        method="post",
        path="/v1/files",
        summary="Store the articles of a file called `name`, sent as application/octet-stream",
        gives=IngestReport,
        given=(IngestReport(added=(examples.ROW.id,)),),
        query=("name", "replace"),
        problems=(413, 415, 422, *WRITE_PROBLEMS, *WORK_PROBLEMS),
        token=True,
    ),
    Endpoint(
        method="post",
        path="/v1/reports",
        summary="Tell the editors whether an answer was right; anybody may, so many a minute",
        takes=Report,
        sent=examples_desk.REPORT,
        status=201,
        problems=JSON_PROBLEMS + WORK_PROBLEMS,
    ),
    Endpoint(
        method="get",
        path="/v1/cases",
        summary="The desk's queue: what readers sent in and, with the log on, what was asked",
        gives=Queue,
        given=(examples_desk.QUEUE,),
        query=("order", "words", "outcome", "state", "came", *_PAGE),
        problems=_READ,
        token=True,
    ),
    Endpoint(
        method="get",
        path="/v1/cases/{id}",
        summary="A question, its outcome as it was given, the reports and the reviews in force",
        gives=Case,
        given=(examples_desk.CASE,),
        problems=(404, *_READ),
        token=True,
    ),
    Endpoint(
        method="get",
        path="/v1/reviews",
        summary="The editors' verdicts in force, oldest first; with history, all there were",
        gives=Reviews,
        given=(Reviews((examples_desk.REVIEW, examples_desk.MISSED)),),
        query=("case", "editor", "history", "after", "limit"),
        problems=_READ,
        token=True,
    ),
    Endpoint(
        method="post",
        path="/v1/reviews",
        summary="Judge an answer or, without `answer`, what was not answered",
        takes=NewReview,
        sent=NewReview(case=1, verdict="right", answer=0, editor="Ada"),
        gives=Review,
        given=(examples_desk.REVIEW,),
        status=201,
        problems=(404, *JSON_PROBLEMS, *WRITE_PROBLEMS, *WORK_PROBLEMS),
        token=True,
    ),
    Endpoint(
        method="delete",
        path="/v1/reviews/{id}",
        summary="Take a verdict back; the editor's former one is in force again, if there is one",
        problems=(404, 422, *WRITE_PROBLEMS, *WORK_PROBLEMS),
        token=True,
    ),
    Endpoint(
        method="get",
        path="/v1/agreement",
        summary="How far every two editors agree, with Cohen's kappa",
        gives=Consensus,
        given=(examples_desk.CONSENSUS,),
        problems=_READ,
        token=True,
    ),
    Endpoint(
        method="get",
        path="/v1/candidates",
        summary="What two editors agree on, as lines of a gold set",
        gives=str,
        media="application/jsonl",
        problems=_READ,
        token=True,
    ),
    Endpoint(
        method="get",
        path="/v1/runs",
        summary="The runs of the evaluator with their figures, the newest first",
        gives=Runs,
        given=(examples_desk.RUNS,),
        problems=_READ,
        token=True,
    ),
    Endpoint(
        method="get",
        path="/v1/runs/{id}/report",
        summary="The report of a run, a page that stands alone",
        gives=str,
        media="text/html",
        problems=(404, *_READ),
        token=True,
    ),
    Endpoint(
        method="get",
        path="/v1/comparison",
        summary="How run `b` differs from run `a`, as `dateline-eval compare` says it",
        gives=Compared,
        given=(examples_desk.COMPARED,),
        query=("a", "b"),
        problems=(404, *_READ),
        token=True,
    ),
    Endpoint(
        method="post",
        path="/v1/session",
        summary="Log in at the desk: the token once, then a cookie; for browsers",
        takes=Login,
        sent=Login("Ada", "the token"),
        gives=Session,
        given=(Session("Ada"),),
        status=201,
        problems=(*JSON_PROBLEMS, *WRITE_PROBLEMS, 429),
    ),
    Endpoint(
        method="get",
        path="/v1/session",
        summary="Who is logged in",
        gives=Session,
        given=(Session("Ada"),),
        problems=(*WRITE_PROBLEMS, 422),
        token=True,
    ),
    Endpoint(
        method="delete",
        path="/v1/session",
        summary="Log out",
        problems=(403, 422),
    ),
    *(
        Endpoint(method="get", path=path, summary=summary, gives=str, media="text/html")
        for path, summary in (
            ("/desk", "The editors' desk: the queue or, to who is not logged in, the login"),
            ("/desk/cases/{id}", "A case of the desk as a page"),
            ("/desk/articles", "The corpus as a page"),
            ("/desk/articles/{id}", "An article with its revisions as a page"),
            ("/desk/runs", "The runs of the evaluator as a page"),
        )
    ),
)
