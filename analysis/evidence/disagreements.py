"""Where do sources give different values for the same field of the same row?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from analysis.tables.dataset import Dataset, row_ids
from analysis.tables.links import own_values, with_source
from analysis.tables.package import Field

KINDS = ("values", "exactness", "words")
"""Values that cannot all be right; dates of which one is only less exact; words, of which the
reader must judge whether they contradict each other."""

_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
_CODE = re.compile(r"[a-z0-9-]+|[A-Z]{3}")


def on_record(dataset: Dataset) -> pd.DataFrame:
    """The claims about rows of the dataset, with who makes them and the row's own value.

    Returns the columns of claims, side, publisher and published of the source, `own` (see
    `analysis.tables.links.own_values`) and `chooses` (the note tells how the row's value was
    chosen).
    """
    claims = dataset.claims
    held = pd.Series(False, index=claims.index)
    for table, group in claims.groupby("table", observed=True):
        known = set(row_ids(dataset.tables()[str(table)], dataset.package.tables[str(table)]))
        held.loc[group.index] = group["row_id"].isin(known)
    kept = claims[held]
    told = kept.assign(
        own=own_values(dataset, kept),
        chooses=(kept["chooses"] == "yes").to_numpy(),
        table=kept["table"].astype(str),
    )
    return with_source(told, dataset, ["publisher", "side", "published"])


def found(dataset: Dataset, claims: pd.DataFrame) -> pd.DataFrame:
    """For which fields of which rows do sources, or a source and the row itself, differ?

    `claims` is what `on_record` returns. Claims are compared with each other and, where the field
    is a column that can be compared (a date, a number, a word of a vocabulary), with the row's own
    value. Dates are compared as far as they are known: a month holds all its days.

    Returns table, row_id, field, kind (see KINDS), values (how many different ones sources give),
    claims (how many), voices (sides that speak), own, agrees (the row's own value is that of a
    source; missing where it cannot be compared) and choice (what the notes say of how the row's
    value was chosen). In the order of KINDS; of one kind first what the row itself has otherwise,
    then what most sides and most sources speak of.
    """
    columns = {
        (table, field.name): field
        for table, spec in dataset.package.tables.items()
        for field in spec.fields
    }
    rows = []
    for (table, row_id, field), group in claims.groupby(["table", "row_id", "field"], sort=False):
        values = tuple(group["value"].unique())
        own = group["own"].fillna("").iloc[0]
        agrees = None
        if _is_comparable(values, own, columns.get((table, field))):
            agrees = _matches(values, own)
        kind = difference(values) or (difference((*values, own)) if agrees is False else "")
        voices = tuple(group["side"].unique())
        choice = " ".join(group.loc[group["chooses"], "note"].unique())
        if kind:
            counts = len(values), len(group)
            rows.append((table, row_id, field, kind, *counts, voices, own, agrees, choice))
    names = ["table", "row_id", "field", "kind", "values", "claims", "voices"]
    return pd.DataFrame(sorted(rows, key=_weight), columns=[*names, "own", "agrees", "choice"])


def _weight(row: tuple[Any, ...]) -> tuple[int, bool, int, int]:
    """Where a disagreement stands among the others: the least first."""
    _table, _row, _field, kind, _values, claims, voices, _own, agrees, _choice = row
    return KINDS.index(kind), agrees is not False, -len(voices), -claims


def difference(values: Sequence[str]) -> str:
    """How do these values differ: one of KINDS, or empty where they do not?"""
    if len(set(values)) < 2:
        return ""
    if _all(_DATE, values):
        latest_start = max(_first(value) for value in values)
        earliest_end = min(_last(value) for value in values)
        return "exactness" if latest_start <= earliest_end else "values"
    if _all(_NUMBER, values):
        return "values" if len({float(value) for value in values}) > 1 else ""
    return "values" if _all(_CODE, values) else "words"


def _is_comparable(values: Sequence[str], own: str, column: Field | None) -> bool:
    """Can the row's own value be compared with what the sources say of this column?"""
    if not own or column is None or column.is_list:
        return False
    if column.enum:
        return set(values) <= set(column.enum)
    return _all(_DATE, (*values, own)) or _all(_NUMBER, (*values, own))


def _matches(values: Sequence[str], own: str) -> bool:
    """Is the row's own value that of one of the sources?"""
    if _all(_DATE, (*values, own)):
        return any(_first(v) <= _last(own) and _first(own) <= _last(v) for v in values)
    if _all(_NUMBER, (*values, own)):
        return float(own) in {float(value) for value in values}
    return own in values


def _all(pattern: re.Pattern[str], values: Iterable[str]) -> bool:
    return all(pattern.fullmatch(value) for value in values)


def _first(date: str) -> str:
    """The first day of a date's period, as text that sorts."""
    return date + "-01-01"[len(date) - 4 :]


def _last(date: str) -> str:
    """A day that sorts as the last of a date's period (a 31st may not exist, and need not)."""
    return date + "-12-31"[len(date) - 4 :]
