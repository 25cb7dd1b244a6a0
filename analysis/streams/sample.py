"""An invented stream, to see the page without a download: no row of it is about anything real.

Acts of a mood that wanders on its own are reported by a few papers that do not exist, some many
times over, some from both sides, some twice under one identifier, as the real streams do.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.streams.columns import SCHEMA
from analysis.streams.forms import CONSULT

SEED = 23
YEARS = 8
ACTS_A_DAY = 0.7
PLACES = ("Springfield", "Riverton", "Lakeview", "")
MOST_REPORTS = 60
HOST = "https://invented.example"

CODES = {
    # Code, and how fitting it is for a warm mood.
    "010": 0.0,
    "036": 0.6,
    "040": 0.4,
    "042": 0.5,
    "051": 0.6,
    "057": 0.8,
    "061": 0.9,
    "084": 0.7,
    "111": -0.4,
    "112": -0.4,
    "120": -0.5,
    "130": -0.7,
    "141": -0.7,
    "163": -0.9,
    "173": -0.8,
}


def rows(a: str, b: str, end: pd.Timestamp, seed: int = SEED, years: int = YEARS) -> pd.DataFrame:
    """The reports of an invented stream between two sides over the years up to `end`.

    The same for the same arguments. Returns the columns of `analysis.streams.columns.SCHEMA`, with
    the source `invented`.
    """
    draw = np.random.default_rng(seed)
    days = pd.date_range(end - pd.DateOffset(years=years) + pd.Timedelta(days=1), end, freq="D")
    # A mood that forgets half of itself in about half a year.
    mood, steps = np.zeros(len(days)), draw.normal(0, 0.09, len(days))
    for day in range(1, len(days)):
        mood[day] = mood[day - 1] * 0.996 + steps[day]
    act = np.repeat(np.arange(len(days)), draw.poisson(ACTS_A_DAY, len(days)))
    codes, fits = np.array(list(CODES)), np.array(list(CODES.values()))
    odds = np.exp(2.5 * mood[act][:, np.newaxis] * fits).cumsum(axis=1)
    chosen = (odds < draw.random((len(act), 1)) * odds[:, -1:]).sum(axis=1)
    told = np.repeat(np.arange(len(act)), np.minimum(draw.zipf(1.9, len(act)), MOST_REPORTS))
    reports = pd.DataFrame(
        {
            "day": days[act[told]],
            "by_a": (draw.random(len(act)) < 0.5)[told],
            "code": codes[chosen[told]],
            "place": np.array(PLACES)[draw.integers(0, len(PLACES), len(act))[told]],
            "mentions": draw.poisson(4, len(told)) + 1,
            "address": [
                f"{HOST}/paper-{paper}/{number}"
                for paper, number in zip(
                    np.minimum(draw.zipf(1.6, len(told)), 40), told + 1, strict=True
                )
            ],
        }
    )
    # A place that only some of the reports of an act give.
    reports.loc[draw.random(len(told)) < 0.15, "place"] = ""
    meetings = reports["code"].str.startswith(CONSULT) & (draw.random(len(told)) < 0.6)
    mirrored = reports[meetings].assign(by_a=~reports.loc[meetings, "by_a"])
    all_rows = pd.concat([reports, mirrored], ignore_index=True)
    all_rows["event_id"] = [f"invented-{number}" for number in range(1, len(all_rows) + 1)]
    repeated = all_rows[draw.random(len(all_rows)) < 0.02]
    told_rows = pd.concat([all_rows, repeated], ignore_index=True)
    first, second = np.where(told_rows["by_a"], a, b), np.where(told_rows["by_a"], b, a)
    return told_rows.assign(
        source="invented",
        initiator=first,
        target=second,
        initiator_name=first,
        target_name=second,
        root=told_rows["code"].str[:2],
        intensity=np.nan,
        place_country="",
        file="invented",
        row=np.arange(1, len(told_rows) + 1),
    )[SCHEMA.names].sort_values("day", kind="stable", ignore_index=True)
