"""How often did the two sides meet?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from analysis.tables.dates import each_day, every_year

MEASURES = ("contacts", "days")

UNKNOWN = "unknown"
"""What stands for an empty cell where the unknown are counted too."""


def answered(contacts: pd.DataFrame, column: str, answer: str) -> pd.DataFrame:
    """Of which contacts does a column say this, or with `unknown` nothing?"""
    given = contacts[column]
    return contacts[given.isna() if answer == UNKNOWN else given == answer]


def last_day_of(contacts: pd.DataFrame) -> pd.Series:
    """On which day did each contact end? Its first day where no other is on record.

    Of a contact known to the month this is the day that stands in the table, not that of its end.
    """
    return contacts["end_date"].fillna(contacts["date"]).clip(lower=contacts["date"])


def on_days(contacts: pd.DataFrame, years: tuple[int, int] | None = None) -> pd.DataFrame:
    """On which calendar days was each contact held?

    Returns the columns of `contacts` with one row for each contact and day: `date` is the day,
    `row` the position of the contact. Of a contact known to the month only it is not known how
    many of its days it took: the one that stands in the table counts. With `years`, days outside
    the window are left out.
    """
    start = contacts["date"]
    known = last_day_of(contacts).where(contacts["date_precision"] == "day", start)
    row, day = each_day(start, (known - start).dt.days + 1)
    held = contacts.iloc[row].assign(date=day, row=row)
    return held if years is None else held[held["date"].dt.year.between(*years)]


def counts(
    contacts: pd.DataFrame,
    by: Sequence[str] = ("year", "month"),
    measure: str = "contacts",
    years: tuple[int, int] | None = None,
) -> pd.DataFrame:
    """How many contacts, or days with a contact, fall in each cell of their properties?

    `by` names columns of `contacts`, or year and month. Returns one row per cell, empty cells
    included: every year of the window `years` (or from the first to the last), every month, every
    category that a vocabulary knows. The column named by `measure` is the count:

    - `contacts`: a contact over several days counts once, at its first day;
    - `days`: calendar days on which at least one contact was held, so that a contact counts on
      each of its days and several contacts on one day count once.

    Raises ValueError for any other measure.
    """
    cells = _cells(contacts, measure, years)
    grouped = cells.groupby(list(by), observed=True)
    found = grouped.size() if measure == "contacts" else grouped["date"].nunique()
    full = pd.MultiIndex.from_product([_values(cells, name, years) for name in by], names=list(by))
    filled = found.reindex(full if len(by) > 1 else full.get_level_values(0), fill_value=0)
    return filled.rename(measure).reset_index()


def in_cell(
    contacts: pd.DataFrame,
    cell: Mapping[str, object],
    measure: str = "contacts",
    years: tuple[int, int] | None = None,
) -> pd.DataFrame:
    """Which contacts stand behind one cell of `counts`?

    `cell` gives the value of some of the properties by which `counts` was made; the measure and
    the window are the same. Returns rows of `contacts`.
    """
    held = _cells(contacts, measure, years)
    inside = pd.Series(True, index=held.index)
    for name, value in cell.items():
        inside &= held[name] == value
    return contacts.iloc[sorted(set(held.loc[inside.to_numpy(), "row"]))]


def _cells(contacts: pd.DataFrame, measure: str, years: tuple[int, int] | None) -> pd.DataFrame:
    if measure not in MEASURES:
        raise ValueError(f"measure is {measure!r}; expected one of {', '.join(MEASURES)}")
    held = (
        contacts.assign(row=range(len(contacts)))
        if measure == "contacts"
        else on_days(contacts, years)
    )
    return held.assign(year=held["date"].dt.year, month=held["date"].dt.month)


def _values(cells: pd.DataFrame, name: str, years: tuple[int, int] | None) -> list[object]:
    if name == "month":
        return list(range(1, 13))
    if name == "year":
        return [*(range(years[0], years[1] + 1) if years else every_year(cells["date"]))]
    column = cells[name]
    if isinstance(column.dtype, pd.CategoricalDtype):
        return list(column.cat.categories)
    return sorted(column.dropna().unique())
