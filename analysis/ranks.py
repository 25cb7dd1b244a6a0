"""How far two series go together by rank, and whether that is more than chance."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

FEWEST_PAIRS = 3
CHANCE = 0.05
"""What chance brings about at most so often counts as more than chance."""

Floats = npt.NDArray[np.float64]


def rank_correlation(x: Floats, y: Floats) -> float:
    """Spearman's rank correlation; NaN below three pairs, or where one of the two never changes."""
    return float(correlated(ranks(x), ranks(y))) if len(x) >= FEWEST_PAIRS else float("nan")


def shifted(x: Floats, y: Floats) -> float:
    """In what share of circular shifts of one series are the ranks correlated as strongly?

    A shift keeps what neighbours have in common and breaks the match in time. NaN where undefined.
    """
    n = len(x)
    observed = rank_correlation(x, y)
    if np.isnan(observed):
        return observed
    place = (np.arange(n) + np.arange(1, n)[:, np.newaxis]) % n
    turned = correlated(ranks(x), ranks(y)[place])
    return float(1 + (np.abs(turned) >= abs(observed) - 1e-9).sum()) / n


def ranks(values: Floats) -> Floats:
    """Ranks along the last axis; equals share the mean of theirs."""
    found: Floats = pd.DataFrame(np.atleast_2d(values)).rank(axis=1).to_numpy()
    return found.reshape(np.shape(values))


def correlated(x: Floats, y: Floats) -> Floats:
    """Pearson's correlation along the last axis; NaN where one of the two never changes."""
    a = x - x.mean(axis=-1, keepdims=True)
    b = y - y.mean(axis=-1, keepdims=True)
    size = np.sqrt((a * a).sum(axis=-1) * (b * b).sum(axis=-1))
    product = (a * b).sum(axis=-1)
    found: Floats = np.divide(product, size, out=np.full_like(size, np.nan), where=size > 0)
    return found
