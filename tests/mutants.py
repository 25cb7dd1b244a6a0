"""Packages made from a sound one by many small changes, as far as the check accepts each."""

from __future__ import annotations

import copy
import csv
import io
import json
import random
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from analysis.files import upload
from analysis.tables import dataset, package, pair
from tests import hostile

Files = dict[str, bytes]

CELLS = (
    *("", "0", "-1", "1"),
    *("1800-01-01", "2200-12-31", "1800", "2200-02", "2010-06"),
    *("true", "false"),
    *("999999999999999", "-0.000000000000001", "mutual", "third", "XNO", "XSO", "unknown"),
    *("x" * 5000, "\u202eright to left", "word " * 300, "0" * 300),
    *("\u00a0", "\ufeff", "\U0001f600"),
    *hostile.TEXTS,
)
"""What a cell may turn into, beside the value of another row."""

VALUES = (None, True, -1, 0, 1e300, 10**400, "", " ", "x" * 3000, "\ud800", [], {}, [1], {"a": 1})
"""What a property may turn into."""


def files(seed: int, sound: Mapping[str, bytes], changes: int) -> tuple[Files, list[str]]:
    """The files of a package that the check accepts, and the changes of so many that are in it."""
    draw = random.Random(seed)
    kept, told = dict(sound), []
    for _turn in range(changes):
        made, what = draw.choice(KINDS)(draw, kept)
        if made != kept and upload.judge(list(made.items()), {}).sound:
            kept, told = made, [*told, what]
    return kept, told


def _cell(draw: random.Random, held: Files) -> tuple[Files, str]:
    """One cell, or all of a column, hold something else."""

    def change(rows: list[dict[str, str]]) -> str:
        column = draw.choice(list(rows[0]))
        value = draw.choice([*CELLS, *(row[column] for row in rows)])
        chosen = rows if draw.random() < 0.3 else [draw.choice(rows)]
        for row in chosen:
            row[column] = value
        return f"{column} of {len(chosen)} rows is {value[:40]!r}"

    return _table(draw, held, change)


def _fewer(draw: random.Random, held: Files) -> tuple[Files, str]:
    """A row, half of the rows or all of them are gone."""

    def change(rows: list[dict[str, str]]) -> str:
        gone = draw.choice([1, len(rows) // 2, len(rows)])
        for row in draw.sample(rows, gone):
            rows.remove(row)
        return f"{gone} rows are gone"

    return _table(draw, held, change)


def _more(draw: random.Random, held: Files) -> tuple[Files, str]:
    """A row stands there again under another id."""

    def change(rows: list[dict[str, str]]) -> str:
        row = dict(draw.choice(rows))
        key = next(iter(row))
        row[key] += "-again"
        rows.append(row)
        return f"{row[key][:40]!r} is new"

    return _table(draw, held, change)


def _table(
    draw: random.Random, held: Files, change: Callable[[list[dict[str, str]]], str]
) -> tuple[Files, str]:
    name = f"{draw.choice([t for t in dataset.TABLES if t != 'cameo_goldstein'])}.csv"
    rows = list(csv.DictReader(io.StringIO(held[name].decode(), newline="")))
    if not rows:
        return held, ""
    header = list(rows[0])
    said = change(rows)
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, header, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return {**held, name: out.getvalue().encode()}, f"{name}: {said}"


def _descriptor(draw: random.Random, held: Files) -> tuple[Files, str]:
    """A property of datapackage.json is gone or something else."""
    content = copy.deepcopy(json.loads(held[package.FILE]))
    places = [*_places(content)]
    at = draw.choice(places[: draw.choice([30, len(places)])])
    inside, key = content, at[-1]
    for step in at[:-1]:
        inside = inside[step]
    if draw.random() < 0.3:
        del inside[key]
        said = "gone"
    else:
        inside[key] = draw.choice(VALUES)
        said = f"{inside[key]!r}"[:40]
    return {**held, package.FILE: json.dumps(content).encode()}, f"{at}: {said}"


def _places(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every property, the outer ones first."""
    steps = value.items() if isinstance(value, dict) else enumerate(value)
    inner = [((*at, key), each) for key, each in steps]
    yield from (way for way, _each in inner)
    for way, each in inner:
        if isinstance(each, (dict, list)):
            yield from _places(each, way)


def _pair(draw: random.Random, held: Files) -> tuple[Files, str]:
    """A line of pair.toml is gone, or its value something else."""
    lines = held[pair.FILE].decode().split("\n")
    number = draw.randrange(len(lines))
    name, mark, _value = lines[number].partition(" = ")
    values = ["5", '""', '"#000000"', '{ "en" = "" }', '{ "en" = "$x$ <b>" }', '"XNO"', "[]"]
    new = f"{name} = {draw.choice(values)}" if mark and draw.random() < 0.7 else ""
    lines[number] = new
    return {**held, pair.FILE: "\n".join(lines).encode()}, f"pair.toml: {name} is {new!r}"


KINDS = (_cell, _cell, _cell, _fewer, _more, _descriptor, _descriptor, _pair)
