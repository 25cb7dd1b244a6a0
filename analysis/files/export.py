"""The tables as files that others can open: CSV, Parquet, and a package that can be loaded again.

`analysis.files.workbook` writes the same tables for Excel.
"""

from __future__ import annotations

import copy
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from analysis.tables import dates, kinds, pair
from analysis.tables import package as schema
from analysis.tables.dataset import GAPS, TABLES, Dataset, as_lists, csv_of, join, number, row_ids
from analysis.tables.filters import Filters
from analysis.tables.package import Field, Table

SELECTABLE = tuple(name for name in TABLES if kinds.of(name).filtered)
"""The tables from which filters remove rows; the others say what these rows mean."""

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""Every file in an archive carries this date, so that the same tables give the same bytes."""


def text(rows: pd.DataFrame, table: Table) -> pd.DataFrame:
    """What do these rows look like in the table's CSV file?

    The reverse of loading: `rows` is a table of a Dataset; the result has the columns of the
    schema in its order, every cell text, unknown ones empty. Numbers are written with no more
    digits than they need, dates cut to what is known of them.
    """
    return pd.DataFrame(
        {field.name: _text(rows, field) for field in table.fields}, index=rows.index, dtype="str"
    )


def keys(rows: pd.DataFrame, table: Table) -> pd.Series:
    """The key of each row as the ledger writes it: the parts of a compound one joined by @."""
    parts = text(rows, table)[list(table.primary_key)]
    return parts.agg("@".join, axis=1) if len(parts) else pd.Series([], dtype=str)


def _text(rows: pd.DataFrame, field: Field) -> pd.Series:
    values = rows[field.name]
    if field.is_list:
        return pd.Series(
            [join(items, field.delimiter) for items in values], index=rows.index, dtype="str"
        )
    if pd.api.types.is_datetime64_any_dtype(values):
        return dates.iso(values, rows[f"{field.name}_precision"] if field.reduced_date else None)
    if pd.api.types.is_numeric_dtype(values):
        return pd.Series([number(v) for v in values], index=rows.index, dtype="str")
    return values.astype("str").where(values.notna(), "")


def csv(rows: pd.DataFrame, table: Table) -> bytes:
    """The rows as a CSV file: UTF-8, a header, RFC 4180 quoting, LF line ends."""
    cells = text(rows, table)
    return csv_of(cells.columns, cells.itertuples(index=False, name=None))


def parquet(rows: pd.DataFrame, table: Table, about: Mapping[str, str] | None = None) -> bytes:
    """The rows as a Parquet file, typed: timestamps, lists of text, dictionaries for vocabularies.

    A date that may be reduced stands at the first day of its period, beside a column
    `<name>_precision`. `about` is kept as the file's own metadata, such as the citation.
    """
    columns: dict[str, pa.Array] = {}
    for field in table.fields:
        columns[field.name] = _arrow(rows[field.name], field)
        if field.reduced_date:
            precision = rows[f"{field.name}_precision"]
            columns[f"{field.name}_precision"] = pa.array(precision.astype("object"), pa.string())
    content = pa.table(columns).replace_schema_metadata(dict(about or {}))
    target = io.BytesIO()
    pq.write_table(content, target)
    return target.getvalue()


def _arrow(values: pd.Series, field: Field) -> pa.Array:
    if field.is_list:
        return pa.array([list(items) for items in values], pa.list_(pa.string()))
    if pd.api.types.is_datetime64_any_dtype(values):
        # Not date32, which pandas reads as objects without a `.dt`.
        return pa.array(values).cast(pa.timestamp("ms"))
    if isinstance(values.dtype, pd.CategoricalDtype):
        return pa.array(values)
    if pd.api.types.is_numeric_dtype(values):
        return pa.array(values, pa.float64(), from_pandas=True)
    return pa.array(values.astype("object"), pa.string())


def with_names(
    rows: pd.DataFrame,
    table: Table,
    names: Mapping[str, Mapping[str, str]],
    language: str = "en",
) -> tuple[pd.DataFrame, Table]:
    """The table with a column of names beside every column of ids, and what it then is.

    `names` gives, by the name of a table, the name of each of its rows by its id, in a language:
    one that is not English stands in the name of the column, as that of a translation does.
    """
    ending, spoken = ("name", "") if language == "en" else (f"name_{language}", f" ({language})")
    fields: list[Field] = []
    added: dict[str, list[str]] = {}
    for field in table.fields:
        fields.append(field)
        target = next((other for other, _key in field.references if other in names), None)
        if target is None:
            continue
        own = f"{field.name}_{ending}"
        cells = as_lists(rows[field.name])
        added[own] = ["; ".join(names[target].get(i, i) for i in ids if i) for ids in cells]
        title = f"{field.title}: name{spoken}"
        fields.append(Field(own, "string", title, f"What {field.name} is called."))
    named = rows.assign(**added).astype(dict.fromkeys(added, "str"))
    return named, replace(table, fields=tuple(fields))


def with_translations(
    rows: pd.DataFrame, table: Table, told: Mapping[str, str], language: str
) -> tuple[pd.DataFrame, Table]:
    """The table with a column of translations beside every column that has any, and what it is.

    `told` gives what English texts say in that language (see `Dataset.translations`).
    """
    fields: list[Field] = []
    added: dict[str, list[str]] = {}
    for field in table.fields:
        fields.append(field)
        texts = [told.get(str(text), "") for text in rows[field.name]]
        if any(texts):
            own = f"{field.name}_{language}"
            added[own] = texts
            said = f"What {field.name} says, translated by machine."
            fields.append(Field(own, "string", f"{field.title} ({language})", said))
    return rows.assign(**added).astype(dict.fromkeys(added, "str")), replace(
        table, fields=tuple(fields)
    )


def selected(shown: Dataset) -> Dataset:
    """The filtered rows, with what tables beside them say of these rows alone."""
    ids = {
        name: set(row_ids(rows, shown.package.tables[name]))
        for name, rows in shown.tables().items()
    }
    extras = {
        name: _referring(ids, rows, shown.package.extras[name])
        for name, rows in shown.extras.items()
    }
    if schema.TRANSLATIONS in extras:
        extras[schema.TRANSLATIONS] = _concerning(ids, extras[schema.TRANSLATIONS])
    return replace(shown, claims=_concerning(ids, shown.claims), extras=extras)


def _referring(ids: Mapping[str, set[str]], rows: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Those of the rows that refer to no row that is left out."""
    for field in table.fields:
        for name, _key in field.references:
            if name in SELECTABLE and not field.is_list:
                rows = rows[rows[field.name].isin(ids[name])]
    return rows


