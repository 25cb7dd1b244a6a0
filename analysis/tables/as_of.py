"""The record as it stood at the end of a day, and the days on which custody began and ended."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from analysis.tables.dataset import Dataset, row_ids
from analysis.tables.package import EPISODES, Package

OPEN = "open"
"""How an episode ended of which no end is on record."""

FREED = ("released", "deported", "expelled")
"""Statuses of cases whose person is no longer held: released where they were, or sent away."""

GOING = ("released", "deported")
"""Steps by which custody ends alive."""


def as_of(dataset: Dataset, day: pd.Timestamp) -> Dataset:
    """What was on record at the end of `day`?

    Rows that begin later are removed; an end that lies later is blanked, because on that day it
    had not come. A restriction that was announced and not yet in effect reads `scheduled`; one
    that has since ended reads `in-force`. Notes, and the sentence of a case that has moved since,
    are blanked: they may tell what came later. Claims published later are removed; the sources
    that a row now rests on are not.
    """

    def known(table: pd.DataFrame, column: str = "date") -> pd.DataFrame:
        return table[~(table[column] > day)]

    cases = _cases_as_of(dataset, day)
    left = dataset.with_tables(
        events=_until(known(dataset.events), "end_date", day),
        contacts=_until(known(dataset.contacts), "end_date", day),
        statements=known(dataset.statements),
        observations=known(dataset.observations),
        offices=_until(known(dataset.offices, "start"), "end", day),
        trade_restrictions=_restrictions_as_of(dataset, day),
        consular_cases=cases,
        consular_milestones=known(of_cases(dataset.consular_milestones, cases)),
    )
    extras = dict(dataset.extras)
    if EPISODES in extras:
        begun = known(extras[EPISODES], "begin")
        rule = begun["end_rule"]
        if OPEN in rule.cat.categories:
            rule = rule.mask(begun["end"] > day, OPEN)
        extras[EPISODES] = _until(begun.assign(end_rule=rule), "end", day)
    return replace(
        left.with_tables(claims=_claims_as_of(dataset, left, day)),
        end=min(dataset.end, day),
        extras=extras,
    )


def _until(table: pd.DataFrame, column: str, day: pd.Timestamp) -> pd.DataFrame:
    """The rows without the dates in this column that had not come."""
    later = table[column] > day
    known = [name for name in (column, f"{column}_precision") if name in table]
    return table.assign(**{name: table[name].mask(later) for name in known})


def _restrictions_as_of(dataset: Dataset, day: pd.Timestamp) -> pd.DataFrame:
    restrictions = dataset.trade_restrictions
    begun = restrictions["announced"].fillna(restrictions["effective"])
    known = restrictions[~(begun > day)]
    not_yet = known["effective"] > day
    # What a later phase came to replace was not in doubt before that phase was known, unless an
    # earlier one had replaced it by then.
    later = restrictions.loc[begun > day, "replaces"].explode()
    earlier = known.loc[known["effective"] <= day, "replaces"].explode()
    moved = known["restriction_id"].isin(later) & ~known["restriction_id"].isin(earlier)
    was_in_force = ((known["ended"] > day) & (known["status"] == "ended")) | (
        moved & (known["status"] == "end-unknown")
    )
    status = known["status"].mask(was_in_force, "in-force")
    return _until(known, "ended", day).assign(
        status=status.mask(not_yet & status.isin(["in-force", "end-unknown"]), "scheduled"),
        note=_undated(known["note"], dataset, day),
    )


def _cases_as_of(dataset: Dataset, day: pd.Timestamp) -> pd.DataFrame:
    milestones = dataset.consular_milestones
    last = milestones.groupby("case_id")["date"].max()
    cases = dataset.consular_cases
    known = cases[~(beginnings(cases, milestones)["date"] > day)]
    moved = (known["released"] > day) | (looked_up(known["case_id"], last) > day)
    return _until(known, "released", day).assign(
        status=known["status"].mask(moved, "in-custody"),
        sentence=known["sentence"].mask(moved, ""),
        note=_undated(known["note"], dataset, day),
    )


def _undated(text: pd.Series, dataset: Dataset, day: pd.Timestamp) -> pd.Series:
    """Free text without a date: blank on any day before the record's end, which it may tell of."""
    return text if day >= dataset.end else text.mask(text != "", "")


