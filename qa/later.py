"""What a later article may say against an answer: which one is newest, and when it is not sure."""

import datetime
from collections.abc import Sequence

from qa.answers import PassageHit

UNSURE = (
    r"\b(?:not|never|if|unless|whether|might|may|could|would|should|den(?:y|ies|ied)|"
    r"threat\w*|ask\w*|call(?:s|ed)?\s(?:for|on)|want\w*|urg\w+|rumou?r\w*)\b|n['’]t\b"
)
"""A pattern, in any case: whoever may do it, has not."""


def newest_first(hits: Sequence[PassageHit]) -> list[tuple[datetime.date, PassageHit]]:
    """The ``hits`` of dated articles, each with its day; those of one day as they were."""
    dated = [(hit.published.date, hit) for hit in hits if hit.published.date]
    return sorted(dated, key=lambda one: one[0], reverse=True)
