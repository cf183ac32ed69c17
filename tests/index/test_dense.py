import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.dense import DenseIndex

# Few different small integers: exact in 32 bits, and full of ties.
VECTORS = st.lists(st.tuples(*[st.integers(-2, 2)] * 3), max_size=40)


@given(VECTORS, st.tuples(*[st.integers(-2, 2)] * 3), st.integers(0, 45), st.data())
def test_the_top_is_exact_with_ties_by_row_and_only_allowed_rows(vectors, query, k, data):
    matrix = np.array(vectors, dtype=np.float32).reshape(-1, 3)
    allowed = data.draw(
        st.none() | st.lists(st.booleans(), min_size=len(vectors), max_size=len(vectors))
    )
    mask = None if allowed is None else np.array(allowed, dtype=np.bool_)
    rows, scores = DenseIndex(matrix).search(np.array(query, dtype=np.float32), k, mask)
    exact = matrix @ np.array(query, dtype=np.float32)
    competing = [row for row in range(len(vectors)) if allowed is None or allowed[row]]
    expected = sorted(competing, key=lambda row: (-exact[row], row))[:k]
    assert rows.tolist() == expected
    assert scores.tolist() == exact[expected].tolist()


def test_a_written_index_reads_back_the_same(tmp_path):
    vectors = np.random.default_rng(0).standard_normal((5, 4)).astype(np.float32)
    DenseIndex(vectors).write(tmp_path / "vectors")
    assert np.array_equal(DenseIndex.read(tmp_path / "vectors").vectors, vectors)


def test_an_empty_index_is_written_and_read_and_finds_nothing(tmp_path):
    DenseIndex(np.empty((0, 4), dtype=np.float32)).write(tmp_path / "vectors")
    empty = DenseIndex.read(tmp_path / "vectors")
    assert empty.vectors.shape == (0, 4)
    assert empty.search(np.ones(4, dtype=np.float32), 5)[0].tolist() == []
