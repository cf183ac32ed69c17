"""Judges: what says which statements a text bears out. Rules by default, an LLM by setting."""

import hashlib
import json
import logging
from pathlib import Path
from typing import Any, TypeVar

import instructor
from openai import AsyncOpenAI
from pydantic import BaseModel
from ragas.llms.base import InstructorBaseRagasLLM
from ragas.metrics.collections.faithfulness.util import (
    NLIStatementInput,
    NLIStatementOutput,
    StatementFaithfulnessAnswer,
    StatementGeneratorInput,
    StatementGeneratorOutput,
)

from eval.answers import has_words
from eval.errors import JudgeError
from index.durable import replace_file

TIMEOUT_S = 120.0
"""Of a call to an endpoint; a model on a processor is slow."""

Wanted = TypeVar("Wanted", bound=BaseModel)


def statement(question: str, answer: str) -> str:
    """An answer as a statement: its question on the lines before, itself on the last."""
    return f"{question}\n{one_line(answer)}"


def one_line(text: str) -> str:
    """``text`` with every run of white space as one space."""
    return " ".join(text.split())


class RuleJudge(InstructorBaseRagasLLM):
    """Stands in the LLM's place for the two prompts of ragas's ``Faithfulness``.

    Every line of an answer is a statement. It is borne out if its words stand, in their order and
    with none between them, on one line of the context. So it says that the text is in the source,
    not that it answers the question.
    """

    def generate(self, prompt: str, response_model: type[Wanted]) -> Wanted:
        """Answer a prompt.

        Raises:
            JudgeError: if it is none of the two.
        """
        given = _input_of(prompt)
        if response_model is StatementGeneratorOutput:
            asked = StatementGeneratorInput.model_validate(given)
            statements = [statement(asked.question, line) for line in asked.answer.splitlines()]
            return response_model(statements=statements)
        if response_model is NLIStatementOutput:
            judged = NLIStatementInput.model_validate(given)
            verdicts = [_verdict(one, judged.context) for one in judged.statements]
            return response_model(statements=verdicts)
        raise JudgeError(f"the rule judge has no rule for {response_model.__name__}")

    async def agenerate(self, prompt: str, response_model: type[Wanted]) -> Wanted:
        """As ``generate``."""
        return self.generate(prompt, response_model)


class CachedJudge(InstructorBaseRagasLLM):
    """Asks ``judge`` only what it was not asked before.

    What it said is in ``folder``, a file a call, under the hash of all that the call is made of:
    ``name`` (the endpoint and the model), the prompt and the form of the answer. A call that
    fails leaves nothing.
    """

    def __init__(self, judge: InstructorBaseRagasLLM, name: str, folder: Path) -> None:
        self._judge = judge
        self._name = name
        self._folder = folder

    def generate(self, prompt: str, response_model: type[Wanted]) -> Wanted:
        """Not needed by any metric here."""
        raise NotImplementedError("ask with agenerate")

    async def agenerate(self, prompt: str, response_model: type[Wanted]) -> Wanted:
        """What was said to this prompt, now or before."""
        path = self._folder / f"{self._key(prompt, response_model)}.json"
        if path.exists():
            return response_model.model_validate_json(path.read_bytes())
        said: Wanted = await self._judge.agenerate(prompt, response_model)
        self._folder.mkdir(parents=True, exist_ok=True)
        replace_file(path, said.model_dump_json())
        return said

    def _key(self, prompt: str, response_model: type[BaseModel]) -> str:
        call = [self._name, prompt, response_model.model_json_schema()]
        return hashlib.sha256(json.dumps(call, sort_keys=True).encode()).hexdigest()


class EndpointJudge(InstructorBaseRagasLLM):
    """A model behind an OpenAI-compatible endpoint, asked in JSON mode.

    ``url`` is what comes before ``/chat/completions``. A server that wants no key ignores it. An
    answer that is not of the form that was asked for is asked for once more. (ragas has such a
    judge; it makes a file with an identity of its user, whether or not that is ever sent.)
    """

    def __init__(self, url: str, model: str, key: str = "") -> None:
        self._url = url
        self._model = model
        self._key = key or "none"
        # What fails is said once, with its question, and not by a library in between.
        logging.getLogger("instructor").setLevel(logging.CRITICAL)

    def generate(self, prompt: str, response_model: type[Wanted]) -> Wanted:
        """Not needed by any metric here."""
        raise NotImplementedError("ask with agenerate")

    async def agenerate(self, prompt: str, response_model: type[Wanted]) -> Wanted:
        """What the model says.

        Raises:
            Exception: whatever openai and instructor make of what goes wrong.
        """
        # Each call has its connection: none outlives the event loop that it belongs to.
        async with AsyncOpenAI(
            base_url=self._url, api_key=self._key, timeout=TIMEOUT_S, max_retries=1
        ) as client:
            said: Wanted = await instructor.from_openai(
                client, mode=instructor.Mode.JSON
            ).chat.completions.create(
                model=self._model,
                messages=[{"role": "user", "content": prompt}],
                response_model=response_model,
                max_retries=1,
            )
        return said


def _input_of(prompt: str) -> Any:
    """The input in a prompt of ragas: JSON, so that no line of it can begin like the marker."""
    _, _, rest = prompt.rpartition("\ninput: ")
    try:
        return json.JSONDecoder().raw_decode(rest)[0]
    except ValueError as error:
        raise JudgeError("the rule judge finds no input in the prompt") from error


def _verdict(said: str, context: str) -> StatementFaithfulnessAnswer:
    _, _, answer = said.rpartition("\n")
    found = any(has_words(line, answer) for line in context.splitlines())
    reason = "its words stand in the text" if found else "its words do not stand in the text"
    return StatementFaithfulnessAnswer(statement=said, reason=reason, verdict=int(found))
