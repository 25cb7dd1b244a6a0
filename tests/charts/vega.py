"""What holds for every picture that Altair draws."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd

from charts.draw import vega
from charts.draw.picture import Picture


def tables(picture: Picture) -> list[pd.DataFrame]:
    """The tables that the picture is drawn from."""
    return list(picture.spec["datasets"].values())


def sound(picture: Picture) -> Picture:
    """The same picture, after holding that it has its words, its numbers and a valid drawing."""
    assert picture.title
    assert picture.subtitle
    assert picture.alt
    for text in (picture.title, picture.subtitle, picture.alt, picture.note):
        assert "nan" not in text.lower().replace("governance", "").split()
        assert "{" not in text
    assert all(isinstance(name, str) and name for name in picture.table.columns)
    assert picture.table.columns.is_unique
    json.dumps(without_tables(vega.spec(picture.figure, validate=True)))
    for table in tables(picture):
        assert table.columns.is_unique
    return picture


def without_tables(spec: dict[str, Any]) -> dict[str, Any]:
    """The drawing without its data."""
    return {key: value for key, value in spec.items() if key != "datasets"}


def drawn(picture: Picture, column: str) -> pd.Series:
    """All values of a column in the tables that the picture is drawn from."""
    found = [table[column] for table in tables(picture) if column in table]
    return pd.concat(found, ignore_index=True) if found else pd.Series(dtype=object)


def selections(picture: Picture) -> set[str]:
    """The names of what a reader can select in the picture."""
    return {param["name"] for param in picture.spec.get("params", []) if "select" in param}
