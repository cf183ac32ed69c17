"""Settings: from the environment, each with a default, each refused when it makes no sense."""

import os
from collections.abc import Mapping
from pathlib import Path

import msgspec

from qa.errors import BadRequestError

PREFIX = "DATELINE_"


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What an operator can choose. The variable of ``max_body_bytes`` is DATELINE_MAX_BODY_BYTES.

    ``token``: what writing endpoints ask for; none means that only the loopback may write.
    ``encoder``, ``reader``: a folder, or a hub model in this machine's cache; empty means the
    packaged one. ``threads``: processor threads a model uses. ``concurrency``: questions answered
    at once; ``queue``: questions that may wait for their turn before 429 is answered.
    ``log_questions``: keep every question that is asked, for the editors. ``reports``: how many
    reports one client may send in a minute.
    """

    data_dir: Path = Path("var")
    token: str = ""
    encoder: str = ""
    reader: str = ""
    threads: int = 2
    concurrency: int = 2
    queue: int = 32
    max_body_bytes: int = 4_000_000
    max_batch: int = 64
    log_questions: bool = False
    reports: int = 10

    def __post_init__(self) -> None:
        for name in ("threads", "concurrency", "max_body_bytes", "max_batch", "reports"):
            if getattr(self, name) < 1:
                raise BadRequestError(f"{PREFIX}{name.upper()} must be at least 1")
        if self.queue < 0:
            raise BadRequestError(f"{PREFIX}QUEUE must be at least 0")


def settings_from(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings that ``environment`` asks for.

    Raises:
        BadRequestError: if a variable starting with DATELINE_ is unknown or has no usable value.
    """
    given = {
        name.removeprefix(PREFIX).lower(): value
        for name, value in environment.items()
        if name.startswith(PREFIX)
    }
    if unknown := given.keys() - set(Settings.__struct_fields__):
        name = PREFIX + min(unknown).upper()
        raise BadRequestError(f"{name} is not a setting; the README lists them")
    try:
        return msgspec.convert(given, Settings, strict=False, dec_hook=_decode)
    except msgspec.ValidationError as error:
        what, _, where = str(error).partition(" - at `$.")
        name = f"{PREFIX}{where.rstrip('`').upper()}"
        raise BadRequestError(f"{name} cannot be used: {what}") from error


def _decode(kind: type, value: object) -> object:
    return Path(str(value)) if kind is Path else value
