"""How far do the curated line and the machine's line go together?

Two lines that remember half a year go together for a while by chance. So each coefficient stands
with the interval of a bootstrap that draws whole blocks of months, which is too narrow where the
lines remember more than a block holds, and with a p from shifting one line against the other in a
circle. The lines are compared by how fast they move: their monthly changes, and what moves within
half a year, within two years and more slowly, apart by moving averages of 7 and 25 months.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.ranks import CHANCE, correlated, rank_correlation, ranks, shifted

BLOCK_MONTHS = 12
DRAWS = 1000
FEWEST = 24
"""With fewer months than this nothing is said."""
SHORT, LONG = 7, 25

BANDS = ("level", "change", "fast", "middle", "slow")
"""The lines as they are; their change from month to month; and the three bands of speed."""

Floats = npt.NDArray[np.float64]


def side_by_side(curated: pd.DataFrame, machine: pd.DataFrame) -> pd.DataFrame:
    """Both lines at the dates that both have.

    `curated` and `machine` have date and temperature. Returns date, curated and machine (degrees),
    by date.
    """
    columns = ["date", "temperature"]
    both = curated[columns].merge(
        machine[columns], on="date", suffixes=("_curated", "_machine"), validate="one_to_one"
    )
    return both.rename(columns=lambda name: name.removeprefix("temperature_")).sort_values(
        "date", ignore_index=True
    )


def agreement(both: pd.DataFrame, draws: int = DRAWS) -> pd.DataFrame:
    """Do the lines rise and fall together, month by month and in each band of speed?

    `both` is what `side_by_side` returns, a row for each month. Returns band (`BANDS`), months, rho
    (Spearman's rank correlation), low and high: the 5th and 95th percentile of a moving-block
    bootstrap (Künsch 1989) with blocks of `BLOCK_MONTHS`; p (circular shifts) and together: the
    interval lies above 0, and p is at most `CHANCE`. Each band is tried by itself. Bands with fewer
    than `FEWEST` months, or in which a line never moves, are left out.
    """
    found = []
    for band in BANDS:
        one, other = _band(both, band).T
        rho = rank_correlation(one, other)
        if len(one) < FEWEST or np.isnan(rho):
            continue
        drawn = _blocks(len(one), draws)
        spread = correlated(ranks(one[drawn]), ranks(other[drawn]))
        low, high = np.nanquantile(spread, [0.05, 0.95])
        found.append((band, len(one), rho, low, high, shifted(one, other)))
    table = pd.DataFrame(found, columns=["band", "months", "rho", "low", "high", "p"])
    return table.assign(together=(table["low"] > 0) & (table["p"] <= CHANCE))


def _band(both: pd.DataFrame, band: str) -> Floats:
    """What both lines are in one band: months by (curated, machine), without the open ends."""
    lines = both[["curated", "machine"]]
    short, long = (lines.rolling(months, center=True).mean() for months in (SHORT, LONG))
    part = {
        "level": lines,
        "change": lines.diff(),
        "fast": lines - short,
        "middle": short - long,
        "slow": long,
    }[band]
    values: Floats = part.dropna().to_numpy(dtype=np.float64)
    return values


def _blocks(length: int, draws: int) -> npt.NDArray[np.int64]:
    """Positions of drawn months: draws by length, in runs of `BLOCK_MONTHS`."""
    random = np.random.default_rng(0)
    size = min(BLOCK_MONTHS, length)
    starts = random.integers(0, length - size + 1, (draws, -(-length // size)))
    runs = starts[:, :, np.newaxis] + np.arange(size)
    return runs.reshape(draws, -1)[:, :length]
