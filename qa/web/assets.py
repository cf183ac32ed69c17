"""The stylesheet and the script, each under an address that changes when it does."""

import hashlib
from functools import cache
from pathlib import Path

import msgspec

_FOLDER = Path(__file__).parent
_MEDIA_TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8"}


class Asset(msgspec.Struct, frozen=True):
    """A file that the pages load. ``version`` names its content."""

    body: bytes
    media_type: str
    version: str


@cache
def asset(name: str) -> Asset:
    """The file ``name`` of this folder, read once."""
    body = (_FOLDER / name).read_bytes()
    version = hashlib.sha256(body).hexdigest()[:12]
    return Asset(body, _MEDIA_TYPES[Path(name).suffix], version)


def asset_link(name: str) -> str:
    """The address of ``name``; it may be kept for ever, since another content has another one."""
    return f"/{name}?v={asset(name).version}"
