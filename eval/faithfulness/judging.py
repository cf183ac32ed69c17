"""Every question of a run, judged by ragas. A metric that fails is a failure, never a number."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence

from ragas.llms.base import InstructorBaseRagasLLM
from ragas.metrics.collections import BaseMetric, Faithfulness
from ragas.metrics.result import MetricResult

from eval.errors import JudgeError
from eval.faithfulness.judges import RuleJudge, one_line
from eval.faithfulness.metrics import (
    Abstention,
    CitationPrecision,
    CitationRecall,
    QuestionSupport,
    VerbatimGrounding,
)
from eval.faithfulness.samples import Judged, Sample

AT_ONCE = 4
"""Questions that are judged at the same time, where a judge makes one wait."""

Progress = Callable[[int, int], None]


def judge_all(
    samples: Sequence[Sample],
    llm: InstructorBaseRagasLLM | None = None,
    progress: Progress = lambda done, total: None,
) -> dict[str, Judged]:
    """What ragas says of each sample, by its id; ``llm`` is the rule judge unless one is given.

    An abstention has only the metric of that name: there is nothing else to judge.
    """
    return asyncio.run(_judge_all(samples, llm or RuleJudge(), progress))


async def _judge_all(
    samples: Sequence[Sample], llm: InstructorBaseRagasLLM, progress: Progress
) -> dict[str, Judged]:
    turns = asyncio.Semaphore(AT_ONCE)
    done = 0

    async def judged(sample: Sample) -> Judged:
        nonlocal done
        async with turns:
            found = await _judge(sample, llm)
        done += 1
        progress(done, len(samples))
        return found

    found = await asyncio.gather(*map(judged, samples))
    return {sample.id: one for sample, one in zip(samples, found, strict=True)}


async def _judge(sample: Sample, llm: InstructorBaseRagasLLM) -> Judged:
    values: dict[str, float] = {}
    failures: dict[str, str] = {}
    for metric, score in _scores(sample, llm):
        try:
            values[metric.name] = _value(metric, await score)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is the finding
            failures[metric.name] = _reason(error)
    return Judged(values, failures)


def _scores(
    sample: Sample, llm: InstructorBaseRagasLLM
) -> Iterator[tuple[BaseMetric, Awaitable[MetricResult]]]:
    """The metrics that apply to the sample, each with its score to be awaited."""
    answers, question = sample.answers, sample.question
    if answers:
        said = "\n".join(one_line(answer.text) for answer in answers)
        read = [one_line(context) for context in sample.contexts]
        faithfulness, grounding, support = Faithfulness(llm), VerbatimGrounding(), QuestionSupport()
        precision, recall = CitationPrecision(llm), CitationRecall(llm)
        yield (
            faithfulness,
            faithfulness.ascore(user_input=question, response=said, retrieved_contexts=read),
        )
        yield grounding, grounding.ascore(answers=answers)
        yield precision, precision.ascore(user_input=question, answers=answers)
        yield recall, recall.ascore(user_input=question, answers=answers)
        yield support, support.ascore(answers=answers)
    silence = Abstention()
    yield silence, silence.ascore(answered=bool(answers), answerable=sample.answerable)


def _value(metric: BaseMetric, result: MetricResult) -> float:
    """The value, if it is one: ragas gives NaN where a judge says nothing that can be counted."""
    if problem := metric.validate_result_value(result.value):
        raise JudgeError(problem)
    return float(result.value)


def _reason(error: BaseException) -> str:
    """What went wrong first: libraries that ask again wrap it in what they made of it."""
    while error.__cause__ is not None:
        error = error.__cause__
    message = str(error).strip().partition("\n")[0]
    return f"{type(error).__name__}: {message}"
