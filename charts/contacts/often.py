"""Pictures of how often the two sides met."""

from __future__ import annotations

from typing import Any

import pandas as pd

from charts.contacts import names
from charts.draw.grid import Grid, draw
from charts.draw.picture import Picture
from charts.draw.text import plain
from charts.speech.describe import describe
from charts.speech.formats import day, labelled, leading, listed, month_names, number, sentences
from charts.speech.language import _, plural
from charts.speech.names import Words


def frequency(
    counts: pd.DataFrame,
    totals: pd.DataFrame,
    total: int,
    words: Words,
    longest: int = 1,
    end: pd.Timestamp | None = None,
) -> Picture:
    """How often did the two sides meet, by two properties of the contact?

    `counts` is what `analysis.contacts.often.counts` returns for two properties: rows, columns and
    a count named contacts or days; `totals` the same for the rows alone, `total` for all of them.
    `longest` is the length in days of the longest contact, and `end` the last day of the record:
    months after it are left blank. A click selects the transparent marker over a cell, whose
    customdata is [row value, column value or None for the whole row].
    """
    rows, columns, measure = counts.columns
    # Levels and formats keep the order of their vocabularies.
    table = counts.pivot(index=rows, columns=columns, values=measure).reindex(
        index=counts[rows].unique(), columns=counts[columns].unique()
    )
    sums = [int(n) for n in totals.set_index(rows)[measure].reindex(table.index)]
    grid = Grid(
        counts=table,
        rows=[value(rows, key, words) for key in table.index],
        columns=[value(columns, key, words) for key in table.columns],
        hover=[
            [
                _cell({rows: row, columns: column}, n, measure, words)
                for column, n in zip(table.columns, cells, strict=True)
            ]
            for row, cells in zip(table.index, table.to_numpy(), strict=True)
        ],
        totals=sums,
        totals_hover=[
            _cell({rows: row}, n, measure, words) for row, n in zip(table.index, sums, strict=True)
        ],
        totals_name=_("Total"),
        blank=_after(table, end) if (rows, columns) == ("year", "month") else frozenset(),
    )
    numbers = _numbers(counts, words)
    each_day = plural(
        "A contact counts on each of its days: the longest lasted {n} day.",
        "A contact counts on each of its days: the longest lasted {n} days.",
        longest,
    )
    ends = _("The record ends on {date}; months after it are blank.", date=day(end))
    return Picture(
        figure=draw(grid),
        title=_title(totals, total, words),
        subtitle=_subtitle(measure),
        alt=describe(
            _(
                "Heatmap of {count}, by {rows} and {columns}, the fullest cells first",
                count=counted(total, measure),
                rows=property_name(rows).lower(),
                columns=property_name(columns).lower(),
            ),
            numbers.sort_values(property_name(measure), ascending=False, kind="stable"),
            most=3,
        ),
        table=numbers,
        note=sentences(
            [each_day if measure == "days" and longest > 1 else "", ends if grid.blank else ""]
        ),
    )


def _after(table: pd.DataFrame, end: pd.Timestamp | None) -> frozenset[tuple[int, int]]:
    """The positions of the months (columns) of years (rows) that begin after the end."""
    return frozenset(
        (i, j)
        for i, year in enumerate(table.index)
        for j, month in enumerate(table.columns)
        if end is not None and (int(year), int(month)) > (end.year, end.month)
    )


def value(column: str, key: object, words: Words) -> str:
    """The name of a year, a month, a level or a format."""
    if column == "month":
        return month_names()[int(str(key)) - 1]
    if column == "year":
        return str(key)
    return words.term("rank" if column == "level" else column, key)


def property_name(column: str) -> str:
    """The name of a property by which contacts are counted."""
    return {
        "year": _("Year"),
        "month": _("Month"),
        "level": _("Level"),
        "format": _("Format"),
        "contacts": _("Contacts"),
        "days": _("Days"),
    }[column]


def cut_name(rows: str, columns: str) -> str:
    """The name of a heatmap by two properties."""
    return _("{rows} × {columns}", rows=property_name(rows), columns=property_name(columns).lower())


def counted(n: int, measure: str) -> str:
    """A number of contacts, or of days with a contact, in words."""
    if measure == "days":
        return plural("{n} day with a contact", "{n} days with a contact", n)
    return names.counted(n)


def _cell(keys: dict[str, Any], n: int, measure: str, words: Words) -> str:
    """What is counted where: a month and its year are one date."""
    if keys.keys() == {"year", "month"}:
        where = day(pd.Timestamp(day=1, **keys), "month")
    else:
        where = listed(value(column, key, words) for column, key in keys.items())
    return plain(labelled(where, counted(n, measure)))


def _title(totals: pd.DataFrame, total: int, words: Words) -> str:
    rows, measure = totals.columns
    if total == 0:
        return counted(0, measure)
    return _(
        "{count}; most: {row} ({n})",
        count=counted(total, measure),
        row=leading((value(rows, each, words) for each in totals[rows]), totals[measure]),
        n=number(totals[measure].max()),
    )


def _subtitle(measure: str) -> str:
    if measure == "days":
        return _("Number of days with at least one contact. Choose a cell to list its contacts.")
    return _(
        "Number of contacts; one of several days counts once, at its first day. Choose a cell to "
        "list its contacts."
    )


def _numbers(counts: pd.DataFrame, words: Words) -> pd.DataFrame:
    rows, columns, measure = counts.columns
    filled = counts[counts[measure] > 0]
    return pd.DataFrame(
        {
            property_name(rows): [value(rows, key, words) for key in filled[rows]],
            property_name(columns): [value(columns, key, words) for key in filled[columns]],
            property_name(measure): filled[measure].to_numpy(),
        }
    )
