"""A folder to start from, to follow another pair of countries."""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from babel import Locale
from babel.core import get_global

from analysis.files import example, export
from analysis.tables import dataset, pair
from analysis.tables import package as schema
from analysis.tables.package import Table
from analysis.tables.pair import Pair, Side

LANGUAGES = ("en", "fr", "zh")

COLORS = {
    "a": "#7A6BDB",
    "b": "#BF7B00",
    "mutual": "#17967F",
    "third": "#8A8F98",
}
"""Hues that stay apart for colour-blind readers and hold 3:1 on light and dark."""

CODES = "cameo_goldstein"
"""The table of event codes is the same for every pair and comes filled."""

VERSION = "0.1.0"

README = """\
# {title}

A data package to start from: fourteen tables, described by `datapackage.json`. The rows in it are
invented examples and say so. Put your own in their place, then change `title`, `description`,
`version`, `contributors` and `coverage` in `datapackage.json`, and names and colours in
`pair.toml`.

    python -m analysis check FOLDER
    DASHBOARD_DATA=FOLDER make run
"""


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
    a = _side(code_a, COLORS["a"], names or {})
    b = _side(code_b, COLORS["b"], names or {})
    return Pair(
        a=a,
        b=b,
        title={"en": f"{a.name['en']}–{b.name['en']} relations"},
        mutual_color=COLORS["mutual"],
        third_color=COLORS["third"],
    )


def _side(code: str, color: str, names: Mapping[str, str]) -> Side:
    known = {"en": names[code]} if code in names else _country(code)
    if not known:
        raise UnknownCountryError(f"no country with the code {code} is known")
    return Side(code=code, name=known, adjective=known, color=color)


def _country(code: str) -> dict[str, str]:
    """The names of a country in the languages of the dashboard, by the CLDR."""
    two_letters = get_global("territory_aliases").get(code, [])
    found = {}
    for language in LANGUAGES:
        territories = Locale.parse(language).territories
        if two_letters and two_letters[0] in territories:
            found[language] = str(territories[two_letters[0]])
    return found if "en" in found else {}


def files(new: Pair, folder: Path = dataset.FOLDER, today: date | None = None) -> dict[str, bytes]:
    """The files of a package of invented examples for this pair: name of each, and its bytes.

    `folder` is a package whose schema and event codes are taken over; its vocabularies are kept,
    the codes of its sides replaced.
    """
    old = pair.parse((folder / pair.FILE).read_text(encoding="utf-8"))
    descriptor = _descriptor(json.loads((folder / schema.FILE).read_bytes()), old, new, today)
    package = schema.parse(json.dumps(descriptor))
    made = {
        "README.md": README.format(title=descriptor["title"]).encode("utf-8"),
        schema.FILE: (json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n").encode("utf-8"),
        pair.FILE: pair_file(new),
    }
    examples = example.rows(new)
    for name, table in package.tables.items():
        made[table.path] = (
            (folder / table.path).read_bytes()
            if name == CODES
            else table_file(table, examples.get(name, ()))
        )
    return made


def pair_file(sides: Pair) -> bytes:
    """The `pair.toml` that names these two sides."""
    lines = [
        f"mutual_color = {_toml(sides.mutual_color)}",
        f"third_color = {_toml(sides.third_color)}",
        f"title = {_toml(sides.title)}",
    ]
    for name, side in zip(("a", "b"), sides.sides, strict=True):
        lines += [
            "",
            f"[{name}]",
            f"code = {_toml(side.code)}",
            f"color = {_toml(side.color)}",
            f"name = {_toml(side.name)}",
            f"adjective = {_toml(side.adjective)}",
        ]
    return ("\n".join(lines) + "\n").encode("utf-8")


def _toml(value: str | Mapping[str, str]) -> str:
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_toml(k)} = {_toml(v)}" for k, v in value.items()) + " }"
    # A JSON string is a TOML string, but for the one sign that only TOML forbids bare.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def table_file(table: Table, rows: Any = ()) -> bytes:
    """A CSV file of these rows (field to text; what is left out is unknown), or of none."""
    header = [field.name for field in table.fields]
    lines = [header, *([row.get(name, "") for name in header] for row in rows)]
    return ("\n".join(map(export.line, lines)) + "\n").encode("utf-8")


def _descriptor(
    old: Mapping[str, Any], before: Pair, after: Pair, today: date | None
) -> dict[str, Any]:
    content = copy.deepcopy(dict(old))
    a, b = after.a, after.b
    content |= {
        "name": f"{a.code}-{b.code}-relations".lower(),
        "title": after.title["en"],
        "description": f"Tables on the relationship between {a.name['en']} and {b.name['en']}. "
        "The rows are invented examples, to be replaced.",
        "version": VERSION,
        "created": f"{today or date.today():%Y-%m-%d}T00:00:00Z",
        "contributors": [{"title": "The maintainers of these tables", "role": "maintainer"}],
        "coverage": {"start": example.START, "end": example.END},
    }
    content.pop("keywords", None)
    content.pop("selection", None)
    content["resources"] = [r for r in content["resources"] if r["name"] in dataset.TABLES]
    renamed = {
        before.a.code: a.code,
        before.b.code: b.code,
        before.a_to_b: after.a_to_b,
        before.b_to_a: after.b_to_a,
    }
    for resource in content["resources"]:
        for field in resource["schema"]["fields"]:
            for holder in (field.get("constraints", {}), field.get("items", {})):
                if "enum" in holder:
                    holder["enum"] = [renamed.get(value, value) for value in holder["enum"]]
            example_of = f"({before.a_to_b}: "
            said = field.get("description", "")
            field["description"] = said.replace(example_of, f"({after.a_to_b}: ")
    return content


def write(content: Mapping[str, bytes], folder: Path) -> None:
    """Write the files into a new or empty folder; FileExistsError where it holds anything."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FileExistsError(f"{folder} exists and is not an empty folder")
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in content.items():
        (folder / name).write_bytes(data)
