"""Running the service: the socket, the newsroom behind it, and the end."""

import signal
import socket
import sys
from typing import TYPE_CHECKING, NoReturn

import uvicorn

from qa.server.app import create_app
from qa.server.errors import NotReadyError
from qa.server.logs import configure_logging
from qa.settings import Settings

if TYPE_CHECKING:
    from qa.newsroom import Newsroom

_SAMPLE_QUESTION = "How many Palestinians have been killed in Gaza since the war began?"


def serve(settings: Settings, host: str, port: int, *, samples: bool = False) -> None:
    """Serve until SIGTERM or SIGINT; what is being answered then is answered first.

    ``samples``: load the sample articles into a store that is empty.

    Raises:
        OSError: if the address cannot be listened at.
        Exception: what kept the newsroom from opening; the service has ended then.
    """
    configure_logging()
    signal.signal(signal.SIGTERM, _leave)
    listener = _listen(host, port)
    address = _address(listener)
    server: uvicorn.Server

    def progress(what: str, done: int, total: int) -> None:
        if server.should_exit:  # a long indexing is not waited for; what it wrote is harmless
            raise NotReadyError("the service is ending")

    def open_newsroom() -> "Newsroom":
        opened = False
        try:
            from qa.newsroom import Newsroom  # seconds; /health answers meanwhile

            if samples:
                _load_samples(settings)
            newsroom = Newsroom.open(settings, progress=progress)
            opened = True
        finally:
            if not opened:
                server.should_exit = True
        print(_welcome(address, newsroom), flush=True)  # noqa: T201 - the command's output
        return newsroom

    app = create_app(open_newsroom, settings)
    config = uvicorn.Config(
        app,
        loop="uvloop",
        http="httptools",
        access_log=False,
        log_config=None,
        proxy_headers=False,  # who the client is decides who may write
        server_header=False,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=30,
    )
    server = uvicorn.Server(config)
    print(f"Opening the articles in {settings.data_dir} …", file=sys.stderr)  # noqa: T201
    with listener:
        server.run(sockets=[listener])
    failure = app.state.service.failure
    if failure is not None and not isinstance(failure, NotReadyError):
        raise failure


def _listen(host: str, port: int) -> socket.socket:
    try:
        kind, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.create_server(address[:2], family=kind, backlog=2048)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise OSError(
            0, f"cannot listen at {host} port {port} ({reason}): choose another with --port"
        ) from error
    return listener


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _load_samples(settings: Settings) -> None:
    from corpus.samples import load_samples
    from corpus.store import Store

    with Store.open(settings.data_dir) as store:
        if store.counts().revisions == 0:
            load_samples(store)


def _welcome(address: str, newsroom: "Newsroom") -> str:
    counts = newsroom.store.counts()
    question = _SAMPLE_QUESTION if counts.documents else "…"
    return (
        f"Dateline answers at {address} from {counts.documents:,} articles. Try:\n\n"
        f"    curl -s {address}/v1/ask -H 'Content-Type: application/json' \\\n"
        f'         -d \'{{"question": "{question}"}}\'\n'
    )


def _leave(signum: int, frame: object) -> NoReturn:
    """End as asked; uvicorn hands the signal on when it has shut down."""
    raise SystemExit(0)
