"""Who could see the people held: visits, the days between them, and access suspended."""

from __future__ import annotations

import pandas as pd

from analysis.tables.as_of import looked_up
from analysis.tables.dates import days_between, first_day, last_day


def visits(steps: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """Which consular visits are on record, and how long after the one before?

    `steps` are the milestones, `found` what `analysis.consular.cases.spans` returns. Returns one
    row per visit in the order of each case: the columns of `steps` and

    - `known`: the number of visits that must have taken place by then: one more than by the
      visit before, or the number by which a source counts this one, if higher;
    - `undated_before`: how many of them lie between the visit before and this one, undated;
    - `after`: the date of the visit before, or of the beginning of the case (`first` is true);
    - `days`, `days_least`, `days_most`: days since `after`, and what the precision of both
      dates allows. Missing where the beginning is not on record.
    """
    rows = steps[steps["kind"] == "consular-visit"].sort_values(
        ["case_id", "date"], kind="stable", ignore_index=True
    )
    by_case = rows.groupby("case_id")
    # k visits before, and the highest number stated so far less its own place: both must fit.
    place = by_case.cumcount() + 1
    lead = (rows["number"] - place).clip(lower=0).fillna(0)
    known = place + lead.groupby(rows["case_id"]).cummax().astype("int64")
    before = known.groupby(rows["case_id"]).shift(fill_value=0)
    begun = found[found["start_known"]].set_index("case_id")
    after = by_case["date"].shift().fillna(looked_up(rows["case_id"], begun["start"]))
    after_precision = by_case["date_precision"].shift().astype(object)
    after_precision = after_precision.fillna(looked_up(rows["case_id"], begun["start_precision"]))
    least, most = days_between(after, after_precision, rows["date"], rows["date_precision"])
    return rows.assign(
        known=known,
        undated_before=known - before - 1,
        first=place == 1,
        after=after,
        days=(rows["date"] - after).dt.days,
        days_least=least,
        days_most=most,
    )


def summary(visited: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """How often was each person seen, how many of the visits are dated, how long was the gap?

    `visited` is what `visits` returns, `found` what `analysis.consular.cases.spans` returns. One
    row per case with a visit: case_id, on_record (visits with a row), dated (known to the day),
    known (visits that must have taken place), longest_least and longest_most with longest_from
    and longest_to (the longest time between two visits on record, by the days that are certain;
    missing with one visit), last (the date of the last visit on record), since_least and since_most
    (days from then to the end of custody as far as it is known).
    """
    between = visited[~visited["first"]].sort_values("days_least", kind="stable")
    longest = between.groupby("case_id").tail(1).set_index("case_id")
    by_case = visited.groupby("case_id")
    table = pd.DataFrame(
        {
            "on_record": by_case.size(),
            "dated": visited[visited["date_precision"] == "day"].groupby("case_id").size(),
            "known": by_case["known"].max(),
            "last": by_case["date"].last(),
            "last_precision": by_case["date_precision"].last().astype(object),
        }
    ).reset_index()
    end = found.set_index("case_id")
    until, known = (looked_up(table["case_id"], end[n]) for n in ("until", "until_precision"))
    least, most = days_between(table["last"], table.pop("last_precision"), until, known)
    return table.assign(
        dated=table["dated"].fillna(0).astype("int64"),
        longest_least=looked_up(table["case_id"], longest["days_least"]),
        longest_most=looked_up(table["case_id"], longest["days_most"]),
        longest_from=looked_up(table["case_id"], longest["after"]),
        longest_to=looked_up(table["case_id"], longest["date"]),
        since_least=least,
        since_most=most,
    )


def suspensions(steps: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """When was consular access suspended, and for how many days?

    Returns one row per suspension: case_id, person, start, start_precision, end, end_precision,
    open (no restoration on record: the end is then the last day of custody that is known), sources
    and `days_least` and `days_most` from start to end: what the precision of the dates allows, a
    visit that still took place counting as the earliest start.
    """
    columns = ["case_id", "date", "date_precision", "sources"]
    starts = steps.loc[steps["kind"] == "access-suspended", columns].sort_values("date")
    ends = steps.loc[steps["kind"] == "access-restored", columns].sort_values("date")
    seen = steps.loc[steps["kind"] == "consular-visit", ["case_id", "date"]].sort_values("date")
    held = found[["case_id", "person", "until", "until_precision"]]
    periods = pd.merge_asof(
        starts.rename(columns={"date": "start", "date_precision": "start_precision"}),
        ends.rename(columns={"date": "end", "date_precision": "end_precision"}),
        left_on="start",
        right_on="end",
        by="case_id",
        direction="forward",
        suffixes=("", "_end"),
    )
    periods = pd.merge_asof(
        periods.sort_values("start"),
        seen.rename(columns={"date": "seen"}),
        left_on="start",
        right_on="seen",
        by="case_id",
    ).merge(held, on="case_id", validate="many_to_one")
    end = periods["end"].fillna(periods["until"])
    end_precision = periods["end_precision"].astype(object).fillna(periods["until_precision"])
    earliest = first_day(periods["start"], periods["start_precision"])
    earliest = earliest.mask(periods["seen"] > earliest, periods["seen"])
    latest = last_day(periods["start"], periods["start_precision"])
    return periods.assign(
        open=periods["end"].isna(),
        end=end,
        end_precision=end_precision,
        days_least=(first_day(end, end_precision) - latest).dt.days.clip(lower=0),
        days_most=(last_day(end, end_precision) - earliest).dt.days,
        sources=[
            tuple(dict.fromkeys([*one, *(other if isinstance(other, tuple) else ())]))
            for one, other in zip(periods["sources"], periods["sources_end"], strict=True)
        ],
    ).drop(columns=["sources_end", "seen", "until", "until_precision"])
