"""Texts that a careless page would run, draw or calculate, and a package that is full of them."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

ADDRESS = "evil.example"

TEXTS = (
    "<b id=evil>bold</b>",
    "<img src=x onerror=alert(1)>",
    "$x$ and $$y^2$$",
    "*one* _two_ **three** ~~four~~ `five`",
    "[a](javascript:alert(1))",
    "![i](https://evil.example/i.png)",
    "https://evil.example/path www.evil.example me@evil.example",
    "=1+1",
    "+1 @SUM(A1) -2",
    ":material/home: :smile: :streamlit: :red[x] :help[y]",
    "a -> b -- c <- d >= e",
    "&lt;b&gt; &amp; &copy;",
    "# head\n\n    code\n\n- item",
    "right \u202eto left\u202c and \u200fmark",
    "عربي (1)",
    "%{x} %{customdata}",
)
"""Each would do something on a page, in a figure or in a spreadsheet that takes text for more."""

RUN = tuple(text for text in TEXTS if any(sign in text for sign in "<$*[:=+\u202e&#-%"))
"""Those that must not stand in Markdown or in the markup of a figure as they are written."""

# Where people write freely; ids, codes, dates, addresses and numbers stay what they are.
FREE = {
    "actors": ("name", "name_fr", "name_zh"),
    "events": ("title", "summary"),
    "contacts": ("occasion", "outcome", "account_a", "account_b", "arranged_by"),
    "statements": ("forum", "paraphrase"),
    "trade_restrictions": ("product", "stated_reason", "note"),
    "consular_cases": ("place", "allegation", "sentence", "note"),
    "consular_milestones": ("detail",),
    "claims": ("value", "note"),
    "sources": ("title", "publisher"),
    "offices": ("office",),
    "series": ("name", "publisher", "note"),
    "goods": ("name",),
}


def package(source: Path, folder: Path) -> Path:
    """A copy of the package in which every free text begins with one of the texts.

    Each column meets every text, down its rows, whatever other cells are filled.
    """
    shutil.copytree(source, folder)
    for table, columns in FREE.items():
        path = folder / f"{table}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        for place, (column, row) in enumerate(product(columns, rows)):
            if row[column]:
                row[column] = f"{TEXTS[place % len(TEXTS)]} {row[column]}"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    return folder


def drawn(figure: str) -> Iterator[str]:
    """Every text of a Plotly figure (as JSON) that the browser reads as markup."""

    def walk(value: Any, name: str) -> Iterator[str]:
        if isinstance(value, dict):
            for key, item in value.items():
                yield from walk(item, key)
        elif isinstance(value, list):
            for item in value:
                yield from walk(item, name)
        elif isinstance(value, str) and name not in {"customdata", "ids", "bdata"}:
            yield value

    return walk(json.loads(figure), "")