def _concerning(ids: Mapping[str, set[str]], rows: pd.DataFrame) -> pd.DataFrame:
    """Those of the rows that are about a row that is kept, by `table` and `row_id`."""
    kept = pd.Series(False, index=rows.index)
    for name, own in ids.items():
        kept |= (rows["table"] == name) & rows["row_id"].isin(own)
    return rows[kept]


def complete(shown: Dataset, record: Dataset) -> Dataset:
    """The filtered rows and every row that they refer to, by way of others too.

    A package must not refer to rows that it lacks. `record` is the Dataset from which `shown` was
    filtered, with the same index; only rows that it has are added, in its order.
    """
    tables = shown.tables()
    while True:
        wanted = {name: _referred(tables, shown, name) for name in SELECTABLE}
        grown = {name: _with_keys(tables[name], record, name, wanted[name]) for name in SELECTABLE}
        if all(len(grown[name]) == len(tables[name]) for name in SELECTABLE):
            return selected(shown.with_tables(**tables))
        tables |= grown


def _referred(tables: Mapping[str, pd.DataFrame], shown: Dataset, target: str) -> set[str]:
    """The ids of rows of `target` that any table names."""
    found: set[str] = set()
    for name, rows in tables.items():
        # Claims follow the rows that they are about, not the other way round.
        for field in shown.package.tables[name].fields if name != "claims" else ():
            if any(resource == target for resource, _field in field.references):
                cells = rows[field.name]
                found.update(*cells) if field.is_list else found.update(cells)
    return found


def _with_keys(rows: pd.DataFrame, record: Dataset, name: str, keys: set[str]) -> pd.DataFrame:
    full = getattr(record, name)
    key = record.package.tables[name].primary_key[0]
    missing = full.index[full[key].isin(keys)].difference(rows.index)
    return rows if missing.empty else full.loc[full.index.isin(rows.index.union(missing))]


def package(dataset: Dataset, filters: Filters | None = None) -> dict[str, bytes]:
    """The files of a data package that hold these tables: name of each file, and its bytes.

    `analysis.check` finds nothing wrong with it and `analysis.tables.dataset.from_files` gives the
    same tables, if the rows come from such a package and refer to no others (see `complete`).
    `filters`, where given, are noted in `datapackage.json` as the property `selection`.
    """
    files = {
        schema.FILE: _descriptor(dataset, filters),
        pair.FILE: dataset.pair.source.encode("utf-8"),
    }
    for name, rows in dataset.every().items():
        table = dataset.package.every[name]
        files[table.path] = csv(rows, table)
    if dataset.gaps:
        files[GAPS] = dataset.gaps.encode("utf-8")
    return files


def _descriptor(dataset: Dataset, filters: Filters | None) -> bytes:
    content: dict[str, Any] = copy.deepcopy(dict(dataset.package.descriptor))
    start = min(dataset.package.start, dataset.end)
    content["coverage"] = {"start": f"{start:%Y-%m-%d}", "end": f"{dataset.end:%Y-%m-%d}"}
    content["resources"] = [r for r in content["resources"] if r["name"] in dataset.every()]
    chosen = selection(filters or Filters())
    if chosen:
        content["selection"] = chosen
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def selection(filters: Filters) -> dict[str, Any]:
    """The filters that cut something, in words that JSON can hold."""
    said: dict[str, Any] = {
        "years": list(filters.years or ()),
        "actors": list(filters.actors),
        "topics": list(filters.topics),
        "domains": list(filters.domains),
        "directions": list(filters.directions),
        "as_of": f"{filters.as_of:%Y-%m-%d}" if filters.as_of is not None else "",
    }
    if filters.actors:
        said |= {name: getattr(filters, name) for name in ("together", "named", "people_of_states")}
    return {name: value for name, value in said.items() if value not in ([], "")}


def archive(files: Mapping[str, bytes]) -> bytes:
    """The files as one ZIP archive, made in memory; the same files give the same bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in files.items():
            out.writestr(zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()
