"""Rank correlations, and how often a shift in time gives one as strong."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.ranks import rank_correlation, shifted


def test_ties_share_their_rank() -> None:
    rho = rank_correlation(np.array([1.0, 1, 2, 3]), np.array([2.0, 1, 4, 4]))
    a, b = np.array([1.5, 1.5, 3, 4]) - 2.5, np.array([2, 1, 3.5, 3.5]) - 2.5
    assert rho == pytest.approx(a @ b / np.sqrt((a @ a) * (b @ b)))


def test_the_p_value_is_the_share_of_circular_shifts_as_far_out() -> None:
    x, y = np.array([1.0, 2, 3, 4, 5, 6]), np.array([2.0, 1, 4, 3, 6, 5])
    turned = [abs(rank_correlation(x, np.roll(y, n))) for n in range(6)]
    assert shifted(x, y) == pytest.approx(np.mean(np.array(turned) >= turned[0] - 1e-9))


@pytest.mark.parametrize("y", [[1.0, 1, 1, 1], [1.0]])
def test_no_correlation_where_nothing_varies_or_too_little_is_known(y: list[float]) -> None:
    x = np.arange(len(y), dtype=float)
    assert np.isnan(rank_correlation(x, np.array(y)))
    assert np.isnan(shifted(x, np.array(y)))
