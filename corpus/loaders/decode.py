"""From bytes to text: which encoding a file is in, or why it is none."""

import codecs
import re
from pathlib import Path

from charset_normalizer import from_bytes

from corpus.errors import ArticleRefusedError
from corpus.loaders.base import LONGEST_ARTICLE

_LONGEST_FILE = 4 * LONGEST_ARTICLE + 4  # UTF-32 and its mark

# A longer mark comes before its own beginning: UTF-32 LE starts like UTF-16 LE.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# The encodings that news was published in before UTF-8. With all of Python's as candidates,
# plain Western text is now and then taken for one of a dozen disk-operating-system code pages.
_LEGACY = [
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257"),
    *("koi8_r", "koi8_u", "iso8859_2", "iso8859_5", "iso8859_7"),
    *("cp932", "euc_jp", "big5", "gb18030", "euc_kr"),
]
_DECLARED = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)


def read_text(path: Path, where: str, *, html: bool = False, longest: int = _LONGEST_FILE) -> str:
    """The decoded characters of a file, line ends as they are, without a byte-order mark.

    Raises:
        ArticleRefusedError: if it cannot be read, is longer than ``longest`` bytes, is binary,
            or no encoding can be told with confidence.
    """
    try:
        with path.open("rb") as file:
            data = file.read(longest + 1)
    except OSError as error:
        raise ArticleRefusedError(where, f"it cannot be read: {error.strerror}") from error
    if len(data) > longest:
        raise ArticleRefusedError(
            where, f"it has more than {longest // 10**6:,} million bytes; split it"
        )
    return decode(data, where, html=html)


def decode(data: bytes, where: str, *, html: bool = False) -> str:
    """The text of ``data``: by its mark, as UTF-8, as an HTML page declares, or by its looks.

    Raises:
        ArticleRefusedError: if it is binary or undecodable.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                raise ArticleRefusedError(
                    where, f"it is marked as {encoding} and is not, at byte {error.start}"
                ) from error
    if b"\0" in data:
        raise ArticleRefusedError(where, "it is binary: it holds NUL bytes")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        _refuse_damaged_utf8(data, error.start, where)
    declared = _DECLARED.search(data, 0, 4096) if html else None
    if declared:
        try:
            return data.decode(declared[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass  # a wrong declaration is common; its looks decide
    return _by_its_looks(data, where)


def _refuse_damaged_utf8(data: bytes, at: int, where: str) -> None:
    """Text that is UTF-8 but for a few bytes must not become another encoding's gibberish."""
    replaced = data.decode("utf-8", errors="replace")
    wrong = replaced.count("\ufffd")
    right = sum(c > "\x7f" for c in replaced) - wrong
    if right > wrong:
        raise ArticleRefusedError(where, f"it is damaged UTF-8 from byte {at} on")


def _by_its_looks(data: bytes, where: str) -> str:
    matches = [m for m in from_bytes(data, cp_isolation=_LEGACY) if not _is_mangled(str(m))]
    best = min(matches, key=lambda match: (match.chaos, -match.coherence), default=None)
    mostly_ascii = sum(byte < 0x80 for byte in data) > 0.8 * len(data)
    if best is None or best.chaos > 0.1 or (best.coherence < 0.1 and not mostly_ascii):
        raise ArticleRefusedError(where, "its encoding cannot be told: save it as UTF-8")
    # Where Western and Central European read equally well, the commoner one it is.
    for match in matches if mostly_ascii else ():
        as_good = match.chaos <= best.chaos + 0.01 and match.coherence >= best.coherence
        if as_good and "cp1252" in match.could_be_from_charset:
            return data.decode("cp1252")
    return data.decode(best.encoding)


def _is_mangled(text: str) -> bool:
    """Whether a symbol stands inside a word, as where "że wróciły" becomes "¿e wróci³y"."""
    return re.search(r"[^\W\d_][¢-©«-¶¸¹»-¿×÷][^\W\d_]", text) is not None
