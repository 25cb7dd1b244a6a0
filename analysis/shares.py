"""Shares of a count, and how sure they are."""

from __future__ import annotations

import math

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
