"""How long did the two sides not meet, and what ended the silence?"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
import pandas as pd

from analysis.contacts.often import last_day_of
from analysis.tables.dates import days_between, last_day
from analysis.tables.offices import held_on

LEVELS = ("leader", "minister", "deputy-minister", "ambassador")
"""The levels whose silences are measured: below them a missing row says little."""

LONG = pd.DateOffset(years=1)
"""From then on a silence is hatched on the line of the temperature."""

FEWEST_VISITS = 2
"""Days of visit from which an office and a city are worth a line of their own."""


def at_or_above(contacts: pd.DataFrame, level: str) -> pd.DataFrame:
    """Which contacts tell on which days the two sides met at this level or above?

    `contacts` has level (see `analysis.tables.offices.with_level`). A visit of several days is left
    out where the record has a meeting at that level during it: they met on the day of the meeting,
    not on that of the departure. Without one, the whole visit counts.
    """
    held = contacts[contacts["level"] <= level]
    return held[~held["contact_id"].isin(_with_meetings(held))]


def _with_meetings(contacts: pd.DataFrame) -> pd.Series:
    """The ids of the visits during which somebody of each of their sides met, on a known day."""
    exact = contacts[contacts["date_precision"] == "day"].assign(last=last_day_of)
    people = exact.explode("side_a").explode("side_b")
    visits, meetings = (
        people[people["last"] > people["date"]],
        people[people["last"] == people["date"]],
    )
    both = visits.merge(meetings, on=["side_a", "side_b"], suffixes=("", "_met"))
    return both.loc[both["date_met"].between(both["date"], both["last"]), "contact_id"]


def silences(contacts: pd.DataFrame, end: pd.Timestamp) -> pd.DataFrame:
    """How long was it, each time, until the next contact?

    `contacts` has contact_id, date, end_date and date_precision, and `level` where the highest of
    several contacts on one day is to be named as the one before a silence or at its end; `end` is
    the last day that is known. A contact known to the month only was on some day of it: it ends no
    silence before that month's last day, and the next one begins there. Returns one row per
    silence, in the order of time:

    - `since`: the last day of the contact before; `until`: the first day of the contact after,
      missing where the silence still lasted at `end`; `since_precision`, `until_precision`: how
      much of them is known;
    - `days`: from `since` to `until` (or `end`), so that contacts on two days running leave no
      silence and at least one day passed without a contact; it ranks the silences;
    - `days_least`, `days_most`: what the precision of both dates allows;
    - `before`, `ended_by`: the ids of the contacts on either side (`ended_by` empty if none);
    - `rank`: 1 for the longest of the record; equals share a rank.

    The silence that lasts at `end` is always among the rows, however short; before the first
    contact there is none.
    """
    known = contacts["date_precision"]
    level = ["level"] if "level" in contacts else []
    held = contacts.assign(
        date_precision=known.astype(object),
        until=last_day(contacts["date"], known),
        since=last_day(last_day_of(contacts), known).clip(upper=end),
    ).sort_values(["until", *level], kind="stable", ignore_index=True)
    # The contact that ended last so far, which is not always the one that began last.
    up = [True, True, *(False for _column in level)]
    by_end = held.sort_values(["since", "until", *level], ascending=up).index
    so_far = held.loc[by_end[np.maximum.accumulate(by_end.argsort())]].reset_index(drop=True)
    ending = so_far[["since", "date_precision", "contact_id"]].set_axis(
        ["since", "since_precision", "before"], axis="columns"
    )
    between = ending.shift().assign(
        until=held["until"].clip(upper=end),
        until_precision=held["date_precision"],
        ended_by=held["contact_id"],
    )
    lasting = ending.tail(1).assign(ended_by="")
    gap = (between["until"] - between["since"]).dt.days > 1
    found = pd.concat([between[gap], lasting], ignore_index=True)
    until, known = found["until"].fillna(end), found["until_precision"].fillna("day")
    least, most = days_between(found["since"], found["since_precision"], until, known)
    days = (until - found["since"]).dt.days.astype("int64")
    rank = days.rank(method="min", ascending=False).astype("int64")
    return found.assign(days=days, days_least=least, days_most=most, rank=rank)


def long(
    contacts: pd.DataFrame, begin: pd.Timestamp, start: pd.Timestamp, end: pd.Timestamp
) -> pd.DataFrame:
    """In which stretches from `start` to `end` had the two sides not met for a year?

    `contacts` are those of the level that counts. A stretch begins a year after the last of them
    (or after `begin` of the record, before the first), and ends with the next. Returns start and
    end of each, in order.
    """
    found = silences(contacts, end)
    first = last_day(contacts["date"], contacts["date_precision"]).min()
    since, until = (
        pd.concat([pd.Series([day]), found[name]], ignore_index=True)
        for day, name in ((begin, "since"), (first, "until"))
    )
    spans = pd.DataFrame(
        {"start": (since + LONG).clip(lower=start), "end": until.fillna(end).clip(upper=end)}
    )
    return spans[spans["start"] < spans["end"]].reset_index(drop=True)


def within(silences: pd.DataFrame, start: pd.Timestamp, end: pd.Timestamp) -> pd.DataFrame:
    """Which silences had at least one of their days from `start` to `end`?"""
    return silences[(silences["since"] < end) & ~(silences["until"] <= start)]


def longest(silences: pd.DataFrame, n: int = 5) -> pd.DataFrame:
    """Which silences were the longest? At most `n`, the longest first; equals, the latest first."""
    return silences.sort_values(["days", "since"], ascending=False, kind="stable").head(n)


def current(silences: pd.DataFrame) -> pd.DataFrame:
    """Which silence still lasted at the end of the record? One row, or none."""
    return silences[silences["until"].isna()]


def last(contacts: pd.DataFrame, level: str, end: pd.Timestamp) -> pd.DataFrame:
    """Which was the last contact at this level or above, and how long ago was it at `end`?

    Returns its row of `contacts` with `since` (its last day), `days_least` and `days_most` (from
    then to `end`), or no row: the one count of days, whichever page tells it.
    """
    lasting = current(silences(at_or_above(contacts, level), end))
    told = lasting[["before", "since", "days_least", "days_most"]]
    return contacts.merge(told.rename(columns={"before": "contact_id"}))


def saw_tooth(silences: pd.DataFrame, end: pd.Timestamp) -> pd.DataFrame:
    """How many days had passed since the last contact, on any day?

    Returns the corners of the line, date and days: 0 at the end of a contact, a climb of one per
    day, and back to 0 with the next contact. Between two silences the line lies at 0.
    """
    corners = [
        pd.DataFrame({"date": silences["since"], "days": 0}),
        pd.DataFrame({"date": silences["until"].fillna(end), "days": silences["days"]}),
        pd.DataFrame({"date": silences["until"], "days": 0}).dropna(),
    ]
    return pd.concat(corners).sort_index(kind="stable").reset_index(drop=True)


def visits(
    contacts: pd.DataFrame, offices: pd.DataFrame, hosts: Mapping[str, Collection[str]]
) -> pd.DataFrame:
    """Which holders of which office had a contact in which city of the other side?

    `hosts` gives, for `side_a` and `side_b`, the country codes of the other side. An office counts
    if it holds on the first day of the contact (see `analysis.tables.offices.held_on`). Returns
    one row per contact, side, person and office: the columns of `contacts` with side, actor_id,
    office and `sure`: is it dated, or the only office of that person on record? Of several undated
    ones nobody can tell which was held.
    """
    guests = [
        contacts[contacts["place_country"].isin(host)]
        .assign(side=side, actor_id=contacts[side])
        .explode("actor_id")
        for side, host in hosts.items()
    ]
    held = held_on(pd.concat(guests), offices)
    alone = offices.groupby("actor_id")["office"].nunique() == 1
    return held.assign(sure=held["dated"] | held["actor_id"].map(alone).astype(bool))


def offices_received(visits: pd.DataFrame, fewest: int = FEWEST_VISITS) -> pd.DataFrame:
    """Which offices were received in which cities, and on how many days did a visit begin?

    `visits` is what `visits` returns. Returns side, office, place_city and visits, the most
    visited first; those below `fewest` are left out, and those of which a visit is not sure: how
    long there was none cannot be told.
    """
    placed = visits[visits["place_city"].astype(str) != ""]
    keys = ["side", "office", "place_city"]
    found = (
        placed.groupby(keys, observed=True)
        .agg(visits=("date", "nunique"), sure=("sure", "all"))
        .reset_index()
    )
    kept = found[found["sure"] & (found["visits"] >= fewest)].drop(columns="sure")
    return kept.sort_values(
        ["visits", "office", "place_city"], ascending=[False, True, True], kind="stable"
    ).reset_index(drop=True)


def visits_of(visits: pd.DataFrame, office: str, city: str) -> pd.DataFrame:
    """Which contacts did holders of the office have in the city? One row per contact."""
    chosen = visits[(visits["office"] == office) & (visits["place_city"] == city)]
    return chosen.drop_duplicates("contact_id").sort_values("date", kind="stable")
