"""The tables, loaded once and typed as `datapackage.json` says."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from analysis.tables import dates, pair
from analysis.tables import package as schema
from analysis.tables.package import Field, Package, Table
from analysis.tables.pair import Pair

FOLDER = Path(__file__).parents[2] / "data"
FOLDER_VARIABLE, PAIRS_VARIABLE = "DASHBOARD_DATA", "DASHBOARD_PAIRS"
"""What the environment may name: a folder of tables, and that of the folders of other pairs."""

GAPS = "GAPS.md"
"""What is missing, in the maintainers' own words; a package may leave it out."""

_QUOTED = re.compile(r'[",\r\n]')

SALIENCE_WEIGHT = {"1": 0.5, "2": 1.0, "3": 2.0}
"""Salience 1 (routine), 2 (ministers, or lasting months), 3 (leaders, or course-changing)."""


@dataclass(frozen=True, eq=False)
class Dataset:
    """Every table of the package, typed, plus what the package says about itself.

    Dates are datetime64[s] at the first day of their period, and a column `<name>_precision` (or
    `date_precision`) tells day, month or year. Vocabularies are categoricals, lists are tuples.
    `events` carries `goldstein` (-10 to +10), `quad_class`, `plover`, `root` and `weight` (0.5, 1
    or 2). `end` is the last day that the tables speak for. `extras` are the tables that a
    package may leave out, and that this one has.
    """

    events: pd.DataFrame
    contacts: pd.DataFrame
    trade_restrictions: pd.DataFrame
    consular_cases: pd.DataFrame
    consular_milestones: pd.DataFrame
    statements: pd.DataFrame
    sources: pd.DataFrame
    actors: pd.DataFrame
    offices: pd.DataFrame
    claims: pd.DataFrame
    series: pd.DataFrame
    observations: pd.DataFrame
    goods: pd.DataFrame
    places: pd.DataFrame
    changes: pd.DataFrame
    cameo_goldstein: pd.DataFrame
    package: Package = field(repr=False)
    pair: Pair = field(repr=False)
    end: pd.Timestamp
    gaps: str = field(repr=False, default="")
    extras: Mapping[str, pd.DataFrame] = field(repr=False, default_factory=dict)

    def __repr__(self) -> str:
        return f"Dataset({self.package.name}, {len(self.events)} events, to {self.end.date()})"

    def tables(self) -> dict[str, pd.DataFrame]:
        """Every table by its name in the package."""
        return {name: getattr(self, name) for name in TABLES}

    def every(self) -> dict[str, pd.DataFrame]:
        """The same, and the tables that a package may leave out, as far as this one has them."""
        return self.tables() | dict(self.extras)

    @cached_property
    def years(self) -> tuple[int, int]:
        """The first year with an event, and the last that the tables speak for."""
        return int(self.events["date"].min().year), self.end.year

    @cached_property
    def topics(self) -> tuple[str, ...]:
        """The topics of the events, by name."""
        return tuple(sorted(self.events["topics"].explode().dropna().unique()))

    @cached_property
    def translations(self) -> dict[str, dict[str, str]]:
        """By language, what each English text says in it.

        A text is found by its words, so that one which has changed since finds no translation.
        """
        rows = self.extras.get(schema.TRANSLATIONS)
        if rows is None:
            return {}
        return {
            str(language): dict(zip(own["english"], own["text"], strict=True))
            for language, own in rows.groupby("language", observed=True)
        }

    def with_tables(self, **tables: pd.DataFrame) -> Dataset:
        """The same package with some tables put in place of the ones of that name."""
        return replace(self, **tables)


TABLES = tuple(f.name for f in fields(Dataset) if f.type == "pd.DataFrame")


def home() -> Path:
    """The folder of the tables: the shipped one, or DASHBOARD_DATA."""
    return Path(os.environ.get(FOLDER_VARIABLE) or FOLDER)


def home_of_pairs() -> Path:
    """The folder that holds those of other pairs: `pairs` beside the tables, or DASHBOARD_PAIRS."""
    return Path(os.environ.get(PAIRS_VARIABLE) or home() / "pairs")


def load(folder: Path = FOLDER) -> Dataset:
    """What do the tables in this folder say?

    Expects a folder that `analysis.check` finds free of problems. Raises FileNotFoundError where
    a file is missing and ValueError or KeyError where a table is not as its schema says; the
    check, run first, says the same in words.
    """
    return from_files(read(folder))


def read(folder: Path) -> dict[str, bytes]:
    """The files of the package in a folder, by their names; FileNotFoundError as in `load`."""
    names = [schema.FILE, pair.FILE, *(f"{name}.csv" for name in TABLES)]
    asides = ["README.md", GAPS, *(f"{name}.csv" for name in schema.EXTRAS)]
    names += [name for name in asides if (folder / name).is_file()]
    return {name: (folder / name).read_bytes() for name in names}


