"""The errors of the service, named by consequence.

QaError
├── NotReadyError               the newsroom is still being opened, or could not be
├── BusyError                   as much is waiting already as may wait
├── TooOftenError               one client did it as often as it may
├── NotAllowedError             writing from elsewhere while no token is set
├── TokenError                  no token, or not the right one
├── MediaTypeError              a body that is not JSON
├── MalformedBodyError          a body that is not the JSON it says it is
├── MisfitBodyError             JSON of another shape than the endpoint takes
├── AllRefusedError             not one of the articles that were sent was taken in
├── ElsewhereError              what another site's page sent, a form or in an editor's name
└── NoSuchPlaceError            a place that the article's text does not have
"""

import math
from collections.abc import Sequence

from corpus.loaders.base import Refusal
from qa.errors import QaError


class NotReadyError(QaError):
    """Nothing can be answered yet."""


class BusyError(QaError):
    """``waiting`` requests wait already; this one is turned away."""

    def __init__(self, waiting: int) -> None:
        super().__init__(
            f"{waiting} requests are at work or waiting, which is all that may: try again shortly"
        )
        self.waiting = waiting


class TooOftenError(QaError):
    """The client may do it again after ``seconds``."""

    def __init__(self, seconds: float) -> None:
        self.seconds = max(1, math.ceil(seconds))
        super().__init__(f"this was done too often: try again in {self.seconds} seconds")


class NotAllowedError(QaError):
    """Writing is refused to this client, whatever it sends."""

    def __init__(self) -> None:
        super().__init__(
            "no token is set, so editors may work from this machine only: "
            "set DATELINE_TOKEN for the service and send it as a Bearer token"
        )


class TokenError(QaError):
    """The request does not carry the service's token."""

    def __init__(self) -> None:
        super().__init__("this takes the token: send `Authorization: Bearer TOKEN`")


class MediaTypeError(QaError):
    """The body's type or coding is not taken."""


class MalformedBodyError(QaError):
    """The body is no JSON text."""


class MisfitBodyError(QaError):
    """The body is JSON, of a shape that the endpoint does not take; the message names the place."""


class AllRefusedError(QaError):
    """Every article was refused; ``refused`` says why."""

    def __init__(self, refused: Sequence[Refusal]) -> None:
        first = refused[0]
        super().__init__(f"no article was taken in; the first: {first.where}: {first.reason}")
        self.refused = tuple(refused)


class NoSuchPlaceError(QaError):
    """A place outside the article's text."""


class ElsewhereError(QaError):
    """A browser sent this from another site's page, which may do so without anybody's wish."""

    def __init__(self) -> None:
        super().__init__("this is only taken from Dateline's own pages")
