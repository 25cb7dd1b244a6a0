"""The columns that every stream has here, and how the fields of a form become them."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analysis.streams import forms
from analysis.streams.forms import Form, Layout

SHOWN = 20
"""So many refused rows of a file are named; the others are counted."""
LONGEST_VALUE = 80

ROW, A_ACTS = "row", "a_acts"
"""Beside the columns of a form, by number: the row in the file, and whether side a is the actor."""

BOTH_WAYS = "direction"
"""Why a row is refused that names each side as the actor and as the target."""

TEXTS = (
    *("event_id", "initiator_name", "target_name", "code"),
    *("place", "place_country", "address"),
)
"""The fields that are taken as they stand; where a form has nothing to say they are empty."""

SCHEMA = pa.schema(
    [
        ("source", pa.string()),
        ("event_id", pa.string()),
        ("day", pa.date32()),
        ("initiator", pa.string()),
        ("target", pa.string()),
        ("initiator_name", pa.string()),
        ("target_name", pa.string()),
        ("code", pa.string()),
        ("root", pa.string()),
        ("intensity", pa.float64()),
        ("mentions", pa.int32()),
        ("place", pa.string()),
        ("place_country", pa.string()),
        ("address", pa.string()),
        ("file", pa.string()),
        ("row", pa.int64()),
    ]
)
"""The columns of every stream, whichever form it was published in.

`code` is as published (CAMEO, or an event type of PLOVER), `root` the CAMEO root of it, `intensity`
the source's own. `initiator` and `target` are ISO 3166 alpha-3; `place_country` is as the source
writes it (GDELT: FIPS 10-4), and never compared with them. `address` is that of the report, or
the number of its story. Missing text is empty.
"""


@dataclass(frozen=True)
class Sides:
    """The pair that is kept: for each side its code, and what else it is called in a stream."""

    a: str
    b: str
    also: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def called(self, code: str, form: Form) -> list[str]:
        """The values under which the side of that code stands in files of this form."""
        names = spellings(country_name(code)) if form.countries == "names" else [code]
        return [name for name in (*names, *self.also.get(code, ())) if name]


@dataclass(frozen=True)
class Refused:
    """One row that could not be kept."""

    row: int
    reason: str
    value: str


@dataclass
class Count:
    """What became of the rows of a file, added up while it is read up to the byte `position`.

    `seen` are countries that act in its first rows, to tell what it is about.
    """

    form: str = ""
    rows: int = 0
    kept: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    examples: list[Refused] = field(default_factory=list)
    seen: Counter[str] = field(default_factory=Counter)
    position: int = 0

    @property
    def other(self) -> int:
        """Rows of other pairs."""
        return self.rows - self.kept - self.refused.total()

    def refuse(self, row: int, reason: str, value: str) -> None:
        """Count a row that is not kept, and keep it as an example while there are few."""
        self.refused[reason] += 1
        if len(self.examples) < SHOWN:
            self.examples.append(Refused(row, reason, value[:LONGEST_VALUE]))


def country_name(code: str) -> str:
    """The English name of a country by its ISO 3166 alpha-3 code, as CLDR has it; else empty."""
    from babel import Locale
    from babel.core import get_global

    two_letters = get_global("territory_aliases").get(code, [""])[0]
    return str(Locale("en").territories.get(two_letters, ""))


def spellings(name: str) -> list[str]:
    """The name as CLDR has it, and as streams write it: no accents, no remark, and in words."""
    plain = name.partition(" (")[0].replace("&", "and").replace("’", "'")
    ascii_only = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    return list(dict.fromkeys([name, plain, ascii_only]))


def filled(rows: pa.Table, where: str, found: Layout, sides: Sides, count: Count) -> pa.Table:
    """These rows of the pair in the columns of SCHEMA, without those that are refused.

    `rows` has the columns of the form as bytes, named by their position, with ROW and A_ACTS.
    `where` names the file. What is kept and what is refused is added to `count`.
    """
    text = {name: _text(rows, places) for name, places in found.positions.items()}
    table = pd.DataFrame({name: text.get(name, "") for name in TEXTS}, dtype="str").assign(
        source=found.form.key,
        file=where,
        row=rows[ROW].to_numpy(),
        day=_days(text["day"], found.form.dates),
        initiator=np.where(rows[A_ACTS].to_numpy(), sides.a, sides.b),
        target=np.where(rows[A_ACTS].to_numpy(), sides.b, sides.a),
        root=_roots(text["code"], found.form),
        intensity=_numbers(text, "intensity", rows),
        mentions=_numbers(text, "mentions", rows),
    )
    accepted = _accepted(table, text, count)
    count.kept += len(accepted)
    return pa.Table.from_pandas(accepted, SCHEMA, preserve_index=False)


def _accepted(table: pd.DataFrame, text: Mapping[str, pd.Series], count: Count) -> pd.DataFrame:
    """The rows with a day and a code that are known; the others are refused by name."""
    for reason, name, bad in (
        ("date", "day", table["day"].isna()),
        ("code", "code", (table["root"] == "") & table["day"].notna()),
    ):
        for number, value in zip(table.loc[bad, "row"], text[name][bad], strict=True):
            count.refuse(int(number), reason, value)
    return table[table["day"].notna() & (table["root"] != "")]


def _text(rows: pa.Table, places: tuple[int, ...]) -> pd.Series:
    """The text of a field; what stands in several columns is joined, "None" is nothing."""
    columns = [_words(rows[str(place)]) for place in places]
    if len(columns) == 1:
        return columns[0]
    joined = (", ".join(filter(None, cells)) for cells in zip(*columns, strict=True))
    return pd.Series(list(joined), dtype="str")


def _words(column: pa.ChunkedArray) -> pd.Series:
    try:
        text = column.cast(pa.string())
    except pa.ArrowInvalid:
        text = pa.array([decoded(value) for value in column.to_pylist()], pa.string())
    return pc.utf8_trim_whitespace(text).to_pandas().astype("str").replace("None", "")


def _numbers(text: Mapping[str, pd.Series], name: str, rows: pa.Table) -> pd.Series:
    """The numbers of a field; missing where it has none."""
    words = text.get(name, pd.Series("", index=range(len(rows)), dtype="str"))
    return pd.to_numeric(words, errors="coerce")


def decoded(value: bytes) -> str:
    """The text of bytes that say nothing of their encoding: UTF-8, else Latin 1."""
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _days(text: pd.Series, formats: tuple[str, ...]) -> pd.Series:
    """The day of each row by the first format that fits; NaT where none does, or it is to come."""
    days = pd.to_datetime(text, format=formats[0], errors="coerce")
    for other in formats[1:]:
        days = days.fillna(pd.to_datetime(text, format=other, errors="coerce"))
    # Where it is read, the day may not have begun.
    return days.where(days <= pd.Timestamp.now() + pd.Timedelta(days=1))


def _roots(codes: pd.Series, form: Form) -> pd.Series:
    """The CAMEO root of each code; empty where it has none."""
    if form.cameo:
        roots = codes.str[:2]
        return roots.where(roots.isin(forms.ROOTS), "")
    return codes.str.upper().map(forms.PLOVER_ROOTS).fillna("").astype("str")
