"""Which phases belong to one measure, and where do they go on a timeline?"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis.tables.dataset import Dataset
from analysis.tables.dates import last_day
from analysis.tables.filters import involves
from analysis.tables.links import claims_on
from analysis.trade.standing import widened_on


def measures(restrictions: pd.DataFrame) -> pd.Series:
    """Which measure is each phase part of?

    Phases that `replaces` connects, in either direction and through any number of steps, are one
    measure; it is named by the id of its earliest phase. A circle of replacements is one measure
    like any other. Aligned with `restrictions`.
    """
    order = restrictions.sort_values(["effective", "announced", "restriction_id"])
    ids = list(order["restriction_id"])
    leader = {name: name for name in ids}

    def head(name: str) -> str:
        while leader[name] != name:
            leader[name] = leader[leader[name]]
            name = leader[name]
        return name

    rank = {name: position for position, name in enumerate(ids)}
    for name, earlier in zip(order["restriction_id"], order["replaces"], strict=True):
        for other in earlier:
            if other in leader:
                one, two = sorted((head(name), head(other)), key=rank.__getitem__)
                leader[two] = one
    return restrictions["restriction_id"].map(head).rename("measure_id")


def bars(restrictions: pd.DataFrame, end: pd.Timestamp) -> pd.DataFrame:
    """Where does each phase begin and end on a timeline that stops at `end`?

    Adds to the rows:

    - `measure_id` (see `measures`);
    - `begin`: effective, or announced where no day of effect is on record;
    - `sure`: from when on it is sure to have begun (the last day of a month or year that is all
      that is known; else `begin`);
    - `finish`: the end, the day on which wider relief takes the place of relief, or `end`;
    - `latest`: when it is sure to have ended (`finish`, but for an end known to month or year);
    - `open`: no end is on record, so the bar fades out;
    - `kind`: in-force, end-unknown, easing, scheduled, investigation or no-start.

    A phase that begins later than `end` finishes on its own first day. Rows without any date are
    left out.
    """
    begin = restrictions["effective"].fillna(restrictions["announced"])
    how_known = restrictions["effective_precision"].fillna(restrictions["announced_precision"])
    dated = restrictions.assign(
        begin=begin, sure=last_day(begin, how_known), measure_id=measures(restrictions)
    )[begin.notna()]
    ended = dated["ended"].fillna(widened_on(dated))
    is_open = ended.isna() | (ended > end)
    finish = ended.mask(is_open, end)
    finish = finish.mask(finish < dated["begin"], dated["begin"])
    known = last_day(dated["ended"], dated["ended_precision"])
    return dated.assign(
        finish=finish,
        sure=dated["sure"].clip(upper=finish),
        latest=known.fillna(finish).mask(is_open | (known < finish), finish),
        open=is_open & (dated["begin"] <= end),
        kind=_kind(dated),
    )


def merged(drawn: pd.DataFrame, band: str) -> pd.DataFrame:
    """When did each side hold any restriction at all, in each band of a timeline?

    `drawn` is what `bars` returns. Returns one row per side, band and unbroken stretch of time:
    the columns that `lanes` needs, `open`, and `phases` (how many it stands for).
    """
    restricting = drawn[drawn["kind"].isin(["in-force", "end-unknown"])].assign(
        band=drawn[band].astype(str)
    )
    rows = restricting.sort_values(["band", "imposed_by", "begin"], ignore_index=True)
    keys = [rows["band"], rows["imposed_by"]]
    until = rows.groupby(keys)["finish"].cummax()
    fresh = ~(rows["begin"] <= until.groupby(keys).shift())
    return (
        rows.assign(stretch=fresh.cumsum())
        .groupby("stretch")
        .agg(
            band=("band", "first"),
            imposed_by=("imposed_by", "first"),
            measure_id=("measure_id", "first"),
            begin=("begin", "min"),
            finish=("finish", "max"),
            open=("open", "max"),
            phases=("measure_id", "size"),
        )
        .assign(kind="in-force")
        .reset_index(drop=True)
    )


def _kind(rows: pd.DataFrame) -> pd.Series:
    status = rows["status"].astype(str).replace("ended", "in-force")
    no_start = rows["effective"].isna() & (status != "investigation")
    return status.mask(no_start, "no-start")


def lanes(drawn: pd.DataFrame, band: str, gap: pd.Timedelta) -> pd.DataFrame:
    """On which line of a timeline does each bar go?

    `drawn` is what `bars` returns and `band` a column that keeps rows apart (a product group, a
    measure). Phases of one measure stay on one line, except where they overlap, and measures share
    a line where at least `gap` lies between them. Adds `lane`, counted from 0 in each band, in
    order of imposing side and beginning.
    """
    placed = drawn.assign(within=_within_measure(drawn))
    whole = placed.groupby("measure_id", sort=False).agg(
        band=(band, "first"),
        side=("imposed_by", "first"),
        begin=("begin", "min"),
        finish=("finish", "max"),
        depth=("within", "max"),
    )
    top: dict[object, int] = {}
    for _band, of_band in whole.groupby("band", observed=True):
        used = 0
        for _side, of_side in of_band.sort_values("begin").groupby("side", observed=True):
            free: list[pd.Timestamp] = []
            for row in of_side.itertuples():
                lane = _first_free(free, row.begin, row.depth + 1)
                free[lane : lane + row.depth + 1] = [row.finish + gap] * (row.depth + 1)
                top[row.Index] = used + lane
            used += len(free)
    lane = placed["measure_id"].map(top).astype(int) + placed["within"]
    return placed.assign(lane=lane).drop(columns="within")


def _within_measure(drawn: pd.DataFrame) -> pd.Series:
    """The line of each bar among those of its own measure; relief goes below what it relieves."""
    order = drawn.assign(relief=drawn["kind"] == "easing").sort_values(["relief", "begin"])
    taken: dict[str, list[pd.Timestamp]] = {}
    line = {}
    for row in order.itertuples():
        free = taken.setdefault(row.measure_id, [])
        place = _first_free(free, row.begin, 1)
        free[place : place + 1] = [row.finish]
        line[row.Index] = place
    return pd.Series(line, dtype=int).reindex(drawn.index)


def _first_free(free: list[pd.Timestamp], begin: pd.Timestamp, depth: int) -> int:
    """The first of `depth` neighbouring lines that are free from `begin` on, or new ones."""
    for lane in range(len(free) + 1):
        if all(until <= begin for until in free[lane : lane + depth]):
            return lane
    return len(free)


def spells(restrictions: pd.DataFrame) -> pd.DataFrame:
    """From when to when did each measure restrict, over all its phases?

    Relief, probes, and phases without a day of effect are left out. Returns one row per measure,
    in order of beginning: measure_id, begin, finish (NaT where a phase is still in force or its
    end is not on record), and imposed_by, product, measure, product_group of its latest phase.
    """
    kind = _kind(restrictions)
    held = restrictions[kind.isin(["in-force", "end-unknown"])].assign(
        measure_id=measures(restrictions)
    )
    order = held.sort_values(["effective", "ended"], kind="stable")
    by_measure = order.groupby("measure_id")
    open_ended = by_measure["ended"].agg(lambda ends: ends.isna().any()).astype(bool)
    latest = by_measure[["imposed_by", "product", "measure", "product_group"]].last()
    return (
        latest.assign(
            begin=by_measure["effective"].min(),
            finish=by_measure["ended"].max().mask(open_ended),
        )
        .sort_values("begin", kind="stable")
        .reset_index()
    )


@dataclass(frozen=True, eq=False)
class RestrictionLinks:
    """A phase of a restriction, and the rows of every table that belong to it."""

    restriction: pd.Series
    answers: pd.DataFrame
    replaces: pd.DataFrame
    replaced_by: pd.DataFrame
    statements: pd.DataFrame
    sources: pd.DataFrame
    claims: pd.DataFrame


def of_restriction(dataset: Dataset, restriction_id: str) -> RestrictionLinks | None:
    """Which rows belong to this phase? None where the tables hold no such phase.

    `answers` are the events that it is stated, or widely reported, to answer; `replaces` and
    `replaced_by` the phases before and after it; `claims` what sources say of its own fields.
    """
    table = dataset.trade_restrictions
    found = table[table["restriction_id"] == restriction_id]
    if found.empty:
        return None
    row = found.iloc[0]
    this = frozenset([restriction_id])
    return RestrictionLinks(
        restriction=row,
        answers=dataset.events[dataset.events["event_id"].isin(row["responds_to"])],
        replaces=table[table["restriction_id"].isin(row["replaces"])],
        replaced_by=table[involves(table, this, ("replaces",))],
        statements=dataset.statements[involves(dataset.statements, this, ("about",))],
        sources=dataset.sources[dataset.sources["source_id"].isin(row["sources"])],
        claims=claims_on(dataset, "trade_restrictions", restriction_id),
    )
