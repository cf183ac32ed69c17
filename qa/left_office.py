"""Who holds an office no longer: "Claire Donnet had left", "in the chair that Pinto vacated"."""

import re
from collections.abc import Mapping, Sequence

from corpus.documents import Document, Published
from corpus.sentences import sentences
from corpus.spans import Span
from index.tokens import stems
from qa.answers import Citation, PassageHit
from qa.citations import cite
from qa.later import UNSURE, newest_first
from qa.name_tables import OFFICES
from qa.offices import office_asked

_NAME = r"[A-Z\u00c0-\u00de][\w’'-]*"
_ASIDE = r"(?:,\s[a-z][^,;.]{1,90},|,?\swho)?"
_ADVERB = r"(?:\w+ly\s|now\s|since\s|already\s|then\s|also\s|himself\s|herself\s)?"
_HOUSE = r"(?:company|firm|party|board|government|cabinet|ministry|club|bank|post|office|job)\b"
_GONE = (
    rf"(?:left(?!\s(?:open|unsaid|it)\b|\s(?:the|an?|his|her|its|their)\s(?!{_HOUSE}))"
    r"|resigned|quit|retired|stepped\s(?:down|aside)|stood\s(?:down|aside)|bowed\sout|died"
    r"|g(?:ave|iven)\s(?:up|way)|made\sway|laid\sdown|vacated|handed\s(?:over|in\s(?:his|her))"
    r"|lost\s(?:his|her|the)\s(?:post|office|job|seat|chair)"
    r"|announced\s(?:his|her)\s(?:departure|resignation))"
)
_OUSTED = (
    r"(?:dismissed|sacked|fired|removed|ousted|unseated|toppled|deposed|recalled|replaced"
    r"|succeeded|relieved|voted\sout|(?:forced|pushed)\s(?:out|aside)|killed"
    r"|forced\sto\s(?:resign|quit|step\sdown))"
)
_SEAT = r"(?:post|chair|seat|office|job|desk|place|role|position|portfolio|command)"
_SMALL = r"(?:(?!(?:by|from|against|as|over|for|that|with|when|to|and)\b)[a-z][\w’'-]*,?\s){0,6}"
# Another person's name between would be who is meant.
_HE = rf"(?:(?!{_NAME}\s{_NAME})[^§])*\b(?P<he>he|she)\s"
_GOING = r"(?:departure|resignation|dismissal|sacking|ouster|removal|retirement|death|arrest)\b"
# "§" stands for the name. What is only to come matches nothing.
_LEFT = tuple(
    re.compile(pattern)
    for pattern in (
        rf"§{_ASIDE}\s(?:(?:has|have|had|having)\s)?{_ADVERB}{_GONE}\b",
        rf"§{_ASIDE}\s(?:was|is|were|(?:has|had|having)\sbeen)\s{_ADVERB}{_OUSTED}\b",
        rf"§{_HE}(?:has|had)\s(?:just\s|already\s)?{_GONE}\b",
        rf"§{_HE}was\s(?:stepping\sdown|resigning|leaving|handing\sover)\b"
        r"(?=[^;]*\b(?:immediate\w*|at\sonce)\b)",
        rf"§{_HE}(?:was|has\sbeen|had\sbeen)\s{_OUSTED}\b",
        rf"(?i:since|now\sthat|after|when)\s§{_ASIDE}\s(?:has\s|had\s)?"
        r"(?:went|gone|moved|was\ssent|was\scalled)\b",
        r"§\shaving\s(?:gone\sto|moved\sto|been\smade)\b",
        rf"\b(?:replac(?:es|ed|ing)|succeed(?:s|ed|ing)|in\splace\sof|follows|inherited\sfrom"
        r"|parted\s(?:company\s|ways\s)?with"
        r"|(?:came|brought\sin|sworn\sin)\b[^§;]*\sto\s(?:replace|succeed)"
        rf"|(?:took|taken|taking|takes)\s(?:it\s)?over\s(?:[\w’'-]+\s){{0,8}}from)\s{_SMALL}§",
        r"\bwho\sfollowed\s§(?=\sas\b)",
        r"\brelieve[sd]\s§(?=\s(?:as|at|in)\b|[.,]?$)",
        rf"(?:since|after|following|upon|on)\s§[’']s?\s(?:\w+\s)?{_GOING}",
        rf"\b(?:since|after|following|upon|on)\sthe\s{_GOING}\sof\s§",
        r"§[’']s?\ssuccessor\b|\bsuccessor\s(?:to|of)\s§",
        rf"§[’']s?\s(?:old\s)?(?:chair|seat|desk|place|shoes|old\s{_SEAT})\b",
        r"§,?\swho\s(?:had\s|has\s)?(?:led|ran|run|headed|chaired|held|directed|commanded|been|was)"
        r"\b[^§;]{0,60}\b(?:until|before\s(?:her|him|that))\b",
        rf"(?<!\bwhose\s)\b{_SEAT}\s(?:that\s|which\s)?§\s(?:had\s|has\s)?(?:\w+\s){{0,3}}"
        r"(?:left|vacated|held|lost|given\sup|gave\sup|leave)\b",
        rf"\b(?:dismissed|sacked|fired|ousted|removed|toppled|unseated|deposed)\s{_SMALL}§",
        r"(?<!\b[Aa]\s)(?<!\b[Aa]n\s)\b"
        rf"(?:[Ff]ormer|[Oo]usted|[Ss]acked|[Dd]ismissed|[Dd]eposed)\s(?P<called>{_SMALL})§",
    )
)
_PERSON = re.compile(rf"\b{_NAME}$")
_KNOWN = frozenset(stem for word in OFFICES for stem in stems(word))
_UNSURE = re.compile(
    rf"{UNSURE}|\b(?:will|shall|(?:is|are|was)\s(?:due\s)?to|demand\w*|calling\s(?:for|on)"
    r"|refus\w+|hop(?:e|es|ed|ing)|deput\w+|vice)\b",
    re.IGNORECASE,
)
_OF_THE_PAST = re.compile(r"\W*(?:who|what)\s(?:was|were)\b|.*\bformer\b", re.IGNORECASE)
_OF_WHAT = re.compile(r"[^;.§]{0,30}?\b(?:as|of)\s(?:the\s|its\s|their\s|an?\s)?([^,;.]{3,40})")
# "Left the bank to become chief executive" leaves another office; "at the end of the year" is not
# yet.
_BUT = re.compile(
    r"[^;.§]{0,60}?\b(?:to\s(?:become|be|head|lead|run|take\s(?:over|up))|at\sthe\send\sof|next"
    r"|effective\s(?:in|from|on|at)|with\seffect\sfrom|once\sa|until\sa\ssuccessor)\b"
)


