"""The alternative text of a picture, made from the table that it shows."""

from __future__ import annotations

import pandas as pd

from charts.speech.formats import clauses, day, listed, number
from charts.speech.language import _, plural


def describe(head: str, table: pd.DataFrame, *, most: int = 12) -> str:
    """What a picture shows, for those who do not see it: `head`, then the rows of its table.

    `table` is that of the picture, in words. At most `most` rows are told, in its order, and the
    rest is counted. The first cell of a row names it; of the others each is told after the title
    of its column, but where there is only one.
    """
    told = [_row(row, list(table.columns)) for row in table.head(most).itertuples(index=False)]
    if len(table) > most:
        told.append(plural("and {n} more", "and {n} more", len(table) - most))
    return _("{label}: {value}", label=head, value=clauses(told)) if told else head


def _row(cells: tuple[object, ...], titles: list[str]) -> str:
    written = [_cell(cell) for cell in cells]
    if len(written) <= 2:
        return " ".join(filter(None, written))
    values = [
        f"{title} {text}" for title, text in zip(titles[1:], written[1:], strict=True) if text
    ]
    # A number alone, as a rank is, would name nothing.
    name = f"{titles[0]} {written[0]}" if isinstance(cells[0], (int, float)) else written[0]
    return _("{label}: {value}", label=name, value=listed(values))


def _cell(cell: object) -> str:
    if isinstance(cell, pd.Timestamp):
        return day(cell)
    if isinstance(cell, float) and not cell.is_integer():
        return number(cell, 1) if pd.notna(cell) else ""
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return number(cell)
    return "" if cell is None or cell is pd.NaT or cell is pd.NA else str(cell)
