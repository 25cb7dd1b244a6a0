"""Shares of a count, and how sure they are."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

Z95, Z90 = 1.959964, 1.644854
"""Of the normal distribution, 95 or 90 % lie within so many standard deviations."""


def wilson(held: int, of: int, reach: float = Z95) -> tuple[float, float]:
    """The interval of a share (Wilson 1927), of 95 %: right for small counts, and for 0 and all."""
    if of == 0:
        return 0.0, 1.0
    share, z = held / of, reach * reach / of
    middle = (share + z / 2) / (1 + z)
    half = math.sqrt(share * (1 - share) * z + z * z / 4) / (1 + z)
    return max(middle - half, 0.0), min(middle + half, 1.0)


def of_whole(counts: pd.Series, digits: int = 2) -> pd.Series:
    """The share of each count in their sum, rounded so that what is displayed adds up to 1."""
    total = counts.sum()
    return rounded_to_sum(counts / total, 1.0, digits) if total else counts.astype(float) * np.nan


def rounded_to_sum(parts: pd.Series, total: float, digits: int) -> pd.Series:
    """The parts rounded so that what is displayed adds up to the displayed total.

    Every part is rounded down or up to `digits` decimals; those closest to the next unit are
    rounded up until the sum is the rounded `total` (the method of largest remainders).
    """
    units = parts * 10**digits
    down = np.floor(units)
    missing = round(total * 10**digits) - int(down.sum())
    whole, more = divmod(missing, max(len(parts), 1))
    rank = (units - down).rank(method="first", ascending=False)
    return ((down + whole + (rank <= more)) / 10**digits).round(digits)