def _claims_as_of(full: Dataset, left: Dataset, day: pd.Timestamp) -> pd.DataFrame:
    claims = full.claims
    published = looked_up(claims["source_id"], full.sources.set_index("source_id")["published"])
    kept = ~(published > day) & ~(_dates_claimed(claims, full.package) > day)
    for table in claims["table"].astype(str).unique():
        gone = removed_ids(getattr(full, table), getattr(left, table), full, table)
        kept &= ~((claims["table"] == table) & claims["row_id"].isin(gone))
    return claims[kept]


def _dates_claimed(claims: pd.DataFrame, package: Package) -> pd.Series:
    """The date that each claim gives; missing where it gives none.

    A year alone is a date only where the field is a column of dates: elsewhere the same four
    figures may count dollars or vehicles.
    """
    columns = {
        (name, field.name)
        for name, table in package.tables.items()
        for field in table.fields
        if field.type == "date" or field.reduced_date
    }
    fields = zip(claims["table"].astype(str), claims["field"], strict=True)
    of_date = pd.Series([field in columns for field in fields], index=claims.index, dtype=bool)
    written = claims["value"].where(of_date | claims["value"].str.match(r"\d{4}-"))
    return pd.to_datetime(written, format="ISO8601", errors="coerce")


def removed_ids(
    before: pd.DataFrame, after: pd.DataFrame, dataset: Dataset, table: str
) -> set[str]:
    """The ids of the rows of `before` that `after` no longer holds."""
    spec = dataset.package.tables[table]
    telling = [n for key in spec.primary_key for n in (key, f"{key}_precision") if n in before]
    lost = before.loc[~before.index.isin(after.index), telling]
    return set(row_ids(lost, spec))


def of_cases(milestones: pd.DataFrame, cases: pd.DataFrame) -> pd.DataFrame:
    """The steps of these cases."""
    return milestones[milestones["case_id"].isin(cases["case_id"])]


def beginnings(cases: pd.DataFrame, steps: pd.DataFrame) -> pd.DataFrame:
    """The day on which each person was taken; where it is not on record, the first step.

    Returns date and precision, aligned with `cases`; missing where neither is on record.
    """
    ordered = steps.sort_values(["date", "date_precision"])
    first = ordered.drop_duplicates("case_id").set_index("case_id")
    ids, precision = cases["case_id"], cases["detained_precision"].astype(object)
    return pd.DataFrame(
        {
            "date": cases["detained"].fillna(looked_up(ids, first["date"])),
            "precision": precision.fillna(looked_up(ids, first["date_precision"])),
        }
    )


def endings(cases: pd.DataFrame, steps: pd.DataFrame) -> pd.DataFrame:
    """The day on which custody ended, for the cases in which one is on record.

    Returns date, precision and ending (released, bail, executed, died) by case id.
    """
    by_case = cases.set_index("case_id")
    released = by_case.loc[by_case["released"].notna(), ["released", "released_precision"]]
    released.columns = ["date", "precision"]
    status = looked_up(steps["case_id"], by_case["status"])
    closing = steps[
        steps["kind"].isin([*GOING, "executed", "died"])
        | (steps["kind"].eq("bail") & status.isin(FREED))
    ].sort_values("date")
    last = closing.groupby("case_id").tail(1).set_index("case_id")
    other = last[["date", "date_precision", "kind"]].astype({"kind": object})
    other["kind"] = other["kind"].replace("deported", "released")
    other.columns = ["date", "precision", "ending"]
    return pd.concat([released.assign(ending="released"), other[~other.index.isin(released.index)]])


def looked_up(keys: pd.Series, values: pd.Series) -> pd.Series:
    """The value of each key, from a series by key; missing where there is none."""
    if isinstance(values.dtype, pd.CategoricalDtype):
        values = values.astype(object)
    return values.reindex(keys.to_numpy()).set_axis(keys.index)
