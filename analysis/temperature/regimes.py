"""Into which stretches does the line fall, each with a level of its own?"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pandas as pd

from analysis.temperature.kernel import Floats
from analysis.temperature.line import named_band

SHORTEST_MONTHS = 6


def regimes(line: pd.DataFrame) -> pd.DataFrame:
    """Where did the level of a monthly line change, and what was its mean between?

    `line` has date and temperature, evenly spaced (months). Returns one row per regime: start and
    end (dates of its first and last point), months, mean (degrees) and band (the band that the
    mean falls in).

    Change points by PELT (Killick, Fearnhead and Eckley 2012), in the exact implementation of
    ruptures (Truong, Oudre and Vayatis 2020): least squares about the mean of each regime, no
    regime shorter than six months, and a penalty for each change of the variance of the whole line
    times the logarithm of its length (after Schwarz 1978, with the variance of the whole line and
    not of the residuals, because neighbouring months share their events).
    """
    level = line["temperature"].to_numpy(dtype=np.float64)
    bounds = [0, *_ends(level)]
    rows = [
        (line["date"].iloc[begin], line["date"].iloc[end - 1], end - begin, level[begin:end].mean())
        for begin, end in pairwise(bounds)
    ]
    found = pd.DataFrame(rows, columns=["start", "end", "months", "mean"])
    return found.assign(band=[named_band(mean) for mean in found["mean"]])


def penalty(level: Floats) -> float:
    """What a change must save in squared deviation to be drawn: variance times log length."""
    return float(np.var(level) * np.log(len(level)))


def _ends(level: Floats) -> list[int]:
    if len(level) == 0:
        return []
    # A line that never moves has no penalty either, and any split would do.
    if len(level) < 2 * SHORTEST_MONTHS or np.ptp(level) < 1e-9:
        return [len(level)]
    # Imported where needed: half a second that a page without regimes does not wait for.
    import ruptures

    detector = ruptures.KernelCPD(kernel="linear", min_size=SHORTEST_MONTHS)
    found = detector.fit(level.reshape(-1, 1)).predict(pen=penalty(level))
    return [int(end) for end in found]
