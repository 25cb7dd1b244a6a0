"""A folder to start from, to follow another pair of countries; and the tables to fill in.

The rows in it are invented examples and say so. Together they are a sound package, which the
dashboard shows before the first real row is written.
"""

from __future__ import annotations

import copy
import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from babel import Locale
from babel.core import get_global

from analysis import writing
from analysis.files import export
from analysis.record.upgrade import renamed_sides, table_file
from analysis.tables import dataset, pair
from analysis.tables import package as schema
from analysis.tables.dataset import Dataset
from analysis.tables.package import Table
from analysis.tables.pair import Pair, Side
from analysis.writing import toml

EXAMPLE = Path(__file__).parent / "example.toml"

START, END = "2024-03-04", "2025-02-10"
"""The first and the last day that the examples tell of."""

LANGUAGES = ("en", "fr", "zh")

COLORS = ("#7A6BDB", "#BF7B00", "#17967F", "#8A8F98")
"""Sides a and b, mutual, third: apart for colour-blind readers, 3:1 on light and dark."""

CODES = "cameo_goldstein"
"""The table of event codes is the same for every pair and comes filled."""

README = """\
# {title}

A data package to start from, described by `datapackage.json`. The rows in it are invented examples
and say so. Put your own in their place, then change `title`, `description`, `version`,
`contributors` and `coverage` in `datapackage.json`, and names and colours in `pair.toml`.

    python -m analysis check FOLDER
    DASHBOARD_DATA=FOLDER make run
"""

TEMPLATES = """\
Tables to fill in: {title}

tables/    a header row for every table, datapackage.json (what each column may hold) and
           pair.toml. The table of event codes comes filled.
example/   the same with a few invented rows, which refer to each other as real ones do.

Fill in the tables, then put the files of that one folder into a ZIP archive and upload it on the
page Your data, or check the folder with: python -m analysis check FOLDER
"""

Row = Mapping[str, str]


class UnknownCountryError(ValueError):
    """No name is known for a country code, and none was given."""


def sides(code_a: str, code_b: str, names: Mapping[str, str] | None = None) -> Pair:
    """Two sides by their ISO 3166 alpha-3 codes, named in each language as CLDR names them.

    `names` gives an English name for a code, in place of CLDR's three. Raises ValueError for a
    code that is not three capital letters or stands twice, and UnknownCountryError for one that
    has no name.
    """
    for code in (code_a, code_b):
        if not (len(code) == 3 and code.isascii() and code.isalpha() and code.isupper()):
            raise ValueError(f"{code!r} is not an ISO 3166 code of three capital letters")
    if code_a == code_b:
        raise ValueError(f"{code_a} stands for both sides; a pair has two")
    a, b = (
        Side(code, name, name, color)
        for code, color in zip((code_a, code_b), COLORS, strict=False)
        for name in [{"en": names[code]} if names and code in names else _country(code)]
    )
    title = {"en": f"{a.name['en']}–{b.name['en']} relations"}
    return Pair(a, b, title, mutual_color=COLORS[2], third_color=COLORS[3])


def _country(code: str) -> dict[str, str]:
    """The names of a country in the languages of the dashboard, by the CLDR."""
    known = [Locale.parse(language).territories for language in LANGUAGES]
    two_letters = "".join(get_global("territory_aliases").get(code, [])[:1])
    if two_letters not in known[0]:
        raise UnknownCountryError(f"no country with the code {code} is known")
    return {k: str(names[two_letters]) for k, names in zip(LANGUAGES, known, strict=True)}


def files(new: Pair, today: date | None = None) -> dict[str, bytes]:
    """The files of a package of invented examples for this pair: name of each, and its bytes.

    Schema, vocabularies and event codes are those of the shipped package, but for the codes of its
    sides, which are replaced.
    """
    folder = dataset.FOLDER
    old = pair.parse((folder / pair.FILE).read_text(encoding="utf-8"))
    descriptor = _descriptor(json.loads((folder / schema.FILE).read_bytes()), old, new, today)
    content = json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n"
    codes = (folder / f"{CODES}.csv").read_bytes()
    return {
        "README.md": README.format(title=descriptor["title"]).encode("utf-8"),
        schema.FILE: content.encode("utf-8"),
        pair.FILE: pair_file(new),
        **_tables(schema.parse(content).tables, codes, example(new)),
    }


def templates(shown: Dataset) -> dict[str, bytes]:
    """The files of an archive of tables to fill in, empty and with examples, by their path."""
    codes = export.csv(shown.cameo_goldstein, shown.package.tables[CODES])
    described = export.package(replace(shown, extras={}))
    files = {"README.txt": TEMPLATES.format(title=shown.package.title).encode()}
    for folder, rows in (("tables", {}), ("example", example(shown.pair))):
        tables = _tables(shown.package.tables, codes, rows)
        kept = {name: described[name] for name in (schema.FILE, pair.FILE)} | tables
        files |= {f"{folder}/{name}": content for name, content in kept.items()}
    return files


def example(sides: Pair) -> dict[str, list[dict[str, str]]]:
    """Invented rows for every table but the codes of events, between these two sides."""
    a, b = sides.sides
    names = {"a": a.name["en"], "b": b.name["en"], "A": a.code, "B": b.code}
    names |= {"a_": a.code.lower(), "b_": b.code.lower()}
    return {
        table: [{field: value.format_map(names) for field, value in row.items()} for row in rows]
        for table, rows in tomllib.loads(EXAMPLE.read_text(encoding="utf-8")).items()
    }


def _tables(
    tables: Mapping[str, Table], codes: bytes, rows: Mapping[str, Iterable[Row]]
) -> dict[str, bytes]:
    made = {table.path: table_file(table, rows.get(name, ())) for name, table in tables.items()}
    return made | {tables[CODES].path: codes}


def pair_file(sides: Pair) -> bytes:
    """The `pair.toml` that names these two sides."""
    lines = [f"{name} = {toml(getattr(sides, name))}" for name in _OF_BOTH]
    for name, side in zip("ab", sides.sides, strict=True):
        lines += ["", f"[{name}]", *(f"{part} = {toml(getattr(side, part))}" for part in _OF_ONE)]
    return ("\n".join(lines) + "\n").encode("utf-8")


_OF_BOTH = ("mutual_color", "third_color", "title")
_OF_ONE = ("code", "color", "name", "adjective")

_OF_ROWS = {"keywords", "selection", "explained"}
"""What a description says of the rows that it describes."""


def _descriptor(
    old: Mapping[str, Any], before: Pair, after: Pair, today: date | None
) -> dict[str, Any]:
    content = copy.deepcopy({k: v for k, v in old.items() if k not in _OF_ROWS})
    a, b = after.sides
    content |= {
        "name": f"{a.code}-{b.code}-relations".lower(),
        "title": after.title["en"],
        "description": f"Tables on the relationship between {a.name['en']} and {b.name['en']}. "
        "The rows are invented examples, to be replaced.",
        "version": "0.1.0",
        "created": f"{today or date.today():%Y-%m-%d}T00:00:00Z",
        "contributors": [{"title": "The maintainers of these tables", "role": "maintainer"}],
        "coverage": {"start": START, "end": END},
        "resources": [r for r in content["resources"] if r["name"] in dataset.TABLES],
    }
    return renamed_sides(content, before, after)


def write(content: Mapping[str, bytes], folder: Path) -> None:
    """Write the files into a new or empty folder; FileExistsError where it holds anything."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FileExistsError(f"{folder} exists and is not an empty folder")
    writing.folder(folder, content)
