"""The interval of a share."""

from __future__ import annotations

import pytest

from analysis.shares import wilson


@pytest.mark.parametrize(
    ("held", "of", "expected"),
    [(3, 89, (0.012, 0.094)), (57, 58, (0.909, 0.997)), (0, 10, (0.0, 0.278)), (0, 0, (0.0, 1.0))],
)
def test_intervals_are_those_of_wilson(held: int, of: int, expected: tuple[float, float]) -> None:
    assert wilson(held, of) == pytest.approx(expected, abs=0.001)
