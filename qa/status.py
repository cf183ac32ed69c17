"""How a sentence puts what it says: as having happened, expected, denied, conditional, claimed.

Rules over the clause that holds the answer, strongest first. Read cautiously: what might not have
happened is never taken for having happened.
"""

import re

from corpus.spans import Span
from qa.answers import Status
from qa.clauses import clause_of, without_asides

_NO_DENIAL = re.compile(
    r"\b(?:not only|not just|no (?:one|body) but|nobody but|none but|nothing but|not least|"
    r"whether or not|no (?:fewer|less|more|later) than|not (?:fewer|less|more) than|no doubt|"
    r"not (?:yet )?(?:been )?(?:found|accounted for))\b",  # who is missing
    re.IGNORECASE,
)
# "Four men, not three, took part", "seven violations, none of them deadly": said of something else.
_NOT_THE_OTHER = re.compile(
    r",\s(?:not\s(?!to\b)[^,;:.]{1,40}|none of (?:them|whom|which)\s[^,;:.]{1,60}"
    r"|[^,;:.]{1,30}\snot included)(?=[,;:.]|$)"
)
_DENIED = re.compile(
    r"\b(?:not|never|no longer|nobody|no one|none|neither|nor|cannot|(?:has|have|had) yet to|"
    r"no (?:intention|plans?) (?:of|to)|refus(?:e|es|ed|ing) to|declin(?:e|es|ed|ing) to|"
    r"fail(?:s|ed)? to|unable to|unwilling to|there (?:is|was|were|are|will be) no)\b|n['’]t\b",
    re.IGNORECASE,
)
_OFF = r"call(?:s|ed)? off|cancel(?:s|led|ed)"
# These deny what stands after them, or what they are said of in the passive: who rules something
# out has ruled it out.
_REFUSED = re.compile(
    r"(?P<passive>\b(?:is|are|was|were|be|been|being)\s+(?:\w+ly\s+)?)?"
    r"\b(?:den(?:y|ies|ied|ying)|rul(?:e|es|ed|ing) out|reject(?:s|ed|ing)?|refus(?:es|ed|ing)|"
    rf"dismiss(?:es|ed|ing)?|turn(?:s|ed|ing)? down|{_OFF}|"
    r"abandon(?:s|ed)|scrap(?:s|ped)|disput(?:es|ed)|oppos(?:es|ed))\b",
    re.IGNORECASE,
)
_CANCELLED = re.compile(rf"\b(?:{_OFF})\b", re.IGNORECASE)
_CONDITION = re.compile(
    r"(?<!\bas )(?<!\beven )(?<!\bsee )(?<!\bask )(?<!\basked )(?<!\bknow )\bif\b|\bunless\b"
    r"|\bprovided that\b|\b(?:as|so) long as\b|\bon condition that\b|^\W*should\s(?!have\b)",
    re.IGNORECASE,
)
_POSSIBLE = re.compile(r"\b(?:[Cc]ould|[Mm]ight|may|[Pp]erhaps|[Pp]ossibly)\b")  # May is a month
_EXPECTED = re.compile(
    r"\b(?:will|shall|would|should(?!,?(?: [\w,]+){0,3} have\b)(?! be (?:noted|said|added)\b)|"
    r"(?:is|are|was|were|be|been) (?:due|set|expected|to|about|likely|"
    r"supposed|scheduled|planned|preparing)|due in|expected to|plan(?:s|ned|ning)? to|"
    r"planned for|pencilled in|scheduled|intends? to|intended to|headed (?:to|for)|hoped to|"
    r"expect(?:s|ed) (?:\w+ ){1,4}to|(?:push|put|mov)(?:s|ed)? (?:[^\s,;]+ ){0,4}back|postponed|"
    r"going to(?! (?:the|a|an|(?-i:[A-Z])))|"
    r"on (?:its|his|her|their|the) way|prepar(?:es?|ing) to|hop(?:es?|ing) to|"
    r"(?:promis|vow|pledg)(?:es|ed) to|"
    r"has until|have until|takes? office|takes? effect|takes? over|come into force|looms?|"
    r"(?:opens?|starts?|begins|meets?|closes) (?:in|on|at|next|tomorrow)|upcoming|awaits?)\b"
    r"|['’]ll\b",
    re.IGNORECASE,
)
_CLAIMED = re.compile(
    r"\b(?:according to|sa(?:y|ys|id|ying)(?! nothing)|claim(?:s|ed|ing)?|report(?:s|ed)(?! to)|"
    r"told|cit(?:es|ed|ing)|quot(?:ed|es|ing)|alleg(?:es|ed|edly)|accus(?:es|ed|ing)|"
    r"(?:is|are|was|were) (?:widely )?(?:believed|thought|understood|presumed|rumoured|rumored)|"
    r"estimates?(?= that| \d)|estimated that|count(?:s|ed)\b(?! on)|put(?:s)? [^,;.]*\bat|"
    r"spoke of|speaks? of|by [^,;.]* count|insist(?:s|ed)|argu(?:es|ed)|warn(?:s|ed)|"
    r"believes?|presumes?|reportedly|in (?:his|her|its|their) (?:view|opinion|words))\b",
    re.IGNORECASE,
)


def status_of(sentence: str, answer: Span, asked: str = "") -> Status:
    """The status of ``answer``, a span of ``sentence``.

    A question for what was called off is answered by what was.

    What is denied or expected must be so in the answer's own clause; a condition, and who claims
    it, may stand anywhere in the sentence outside of relative clauses.
    """
    whole = _NOT_THE_OTHER.sub(
        lambda match: match[0] if answer.overlaps(Span(*match.span())) else " " * len(match[0]),
        without_asides(sentence, answer),
    )
    low, high = clause_of(whole, answer)
    clause = _NO_DENIAL.sub(lambda match: "x" * len(match[0]), whole[low:high])
    refused = not _CANCELLED.search(asked) and _is_refused(clause, answer.shifted(-low))
    if refused or _DENIED.search(clause):
        return "denied"
    if _CONDITION.search(whole) or _POSSIBLE.search(clause):
        return "conditional"
    if _EXPECTED.search(clause):
        return "expected"
    return "claimed" if _CLAIMED.search(whole) else "reported"


def _is_refused(clause: str, answer: Span) -> bool:
    return any(
        match["passive"] or match.end() <= answer.start for match in _REFUSED.finditer(clause)
    )
