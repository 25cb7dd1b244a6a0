"""The interval of a share, and shares that add up."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.shares import of_whole, rounded_to_sum, wilson


@pytest.mark.parametrize(
    ("held", "of", "expected"),
    [(3, 89, (0.012, 0.094)), (57, 58, (0.909, 0.997)), (0, 10, (0.0, 0.278)), (0, 0, (0.0, 1.0))],
)
def test_intervals_are_those_of_wilson(held: int, of: int, expected: tuple[float, float]) -> None:
    assert wilson(held, of) == pytest.approx(expected, abs=0.001)


@pytest.mark.parametrize("counts", [[1, 1, 1], [1, 1, 1, 1, 1, 1], [2, 3, 2], [5], [0, 7]])
def test_shares_of_a_whole_are_printed_so_that_they_add_up(counts: list[int]) -> None:
    shares = of_whole(pd.Series(counts))
    assert round(shares.sum() * 100) == 100
    assert (shares * 100).round().tolist() == (shares * 100).round(9).tolist()
    assert of_whole(pd.Series([0, 0])).isna().all()


@given(st.lists(st.floats(-5, 5), min_size=1, max_size=15), st.sampled_from([1, 2]))
def test_rounded_parts_add_up_to_the_rounded_total(parts: list[float], digits: int) -> None:
    values = pd.Series(parts)
    total = round(values.sum(), digits)
    rounded = rounded_to_sum(values, total, digits)
    assert round(rounded.sum(), digits) == pytest.approx(total)
    assert (rounded - values).abs().max() <= 2 * 10**-digits
