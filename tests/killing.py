"""A process that is killed again and again while it works."""

import multiprocessing
import random
import time
from collections.abc import Callable, Iterator
from typing import Any


def killed_at_random_moments(
    work: Callable[..., None],
    arguments: tuple[Any, ...],
    state: Callable[[], Any],
    *,
    times: int,
    within: float,
    preload: list[str],
) -> Iterator[None]:
    """Start ``work``, wait until ``state`` changes, and kill it up to ``within`` seconds later.

    Yields after each kill. ``preload`` are the modules that take long to load.
    """
    # Forked from a server that has loaded everything: a fresh interpreter takes a second each.
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(preload)
    moments = random.Random()
    for _ in range(times):
        worker = context.Process(target=work, args=arguments, daemon=True)
        worker.start()
        before, deadline = state(), time.monotonic() + 20
        while state() == before and time.monotonic() < deadline:
            time.sleep(0.002)  # until it is at work
        time.sleep(moments.uniform(0, within))
        worker.kill()
        worker.join()
        yield
