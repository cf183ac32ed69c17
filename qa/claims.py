"""Who says so: the words of the sentence that name the claimant of an answer."""

import re

from corpus.spans import Span
from qa.clauses import part_of

_SAY = (
    r"(?:sa(?:ys?|id)(?! to\b)|reported|count(?:ed|s)|claim(?:s|ed)|estimates|estimated(?= that)|"
    r"puts?(?! (?:on|off|up|out|an|into|together|down))|insist(?:s|ed)|sp(?:oken?|eaks?) of|told|"
    r"talk(?:s|ed)? of|st(?:icks?|uck) to|arrive[sd]? at|reckon(?:s|ed)?|"
    r"warn(?:s|ed)|argue[sd]|believes?|presumes?|confirmed|announced|promised|accus(?:es|ed))"
)
_AUXILIARY = r"(?:(?:has|have|had|also)\s+)?"
_NOBODY = (
    r"(?!(?:he|she|it|they|we|I|you|who|which|that|what|this|these|there|nobody|nothing|[Oo]n|[Ii]n"
    r"|At|Over|But|And|He|She|It|They|We|You|Who|That|What|This|There|Nobody|Nothing)\b)"
)
_LETTER = (  # a full stop only behind a title or an initial
    r"(?:[^,;.:“”\"()]|(?<=\b[A-Z])\.|(?<=\b(?:Mr|Ms|Dr))\.|(?<=\b(?:Mrs|Gen))\.|(?<=\bProf)\.)"
)
# A name, or what begins as a noun phrase does, and holds no clause of its own.
_WHO = (
    _NOBODY + r"(?:[A-Z\u00c0-\u024f]|(?:the|an?|some|many|one|its|his|her|their|media|police|"
    r"sources|officials|authorities|researchers|hospitals|doctors|witnesses|residents|rescuers|"
    r"analysts|diplomats|experts|observers|critics|relatives|people|local|state|county|city|"
    r"regional|federal|national|senior|health|medical|hospital|rescue|emergency|security|army|"
    r"military|government|court|prison|union|election|rebel)\b)"
    r"(?:(?!\b(?:not|is|was|are|were|be|been|would|will|that|which|who|when|where|because|"
    rf"before|after|while|if|has|have|had|also)\b){_LETTER}){{0,70}}?(?<!\band)(?<!\bor)(?<!\bof)"
)
_BESIDE = r"(?!(?:who|which|for|among|whom|whose|but|and|although|though|he|she|it|they)\b)"
# What somebody is, between commas. "Who runs it," and "for his part," tell nothing of that.
_APPOSITION = rf"(?:,\s+{_BESIDE}{_LETTER}{{2,80}}(?=,))?"
_ASIDE = r"(?:,\s+(?:who|which|for|among|whom|whose)\b[^,;.]+,|\s+who\s[^,;.]{1,60}?|,)?"
_SUBJECT = rf"(?P<who>{_WHO}{_APPOSITION}){_ASIDE}\s+{_AUXILIARY}{_SAY}\b"
_HEAD = r"(?:[A-Z][A-Z .,'’-]+\s[—–-]\s+)?(?:\([^)]{1,40}\)\s*[—–-]?\s*)?"
_AHEAD = re.compile(rf"(?:^{_HEAD}|[.,;]\s+|\b(?:and|but|while|although|though)\s+){_SUBJECT}")
_ACCORDING = re.compile(r"\b[Aa]ccording to (?P<who>[^,;.]+)")
_BEHIND = re.compile(rf",[”\"]?\s+{_SUBJECT}(?!\s+that)")
_INVERTED = re.compile(
    rf"(?:,[”\"]?|[”\"])\s+(?:said|says|warns|warned|promised|insisted|insists)\s+(?P<who>{_WHO}"
    r"(?:,\s+[A-Z\u00c0-\u024f][\w’' -]{1,40})?)"
    r"(?=[,;]|(?<!\bDr)(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bGen)(?<!\bProf)(?<!\b[A-Z])\.|$"
    r"|\s(?:on|in|at|of|after|when|as)\s)"
)
_CLAUSE = re.compile(r";\s")


def claimant(sentence: str, answer: Span) -> Span | None:
    """Whom the part of ``sentence`` around ``answer`` (up to a semicolon) names as its source.

    The place in ``sentence`` of the words that name them, with what they are called beside their
    name. None where nobody is named ("he said" names nobody), or where the answer itself does.
    """
    low, high = part_of(sentence, answer, _CLAUSE)
    part = sentence[low:high]
    at = answer.shifted(-low)
    ahead = [found for found in _AHEAD.finditer(part) if found.end() <= at.start][-1:]
    behind = (pattern.search(part) for pattern in (_ACCORDING, _INVERTED, _BEHIND))
    for found in (*ahead, *behind):
        if found is not None:
            who = Span(*found.span("who"))
            return None if who.overlaps(at) else who.shifted(low)
    return None
