"""Timings: spreads over what was timed, and the machine without its name."""

import platform

from hypothesis import given
from hypothesis import strategies as st

from eval.machine import LIBRARIES, this_machine
from eval.timings import Timing, timings_of
from tests.eval.saved import MACHINE

milliseconds = st.floats(0, 1e6)


@given(
    st.lists(
        st.tuples(
            milliseconds,
            st.dictionaries(st.sampled_from("rd"), milliseconds),
            st.integers(0, 100),
        )
    )
)
def test_a_spread_lies_among_the_times(timed: list[tuple[float, dict[str, float], int]]) -> None:
    questions = [Timing(str(at), *one) for at, one in enumerate(timed)]
    found = timings_of(questions, MACHINE)
    assert list(found.questions) == questions
    assert found.stations.keys() == {name for _, stations, _ in timed for name in stations}
    assert (
        0 <= found.p50_ms <= found.p95_ms <= max((whole for whole, _, _ in timed), default=0) + 0.01
    )
    read = [passages for _, _, passages in timed]
    assert min(read, default=0) - 0.01 <= found.passages <= max(read, default=0) + 0.01
    for spread in found.stations.values():
        assert 0 <= spread.p50_ms <= spread.p95_ms


def test_the_machine_is_described_and_not_named() -> None:
    found = this_machine()
    assert found.cores >= 1
    assert found.peak_memory_mb > 1
    assert found.libraries.keys() == set(LIBRARIES)
    assert not platform.node() or platform.node() not in str(found)
