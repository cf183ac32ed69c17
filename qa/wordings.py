"""A question in other words, where the words of news and of whoever asks seldom are the same.

Who takes part in talks "joins" them, "attends" them, "comes to" them. A reader that is asked who
joined the talks finds whoever "joined" them, and passes over who came for them; asked who attended
them, it finds the others. A list has room for both.
"""

import re

_EVENT = (
    r"talks|negotiations|meetings?|summit|conference|congress|consultations|discussions?|sessions?|"
    r"hearing|gathering|ceremony|funeral|burial|wedding|mass|vigil|inauguration|opening|reopening|"
    r"unveiling|reception|festival|concert|match|race|protests?|marche?s?|rally|rallies|"
    r"demonstrations?|search|rescue|debate|parade|celebrations?|commemoration|forum"
)
# Each way to say that somebody was there, and the one to ask with beside it.
_FORMS = {
    "joined|came to|went to|participated in|took part in|was at|were at": "attended",
    "join|come to|go to|participate in|take part in|be at": "attend",
    "attended": "took part in",
    "attend": "take part in",
}
_THERE = re.compile(
    rf"(?P<who>\W*(?:who|which|what)\s(?:(?!\bnot\b)[^?])*?)\b(?P<verb>{'|'.join(_FORMS)})"
    rf"(?P<event>\s[^?]*\b(?:{_EVENT})\b.*)",
    re.IGNORECASE | re.DOTALL,
)
_PERFECT = re.compile(r"\b(?:has|have|had)\s$", re.IGNORECASE)


def wordings(question: str) -> tuple[str, ...]:
    """The question as it was asked and, where it asks who was there, in other words."""
    match = _THERE.fullmatch(question)
    if match is None or _PERFECT.search(match["who"]):
        return (question,)
    verb = next(to for form, to in _FORMS.items() if re.fullmatch(form, match["verb"], re.I))
    return question, f"{match['who']}{verb}{match['event']}"
