"""In which tone did each side speak, and when?"""

from __future__ import annotations

import pandas as pd

from analysis.tables.dates import every_year
from analysis.tables.pair import Pair

TONES = {
    "cooperative": ("reassurance", "offer", "concession", "praise", "regret"),
    "neutral": ("appeal", "rejection", "denial"),
    "confrontational": ("demand", "condition", "blame", "accusation", "warning", "threat"),
}
"""The grouping of stances, from the warmest tone to the coldest."""

STANCES = tuple(stance for stances in TONES.values() for stance in stances)
"""Every stance, in the order of the tones."""

TONE_OF = {stance: tone for tone, stances in TONES.items() for stance in stances}


def with_tone(statements: pd.DataFrame) -> pd.DataFrame:
    """The statements with `tone`: cooperative, neutral or confrontational (ordered)."""
    tones = statements["stance"].astype(object).map(TONE_OF)
    return statements.assign(tone=pd.Categorical(tones, categories=list(TONES), ordered=True))


def over_time(statements: pd.DataFrame, pair: Pair, by: str = "tone") -> pd.DataFrame:
    """How often did each side speak in each tone (or stance), year by year?

    `by` is tone or stance. Returns side (ISO code, a first), year, the column named by `by`, and
    `statements`: every year from the first to the last and every tone or stance, zeros included.
    Third parties are left out.
    """
    spoken = with_tone(statements).assign(year=statements["date"].dt.year)
    spoken = spoken[spoken["side"].isin([side.code for side in pair.sides])]
    every = every_year(spoken["date"])
    full = pd.MultiIndex.from_product(
        [[side.code for side in pair.sides], every, values(by)], names=["side", "year", by]
    )
    keys = [spoken["side"].astype(str), spoken["year"], spoken[by].astype(str)]
    return (
        spoken.groupby(keys).size().reindex(full, fill_value=0).rename("statements").reset_index()
    )


def values(by: str) -> list[str]:
    """The tones, or the stances behind them, from warm to cold."""
    return list(TONES) if by == "tone" else list(STANCES)
