"""The form under each answer, without a script."""

import datetime
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from qa.answers import PublishedRange, Question
from qa.desk.cases import LONGEST_NOTE, MOST_PLACES
from qa.server.examples import CITATION
from qa.server.report_page import report_of
from qa.web.reporting import beginning_of_report
from tests.qa.fakes import HOTEL, WHO
from tests.qa.server.client import service
from tests.qa.server.test_pages import Page, read

FORM = "application/x-www-form-urlencoded"
REPORT = {"report": '{"question": "Who?"}', "verdict": "right", "note": ""}


def beginnings(page: Page) -> list[str]:
    """What each report on the page begins with."""
    return [str(a["value"]) for tag, a in page.elements if a.get("name") == "report"]


def test_what_the_page_sends_is_a_report(tmp_path: Path) -> None:
    with service(tmp_path) as client, capture_logs() as logs:
        for question, reports in ((WHO, 3), (HOTEL, 1)):
            page = read(client, "/", q=question, as_of="2024-03-01", source="Harbour Courier")
            assert len(beginnings(page)) == reports
            for beginning in beginnings(page):
                form = {"report": beginning, "verdict": "right", "note": "“A\r\nnote” 🙂"}
                response = client.post("/report", data=form)
                assert response.status_code == 201, response.text
                assert f"/?q={question.split()[0]}" in response.text
    reports = [line for line in logs if line["event"] == "report"]
    assert [report["citations"] for report in reports] == [1, 1, 0, 0]
    assert not any(WHO in str(line) or "note”" in str(line) for line in logs)


def test_the_report_says_what_was_asked_and_where_the_answer_stands() -> None:
    question = Question(
        WHO, datetime.date(2024, 3, 1), PublishedRange(to=datetime.date(2024, 2, 1)), ("A",)
    )
    beginning = beginning_of_report(question, "g", [CITATION] * (MOST_PLACES + 1))
    report = report_of({"report": beginning, "verdict": "wrong", "note": "n"})
    asked = (report.question, report.as_of, report.published, report.sources)
    assert asked == (question.question, question.as_of, question.published, question.sources)
    assert (report.verdict, report.note, report.generation) == ("wrong", "n", "g")
    assert len(report.citations) == MOST_PLACES
    place = (CITATION.document_id, CITATION.revision, CITATION.span, CITATION.quote)
    found = report.citations[0]
    assert (found.document_id, found.revision, found.span, found.quote) == place


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"verdict": "maybe"}, 422),
        ({"note": "a" * (LONGEST_NOTE + 1)}, 422),
        ({"report": ""}, 422),
        ({"report": "[]"}, 422),
        ({"report": "{"}, 422),
        ({"report": "[" * 100_000}, 422),
        ({"report": '{"question": ""}'}, 422),
        ({"report": '{"question": "?", "citations": [{"document_id": "a"}]}'}, 422),
        ({"report": '{"question": "?", "more": 1}'}, 422),
        ({"more": "1"}, 422),
        ({"note": "\r\n" * LONGEST_NOTE}, 201),
    ],
)
def test_what_is_no_report_is_refused_with_a_page(
    tmp_path: Path, change: dict[str, str], status: int
) -> None:
    with service(tmp_path) as client:
        response = client.post("/report", data=REPORT | change)
    assert response.status_code == status
    assert response.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"json": {"question": WHO}}, 415),
        ({"content": b"\xff=1", "headers": {"Content-Type": FORM}}, 422),
        ({"content": b"note=%FF", "headers": {"Content-Type": FORM}}, 422),
        ({"content": b"note=1&note=2", "headers": {"Content-Type": FORM}}, 422),
        ({"content": b"a=1&" * 100, "headers": {"Content-Type": FORM}}, 422),
    ],
)
def test_what_is_no_form_is_refused(tmp_path: Path, sent: dict[str, Any], status: int) -> None:
    with service(tmp_path) as client:
        assert client.post("/report", **sent).status_code == status


@pytest.mark.parametrize(
    ("site", "status"),
    [("same-origin", 201), ("none", 201), ("same-site", 403), ("cross-site", 403)],
)
def test_a_form_on_another_site_is_refused(tmp_path: Path, site: str, status: int) -> None:
    with service(tmp_path) as client:
        response = client.post("/report", data=REPORT, headers={"Sec-Fetch-Site": site})
    assert response.status_code == status