def from_files(files: Mapping[str, bytes]) -> Dataset:
    """The same as `load`, for files held in memory: name of each file, and its bytes."""
    package = schema.parse(files[schema.FILE])
    tables = {
        name: _typed(_read(files[package.tables[name].path]), package.tables[name])
        for name in TABLES
    }
    return Dataset(
        **{**tables, "events": _coded(tables["events"], tables["cameo_goldstein"])},
        package=package,
        pair=pair.parse(files[pair.FILE].decode()),
        end=package.end,
        gaps=files.get(GAPS, b"").decode(),
        extras={
            name: _typed(_read(files[f"{name}.csv"]), table)
            for name, table in package.extras.items()
            if f"{name}.csv" in files
        },
    )


def _read(content: bytes) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(content), dtype=str, keep_default_na=False, encoding="utf-8")


def _typed(raw: pd.DataFrame, table: Table) -> pd.DataFrame:
    columns: dict[str, pd.Series] = {}
    for column in table.fields:
        columns[column.name] = _column(raw[column.name], column)
        if column.reduced_date:
            first_day, precision = dates.parse_reduced(raw[column.name].replace("", None))
            columns[column.name] = first_day
            columns[f"{column.name}_precision"] = precision
    return pd.DataFrame(columns)


def _column(raw: pd.Series, column: Field) -> pd.Series:
    if column.is_list:
        return pd.Series(
            [split(cell, column.delimiter) for cell in raw.tolist()], index=raw.index, dtype=object
        )
    if column.enum:
        # pandas would take a value that it does not know for none.
        unknown = {*raw.tolist()} - {*column.enum, ""}
        if unknown:
            raise ValueError(f"{column.name} is not one of {column.enum}: {min(unknown)}")
        return pd.Series(
            pd.Categorical(
                raw.replace("", None), categories=list(column.enum), ordered=column.ordered
            ),
            index=raw.index,
        )
    if column.type == "date" and not column.reduced_date:
        return pd.to_datetime(raw.replace("", None), format="%Y-%m-%d").astype("datetime64[s]")
    if column.type in {"number", "integer", "year"}:
        return pd.to_numeric(raw.replace("", None)).astype("float64")
    return raw


def split(cell: str, delimiter: str = ";") -> tuple[str, ...]:
    """The items of a list cell; an empty cell has none."""
    return tuple(cell.split(delimiter)) if cell else ()


def csv_line(cells: Sequence[str]) -> str:
    """One line of a CSV file, without its end.

    A cell with a carriage return is quoted too, which the writers of pandas and Python leave
    bare and their readers then take for the end of the row.
    """
    return ",".join(
        '"' + cell.replace('"', '""') + '"' if _QUOTED.search(cell) else cell for cell in cells
    )


def csv_of(header: Iterable[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A CSV file of these rows: UTF-8, a header, RFC 4180 quoting, LF line ends."""
    return "".join(f"{csv_line(cells)}\n" for cells in [list(header), *rows]).encode()


def number(value: float | np.floating[Any]) -> str:
    """The cell that holds this number, with no more digits than it needs; empty where unknown."""
    return "" if np.isnan(value) else np.format_float_positional(value, trim="-")


def join(items: Iterable[str], delimiter: str = ";") -> str:
    """The list cell that holds these items."""
    return delimiter.join(items)


def _coded(events: pd.DataFrame, cameo: pd.DataFrame) -> pd.DataFrame:
    codes = cameo[["cameo", "root", "goldstein", "quad_class", "plover"]]
    unknown = set(events["cameo"]) - set(codes["cameo"])
    if unknown:
        raise ValueError(f"cameo is not a code of cameo_goldstein: {min(unknown)}")
    return events.merge(codes, on="cameo", how="left", validate="many_to_one").assign(
        weight=lambda e: e["salience"].astype(str).map(SALIENCE_WEIGHT).astype("float64")
    )


def names_by_language(rows: pd.DataFrame, own: str = "name") -> dict[str, pd.Series]:
    """The names of each row by language: English in the column `own`, others in `name_<code>`.

    A table gains a language by a column; empty text where a row has no name in it.
    """
    others = rows.columns[rows.columns.str.fullmatch("name_[a-z]{2}")]
    return {"en": rows[own], **{column.removeprefix("name_"): rows[column] for column in others}}


def all_names(actor: Mapping[str, Any]) -> tuple[str, ...]:
    """Every name of one actor: in each language, and its aliases; English first, none twice."""
    names = [actor["name"], *(name for key, name in actor.items() if key.startswith("name_"))]
    return tuple(dict.fromkeys(name for name in [*names, *actor["aliases"]] if name))


def as_lists(cells: pd.Series) -> list[tuple[str, ...]]:
    """Each cell of a column of ids, or of lists of them, as a list."""
    return [(cell,) if isinstance(cell, str) else cell for cell in cells]


def row_ids(rows: pd.DataFrame, table: Table) -> pd.Series:
    """The id of each row as claims name it: its key, or `id@date` where the key is compound.

    Where that date is unknown the id stands alone. A compound key without a date is written whole,
    its parts joined by @.
    """
    ids = rows[table.primary_key[0]].astype(str)
    if len(table.primary_key) == 1:
        return ids
    day = next((key for key in table.primary_key if key in {"date", "start"}), None)
    if day is None:
        return ids.str.cat([rows[key].astype(str) for key in table.primary_key[1:]], sep="@")
    reduced = rows[f"{day}_precision"] if table.field(day).reduced_date else None
    written = dates.iso(rows[day], reduced)
    return ids.where(written == "", ids + "@" + written)
