"""The errors of ``qa``, named by consequence.

QaError
├── RowError                    a line of a SQuAD-style file cannot be used (also ValueError)
├── ReaderUnusableError         weights or calibration missing, damaged or of another model
├── BadRequestError             a question or option that cannot be served (also ValueError)
├── CitationError               a quote that is not at its place: never leaves the house
├── UnknownCaseError            the desk has no such case (also LookupError)
├── UnknownReviewError          the desk has no such review in force (also LookupError)
├── UnknownRunError             the evaluator left no such run (also LookupError)
├── EvaluatorError              the evaluator is not installed, or failed
└── NotYoursError               a review that another editor wrote
"""

from pathlib import Path


class QaError(Exception):
    """Base of every error that ``qa`` raises on purpose."""


class RowError(QaError, ValueError):
    """A line that is not a SQuAD-style row."""

    def __init__(self, path: Path, line: int, reason: str) -> None:
        super().__init__(f"{path}:{line}: {reason}")
        self.path = path
        self.line = line


class ReaderUnusableError(QaError):
    """The reader's model or calibration cannot be used; the message says what to do."""


class BadRequestError(QaError, ValueError):
    """A request that is well-formed but cannot be served, in one sentence."""


class CitationError(QaError):
    """A citation whose quote does not stand at its span."""


class UnknownCaseError(QaError, LookupError):
    """No case has this number."""

    def __init__(self, case: int) -> None:
        super().__init__(f"the desk has no case {case}")
        self.case = case


class UnknownReviewError(QaError, LookupError):
    """No review has this number, or it was taken back before."""

    def __init__(self, review: int) -> None:
        super().__init__(f"there is no review {review} that could be taken back")
        self.review = review


class UnknownRunError(QaError, LookupError):
    """No run has this name, or what is asked of it is not there."""

    def __init__(self, name: str, what: str = "does not exist") -> None:
        super().__init__(f"the run {name[:80]!r} {what}; GET /v1/runs lists the runs")
        self.name = name


class EvaluatorError(QaError):
    """``dateline-eval`` cannot do what the desk asks of it."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            "the evaluator failed: install it beside the service with"
            f" pip install 'dateline[eval]' if it is missing ({reason})"
        )


class NotYoursError(QaError):
    """Only ``editor`` may take this review back."""

    def __init__(self, editor: str) -> None:
        super().__init__(f"the review is {editor}'s: only {editor} can take it back")
        self.editor = editor
