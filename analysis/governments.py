"""How did the relationship fare under each holder of an office?"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.tables import offices as tables
from analysis.tables.dataset import Dataset
from analysis.tables.dates import last_day
from analysis.temperature import acts
from analysis.temperature import line as temperature
from analysis.trade.flow import spells

DAYS_OF_YEAR = 365.25

FEWEST_TERMS = 3
"""The fewest dated terms of an office that are worth comparing."""


def terms(offices: pd.DataFrame, office: str, end: pd.Timestamp) -> pd.DataFrame:
    """Who held an office, one after the other?

    Takes the rows of `offices` with that title and a known start. Returns, in order of time:

    - actor_id;
    - start and until, to count with: a date known to the month or year counts from its first day;
      until is the day before the successor's start, or the term's own end where that is earlier,
      or `end`;
    - start_precision, end and end_precision, to tell it by: the term's own end, or the successor's
      start where no end is on record or the successor began before it; missing where the office
      is still held.

    Terms that begin after `end` are left out.
    """
    own = offices[(offices["office"] == office) & (offices["start"] <= end)]
    held = tables.terms(own, one_at_a_time=True).sort_values("start", kind="stable")
    following, precision = held["start"].shift(-1), held["start_precision"].shift(-1)
    known = held["end_known"] & ~(held["end"] > last_day(following, precision))
    return held.assign(
        until=held["until"].fillna(end).clip(upper=end),
        end=held["end"].where(known, following),
        end_precision=held["end_precision"].where(known, precision),
    )[["actor_id", "start", "start_precision", "until", "end", "end_precision"]].reset_index(
        drop=True
    )


def dividing(
    offices: pd.DataFrame,
    actors: pd.DataFrame,
    side: str,
    start: pd.Timestamp,
    end: pd.Timestamp,
) -> pd.DataFrame:
    """By the terms of which offices can the record be divided for one side?

    `side` is the country of the holders. Returns office, rank (the first in the order of ranks
    that its holders have), terms, and days (of those from `start` to `end`, how many lie in a
    dated term). Offices of the first rank come first, so that two sides are compared by equal
    offices; of one rank, the office with most terms, which divides the record finest, and of
    those the one that covers most days. Offices with fewer than FEWEST_TERMS dated terms are left
    out.
    """
    people = actors.loc[actors["country"] == side, "actor_id"]
    own = offices[offices["actor_id"].isin(people) & offices["start"].notna()]
    counts = own["office"].value_counts()
    rows = []
    for office in counts.index[counts >= FEWEST_TERMS]:
        held = terms(own, office, end)
        days = (held["until"] - held["start"].clip(lower=start)).dt.days + 1
        rank = own.loc[own["office"] == office, "rank"].min()
        rows.append((office, rank, len(held), int(days.clip(lower=0).sum())))
    table = pd.DataFrame(rows, columns=["office", "rank", "terms", "days"])
    return table.astype({"rank": offices["rank"].dtype}).sort_values(
        ["rank", "terms", "days", "office"],
        ascending=[True, False, False, True],
        kind="stable",
        ignore_index=True,
    )


def by_term(dataset: Dataset, held: pd.DataFrame, side: str, start: pd.Timestamp) -> pd.DataFrame:
    """How did the relationship fare in each term: contacts, temperature, measures?

    `held` is what `terms` returns; days before `start`, the first day of the record, are cut off.
    Returns the terms that reach into the record, with since (the first day that counts), days (from
    it to `until`), events (acts between the two sides, of which the temperature is made), contacts,
    contacts_per_year, temperature (mean of the daily values of the term, degrees), inherited and
    left (the values on the day before the term and on its last: the temperature draws on earlier
    events, so that the first months carry what came before; inherited is missing where the record
    begins), and the measures of the own side and the other that began and ended in it, each counted
    once over all its phases (see `spells`): begun_own, begun_other, ended_own, ended_other.
    begun_per_year and ended_per_year are those of both sides by the length of the term.
    """
    kept = held[held["until"] >= start].reset_index(drop=True)
    since = kept["start"].clip(lower=start)
    spans = list(zip(since, kept["until"], strict=True))
    measures = spells(dataset.trade_restrictions)
    own = measures["imposed_by"] == side
    days = (kept["until"] - since).dt.days + 1
    contacts = _within(dataset.contacts["date"], spans)
    counted = {
        f"{change}_{whose}": _within(dates[who], spans)
        for change, dates in (("begun", measures["effective"]), ("ended", measures["ended"]))
        for whose, who in (("own", own), ("other", ~own))
    }
    years = days / DAYS_OF_YEAR
    events = acts.between(dataset.events, dataset.pair)
    return kept.assign(
        since=since,
        days=days,
        events=_within(events["date"], spans),
        contacts=contacts,
        contacts_per_year=contacts / years,
        **_temperatures(events, spans),
        **counted,
        begun_per_year=np.add(counted["begun_own"], counted["begun_other"]) / years,
        ended_per_year=np.add(counted["ended_own"], counted["ended_other"]) / years,
    )


def _within(dates: pd.Series, spans: list[tuple[pd.Timestamp, pd.Timestamp]]) -> list[int]:
    """How many of the dates lie in each span, both ends included?"""
    return [int(dates.between(first, last).sum()) for first, last in spans]


def _temperatures(
    events: pd.DataFrame, spans: list[tuple[pd.Timestamp, pd.Timestamp]]
) -> dict[str, list[float]]:
    """The mean of each span, the value on the day before it and that on its last day."""
    if not spans:
        return {"temperature": [], "inherited": [], "left": []}
    day = pd.Timedelta(days=1)
    first, last = min(first for first, _last in spans), max(last for _first, last in spans)
    every = pd.date_range(first - day, last)
    line = temperature.line(events, every).set_index("date")["temperature"]
    before = line.where(line.index >= events["date"].min()).round(3)
    return {
        "temperature": [float(np.round(line.loc[a:b].mean(), 3)) for a, b in spans],
        "inherited": [float(before[a - day]) for a, _b in spans],
        "left": [float(np.round(line[b], 3)) for _a, b in spans],
    }
