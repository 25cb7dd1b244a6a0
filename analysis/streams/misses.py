"""What does each record have that the other lacks?

A curated act is found where the machine has an event of the same kind within three days of it, and
the other way round. A machine that counts something almost every day finds everything by chance:
beside each share stands the one that the same acts reach on other days.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.shares import Z90, wilson

WITHIN_DAYS = 3
ALIKE = ("root", "quad_class", "any")
"""What makes two acts the same kind: the CAMEO root, its quad class, or nothing but the days."""
APART_DAYS = 30
"""Chance is what other days would give: those farther away than this."""

Days = npt.NDArray[np.datetime64]
Flags = npt.NDArray[np.bool_]


def with_classes(rows: pd.DataFrame, scale: pd.DataFrame) -> pd.DataFrame:
    """The rows with the quad class of their root; `scale` is the table of event codes."""
    classes = scale[scale["cameo"] == scale["root"]].set_index("root")["quad_class"].astype("str")
    return rows.assign(
        quad_class=rows["root"].astype("str").map(classes).fillna("").astype("str"), any="any"
    )


def compared(
    events: pd.DataFrame, between: tuple[str, ...], first: pd.Timestamp, last: pd.Timestamp
) -> pd.DataFrame:
    """The curated acts that a stream from `first` to `last` can be held against.

    They are between the two sides (`between`: the values of direction), their day is known, and it
    lies at least three days inside the stream. `events` is the table of the record.
    """
    within = pd.Timedelta(days=WITHIN_DAYS)
    return events[
        events["direction"].isin(between)
        & (events["date_precision"] == "day")
        & events["date"].between(first + within, last - within)
    ]


def near(days: pd.DataFrame, others: pd.DataFrame, alike: str = ALIKE[0]) -> Flags:
    """Has the other record an act of the same kind within three days of each of these?

    Both have day and, for the kind, root, quad_class and any (see `with_classes`). Returns a flag
    for each row of `days`.
    """
    known = {str(kind): np.sort(_days(rows["day"])) for kind, rows in others.groupby(alike)}
    found = np.zeros(len(days), dtype=np.bool_)
    for kind, rows in days.reset_index(drop=True).groupby(alike):
        found[rows.index] = _near(_days(rows["day"]), known.get(str(kind), np.array([], "M8[D]")))
    return found


def recall(acts: pd.DataFrame, machine: pd.DataFrame, alike: str = ALIKE[0]) -> pd.DataFrame:
    """Of the curated acts of each root, how many has the machine, and how many would it by chance?

    `acts` are curated acts with day, root and their classes; `machine` the same of folded events
    (one row for a day and kind is enough). Returns root, acts, found, share, low and high (Wilson's
    90 % interval) and chance (on what share of the covered days farther than 30 days away would an
    act of the kind be found), most acts first.
    """
    if acts.empty or machine.empty:
        return pd.DataFrame(columns=["root", "acts", "found", "share", "low", "high", "chance"])
    table = (
        pd.DataFrame(
            {
                "root": acts["root"].astype("str").to_numpy(),
                "found": near(acts, machine, alike),
                "chance": _by_chance(acts, machine, alike),
            }
        )
        .groupby("root")
        .agg(acts=("found", "size"), found=("found", "sum"), chance=("chance", "mean"))
        .reset_index()
    )
    ends = [wilson(found, of, Z90) for found, of in zip(table["found"], table["acts"], strict=True)]
    sure = pd.DataFrame(ends, columns=["low", "high"], dtype="float64")
    return sure.join(table.assign(share=table["found"] / table["acts"])).sort_values(
        ["acts", "root"], ascending=[False, True], ignore_index=True
    )[["root", "acts", "found", "share", "low", "high", "chance"]]


def mix(acts: pd.DataFrame, machine: pd.DataFrame) -> pd.DataFrame:
    """What does each record count, by CAMEO root?

    `acts` are curated acts with root, `machine` is what `measures.by_day` returns. Returns root,
    acts, events, reports, acts_share and events_share (of all of that record), by root.
    """
    counted = machine.groupby("root")[["events", "reports"]].sum()
    curated = acts["root"].astype("str").value_counts().rename("acts")
    table = counted.join(curated, how="outer").fillna(0).astype("int64").sort_index()
    whole = table.sum().clip(lower=1)
    return (
        table.assign(
            acts_share=table["acts"] / whole["acts"], events_share=table["events"] / whole["events"]
        )
        .rename_axis("root")
        .reset_index()[["root", "acts", "events", "reports", "acts_share", "events_share"]]
    )


def _by_chance(acts: pd.DataFrame, machine: pd.DataFrame, alike: str) -> npt.NDArray[np.float64]:
    """On what share of the days that are far from each act would the act be found?"""
    calendar = _days(pd.Series(pd.date_range(machine["day"].min(), machine["day"].max())))
    chance = np.full(len(acts), np.nan)
    for kind, rows in acts.reset_index(drop=True).groupby(alike):
        own = np.sort(_days(machine.loc[machine[alike] == kind, "day"]))
        hits = np.concatenate([[0], np.cumsum(_near(calendar, own))])
        day = (_days(rows["day"]) - calendar[0]).astype(np.int64)
        begin = np.clip(day - APART_DAYS, 0, len(calendar))
        end = np.clip(day + APART_DAYS + 1, 0, len(calendar))
        far = len(calendar) - (end - begin)
        chance[rows.index] = np.divide(
            hits[-1] - (hits[end] - hits[begin]), far, out=np.full(len(far), np.nan), where=far > 0
        )
    return chance


def _near(days: Days, known: Days) -> Flags:
    within = np.timedelta64(WITHIN_DAYS, "D")
    before = np.searchsorted(known, days - within, "left")
    flags: Flags = np.searchsorted(known, days + within, "right") > before
    return flags


def _days(days: pd.Series) -> Days:
    values: Days = days.to_numpy().astype("datetime64[D]")
    return values
