"""Our own measures as ragas metrics. Each is of one question, from 0 to 1."""

from collections.abc import Sequence

from ragas.llms.base import InstructorBaseRagasLLM
from ragas.metrics.collections import BaseMetric
from ragas.metrics.collections.faithfulness.util import (
    NLIStatementInput,
    NLIStatementOutput,
    NLIStatementPrompt,
)
from ragas.metrics.result import MetricResult

from eval.errors import JudgeError
from eval.faithfulness.judges import one_line, statement
from eval.faithfulness.samples import Cited, JudgedAnswer


class VerbatimGrounding(BaseMetric):
    """The share of the answers whose text stands, to the character, at one of their citations,
    and whose every quote stands at its own."""

    def __init__(self) -> None:
        super().__init__(name="verbatim_grounding")

    async def ascore(self, answers: Sequence[JudgedAnswer]) -> MetricResult:  # type: ignore[override]
        """Of at least one answer."""
        grounded = [
            any(cited.stored == answer.text for cited in answer.citations)
            and all(cited.stored == cited.quote for cited in answer.citations)
            for answer in answers
        ]
        return _share(grounded, "grounded to the character")


class QuestionSupport(BaseMetric):
    """The share of the answers with a citation that overlaps gold evidence.

    The hard half of faithfulness: a sentence may well bear out an answer to another question.
    """

    def __init__(self) -> None:
        super().__init__(name="question_support")

    async def ascore(self, answers: Sequence[JudgedAnswer]) -> MetricResult:  # type: ignore[override]
        """Of at least one answer."""
        supported = [any(cited.supports for cited in answer.citations) for answer in answers]
        return _share(supported, "cited from gold evidence")


class Abstention(BaseMetric):
    """1 for an answer where an article answers, and for silence where none does; else 0."""

    def __init__(self) -> None:
        super().__init__(name="abstention")

    async def ascore(self, answered: bool, answerable: bool) -> MetricResult:  # type: ignore[override]
        """Whatever was answered."""
        return MetricResult(float(answered is answerable), f"{answered=}, {answerable=}")


class _Attributed(BaseMetric):
    """What asks the judge whether the sentences that are cited bear out an answer."""

    llm: InstructorBaseRagasLLM

    def __init__(self, llm: InstructorBaseRagasLLM, name: str) -> None:
        self.llm = llm
        self._prompt = NLIStatementPrompt()
        super().__init__(name=name)

    async def _bear_out(self, question: str, answer: JudgedAnswer, cited: Sequence[Cited]) -> bool:
        context = "\n".join(one_line(one.sentences) for one in cited)
        if not context.strip():
            return False
        asked = NLIStatementInput(context=context, statements=[statement(question, answer.text)])
        prompt = self._prompt.to_string(asked)
        said: NLIStatementOutput = await self.llm.agenerate(prompt, NLIStatementOutput)
        if len(said.statements) != 1:
            raise JudgeError(f"the judge gave {len(said.statements)} verdicts on one statement")
        return bool(said.statements[0].verdict)


class CitationRecall(_Attributed):
    """The share of the answers that all their citations bear out (ALCE; Gao et al., 2023)."""

    def __init__(self, llm: InstructorBaseRagasLLM) -> None:
        super().__init__(llm, "citation_recall")

    async def ascore(self, user_input: str, answers: Sequence[JudgedAnswer]) -> MetricResult:  # type: ignore[override]
        """Of at least one answer."""
        borne_out = [await self._bear_out(user_input, one, one.citations) for one in answers]
        return _share(borne_out, "borne out by what they cite")


class CitationPrecision(_Attributed):
    """The share of the citations that are needed (ALCE; Gao et al., 2023).

    One is needed where all citations of its answer together bear it out, and this one does so by
    itself or the others do not without it.
    """

    def __init__(self, llm: InstructorBaseRagasLLM) -> None:
        super().__init__(llm, "citation_precision")

    async def ascore(self, user_input: str, answers: Sequence[JudgedAnswer]) -> MetricResult:  # type: ignore[override]
        """Of at least one citation."""
        needed = [found for one in answers for found in await self._needed(user_input, one)]
        return _share(needed, "citations needed")

    async def _needed(self, question: str, answer: JudgedAnswer) -> list[bool]:
        cited = answer.citations
        if not await self._bear_out(question, answer, cited):
            return [False] * len(cited)
        return [
            await self._bear_out(question, answer, [one])
            or not await self._bear_out(question, answer, [*cited[:at], *cited[at + 1 :]])
            for at, one in enumerate(cited)
        ]


def _share(found: Sequence[bool], what: str) -> MetricResult:
    return MetricResult(sum(found) / len(found), f"{sum(found)} of {len(found)} {what}")
