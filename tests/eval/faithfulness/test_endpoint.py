"""A judge behind an OpenAI-compatible endpoint: a stub server on the loopback."""

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from eval.faithfulness.judges import CachedJudge, EndpointJudge
from eval.faithfulness.judging import judge_all
from tests.eval.faithfulness.test_metrics import answer, sample

Reply = Callable[[str], tuple[int, str]]
"""What the stub answers to a prompt: a status and what the model says."""


def agreeable(prompt: str) -> tuple[int, str]:
    """Makes one statement of every answer and believes it, unless it is about Barnea."""
    given = json.JSONDecoder().raw_decode(prompt.rpartition("\ninput: ")[2])[0]
    if "answer" in given:
        return 200, json.dumps({"statements": [f"{given['answer']} joined the talks."]})
    verdicts = [
        {"statement": one, "reason": "so it is", "verdict": int("Barnea" not in one)}
        for one in given["statements"]
    ]
    return 200, json.dumps({"statements": verdicts})


class Stub:
    """An endpoint that answers as ``reply`` says and keeps what it was asked."""

    def __init__(self) -> None:
        self.reply: Reply = agreeable
        self.asked: list[dict[str, Any]] = []
        self.keys: set[str | None] = set()
        stub = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers["Content-Length"])
                request = json.loads(self.rfile.read(length))
                stub.asked.append(request | {"path": self.path})
                stub.keys.add(self.headers["Authorization"])
                # Who was not understood is asked again, with what was wrong after the prompt.
                prompt = "\n".join(message["content"] for message in request["messages"])
                status, said = stub.reply(prompt)
                message = {"role": "assistant", "content": said}
                choice = {"index": 0, "finish_reason": "stop", "message": message}
                usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
                body = {"id": "1", "object": "chat.completion", "created": 1, "model": "stub"}
                data = json.dumps(body | {"choices": [choice], "usage": usage}).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/v1"


@pytest.fixture
def stub() -> Iterator[Stub]:
    found = Stub()
    thread = threading.Thread(target=found.server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield found
    found.server.shutdown()
    thread.join()
    found.server.server_close()


@pytest.fixture
def judge(stub: Stub, tmp_path: Path) -> CachedJudge:
    return CachedJudge(EndpointJudge(stub.url, "big", "secret"), "big", tmp_path / "calls")


SAMPLES = (
    sample(answer("William Burns"), id="burns"),
    sample(answer("David Barnea"), id="barnea"),
    sample(id="silent"),
)


def test_a_model_judges_in_place_of_the_rules(stub: Stub, judge: CachedJudge) -> None:
    said = judge_all(SAMPLES, judge)
    assert said["burns"].failures == said["barnea"].failures == {}
    assert said["burns"].values["faithfulness"] == 1
    assert said["barnea"].values["faithfulness"] == said["barnea"].values["citation_recall"] == 0
    assert said["barnea"].values["verbatim_grounding"] == 1
    assert {request["path"] for request in stub.asked} == {"/v1/chat/completions"}
    assert {request["model"] for request in stub.asked} == {"big"}
    assert stub.keys == {"Bearer secret"}


def test_what_was_asked_once_is_not_asked_again(stub: Stub, tmp_path: Path) -> None:
    folder = tmp_path / "calls"
    judge = EndpointJudge(stub.url, "big")
    first = judge_all(SAMPLES, CachedJudge(judge, "big", folder))
    calls = len(stub.asked)
    stub.reply = lambda _: (500, "")
    assert judge_all(SAMPLES, CachedJudge(judge, "big", folder)) == first
    assert len(stub.asked) == calls
    assert len(list(folder.iterdir())) <= calls
    other = judge_all(SAMPLES, CachedJudge(judge, "bigger", folder))
    assert other["burns"].failures
    assert len(stub.asked) > calls


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        ((500, ""), "InternalServerError"),
        ((401, ""), "AuthenticationError"),
        ((200, "I would rather not."), "ValidationError"),
        ((200, '{"statements": 7}'), "ValidationError"),
    ],
)
def test_failures_are_those_of_the_question_and_are_not_kept(
    stub: Stub, judge: CachedJudge, tmp_path: Path, reply: tuple[int, str], reason: str
) -> None:
    stub.reply = lambda prompt: reply if "Barnea" in prompt else agreeable(prompt)
    said = judge_all(SAMPLES[1:2], judge)["barnea"]
    assert said.failures.keys() == {"faithfulness", "citation_precision", "citation_recall"}
    assert all(why.startswith(reason) for why in said.failures.values()), said.failures
    assert said.values.keys() == {"verbatim_grounding", "question_support", "abstention"}
    assert not list(tmp_path.glob("calls/*"))
    stub.reply = agreeable
    assert judge_all(SAMPLES[1:2], judge)["barnea"].failures == {}


def test_a_server_that_is_not_there_is_said() -> None:
    said = judge_all(SAMPLES, EndpointJudge("http://127.0.0.1:1/v1", "big"))
    assert said["burns"].failures["faithfulness"].startswith("ConnectError")
    assert said["silent"].failures == {}
