"""The YAML block at the head of a Markdown article."""

import datetime
import re

import msgspec
import yaml

from corpus.documents import UNDATED, Published
from corpus.errors import ArticleRefusedError
from corpus.loaders.base import stated_date

_BLOCK = re.compile(
    r"---[ \t]*(?:\r\n|\n|\r)(.*?)^(?:---|\.\.\.)[ \t]*$(?:\r\n|\n|\r|\Z)", re.S | re.M
)
_LONGEST = 20_000


class FrontMatter(msgspec.Struct, frozen=True, kw_only=True):
    """What an article states of itself; ``end`` is where its body begins."""

    end: int = 0
    id: str = ""
    title: str = ""
    source: str = ""
    author: str = ""
    url: str = ""
    published: Published = UNDATED


def read_front_matter(text: str, where: str) -> FrontMatter:
    """The front matter of ``text``; the empty one where it has none.

    Raises:
        ArticleRefusedError: if it is not closed, is no valid YAML mapping, or holds an unknown
            key or a value of another type.
    """
    if re.match(r"---[ \t]*[\r\n]", text) is None:
        return FrontMatter()
    match = _BLOCK.match(text, 0, _LONGEST)
    if match is None:
        raise ArticleRefusedError(
            where, f"its front matter is not closed by --- within {_LONGEST:,} characters"
        )
    fields = _fields(match[1], where)
    published = UNDATED
    day = fields.pop("published", None)
    if isinstance(day, datetime.date):  # a datetime is one too
        published = stated_date(day.isoformat(), where, "front matter")
    elif isinstance(day, str):
        published = stated_date(day, where, "front matter")
    elif day is not None:
        raise ArticleRefusedError(where, "published in its front matter is not a date")
    for key, value in fields.items():
        if not isinstance(value, str):
            raise ArticleRefusedError(
                where, f"{key} in its front matter is not text: put it in quotes"
            )
    return msgspec.convert({**fields, "end": match.end(), "published": published}, FrontMatter)


def _fields(block: str, where: str) -> dict[str, object]:
    try:
        fields = yaml.safe_load(block)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        reason = " ".join(str(error).split())[:200]
        raise ArticleRefusedError(where, f"its front matter is not valid YAML: {reason}") from error
    if fields is None:
        return {}
    if not isinstance(fields, dict):
        raise ArticleRefusedError(where, "its front matter is not a mapping of keys to values")
    known = set(FrontMatter.__struct_fields__) - {"end"}
    unknown = [str(key) for key in fields if key not in known]
    if unknown:
        raise ArticleRefusedError(where, f"its front matter has unknown keys: {', '.join(unknown)}")
    return {key: value for key, value in fields.items() if value is not None}