def left_office(
    question: str,
    name: str,
    published: Published,
    hits: Sequence[PassageHit],
    documents: Mapping[str, Document],
) -> Citation | None:
    """The newest sentence that says that ``name`` no longer holds the office asked for.

    ``name`` is how an article that was ``published`` then calls whom ``question`` asks for, as
    fully as it does. Sentences of articles that are no older are looked at, in the passages that
    were read (``hits``; ``documents`` holds their articles, by id). None if the question is not
    for who holds an office now, or no sentence says so; nor where the article has no date.
    """
    office = office_asked(question)
    if office is None or (office and not office & _KNOWN) or _OF_THE_PAST.match(question):
        return None
    if published.date is None or not _PERSON.search(name):
        return None
    for day, hit in newest_first(hits):
        if day < published.date:
            break
        for sentence in sentences(hit.text, (Span(0, len(hit.text)),)):
            if says_left(sentence.of(hit.text), name, office):
                return cite(documents[hit.document_id], sentence.shifted(hit.span.start))
    return None


def says_left(sentence: str, name: str, office: frozenset[str]) -> bool:
    """Whether ``sentence`` says that ``name`` has left the office of these words (stems; any office
    if there are none)."""
    plain = sentence.replace("§", " ")
    masked = _named(name).sub(lambda m: "§" if _is(m[0], name) else m[0], plain)
    if "§" not in masked:
        return False
    for pattern in _LEFT:
        for match in pattern.finditer(masked):
            start = match.start("he" if "he" in pattern.groupindex else 0)
            before = masked[_before(masked, start) : match.end()]
            if _UNSURE.search(before) or _BUT.match(masked, match.end()):
                continue
            if "called" in pattern.groupindex:
                if office and office <= set(stems(match["called"])):
                    return True
                continue
            of = _OF_WHAT.match(masked, match.end())
            if of is None or office & set(stems(of[1])):
                return True
    return False


def _before(sentence: str, start: int) -> int:
    """Where the words begin that may make unsure what stands at ``start``."""
    return max(sentence.rfind(mark, 0, start) for mark in ',;:”"') + 1


def _named(name: str) -> re.Pattern[str]:
    """A run of capitalised words that ends in the surname."""
    return re.compile(rf"(?:\b{_NAME}\s+)*\b{re.escape(name.split()[-1])}\b")


def _is(run: str, name: str) -> bool:
    """Whether a run of capitalised words may be ``name``: its given name is no other one."""
    given = [w for w in run.split()[:-1] if w.casefold().strip(".") not in OFFICES]
    own = [w for w in name.split()[:-1] if w.casefold().strip(".") not in OFFICES]
    return not given or not own or given[-1] in own or own[0] in given
