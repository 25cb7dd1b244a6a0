"""How well is a figure, or a row, supported? A grade by a published rule.

Of the weight of the rows behind a figure, three shares are taken: what rests on one source alone;
what rests on sources of one of the two sides alone; and what rests on sources without a date. Each
share costs steps: the first two one step above HALF and two above MOST, the third one step above
FEW. The grade is A without a step, B with one, C with two, D with more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

GRADES = "ABCD"

HALF, MOST, FEW = 0.5, 0.8, 0.2
"""The shares from which on a figure loses a step."""


@dataclass(frozen=True)
class Strength:
    """The shares of a figure's weight that count against it, and how many rows stand behind it."""

    rows: int
    one_source: float
    one_side: float
    undated: float

    @property
    def steps(self) -> tuple[int, int, int]:
        """The steps that each of the three shares costs."""
        one_source, one_side = (
            int(share > HALF) + int(share > MOST) for share in (self.one_source, self.one_side)
        )
        return one_source, one_side, int(self.undated > FEW)

    @property
    def grade(self) -> str:
        """A to D; empty where no row stands behind the figure."""
        return GRADES[min(sum(self.steps), len(GRADES) - 1)] if self.rows else ""


def strength(
    rows: pd.DataFrame,
    sources: pd.DataFrame,
    sides: Sequence[str],
    weight: pd.Series | None = None,
) -> Strength:
    """How well are these rows supported?

    `rows` has sources (tuples of ids), `sources` source_id, side and published, `sides` are the
    codes of the two sides; `weight` (on the index of `rows`, none below 0) says how much each row
    counts, all alike unless given. A row counts as undated by the share of its sources that have
    no date.
    """
    known = sources.drop_duplicates("source_id").set_index("source_id")
    voice = known["side"].astype(str).to_dict()
    dated = known["published"].notna().to_dict()
    counted = np.ones(len(rows)) if weight is None else weight.to_numpy(dtype=float)
    total = counted.sum()
    if not len(rows) or total <= 0:
        return Strength(0, 0.0, 0.0, 0.0)
    told = [
        (
            len(set(cited)) == 1,
            len({voice.get(each, "") for each in cited}) == 1 and voice.get(cited[0]) in sides,
            sum(not dated.get(each, False) for each in cited) / len(cited),
        )
        if cited
        else (True, False, 1.0)
        for cited in rows["sources"]
    ]
    shares = (np.array(told, dtype=float) * counted[:, None]).sum(axis=0) / total
    return Strength(len(rows), *map(float, shares))
