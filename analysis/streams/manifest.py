"""What a folder of imported rows holds, and what became of every row of the files it came from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import pandas as pd

from analysis import writing
from analysis.streams import StreamError, forms
from analysis.streams.columns import Count, Sides

FILE = "manifest.json"
EDITION = 1
BROKEN = "broken file"


@dataclass(frozen=True)
class Source:
    """One file that was read: which it was, and how many of its rows were kept and why not more.

    `mark` tells the same file again under any name. `fault` says why a file was not taken at all.
    `rows` is `kept` + `other` (rows of other pairs) + the sum of `refused`, by reason.
    """

    name: str
    size: int
    mark: str
    form: str = ""
    rows: int = 0
    kept: int = 0
    other: int = 0
    refused: Mapping[str, int] = field(default_factory=dict)
    examples: tuple[tuple[int, str, str], ...] = ()
    first: str = ""
    last: str = ""
    fault: str = ""

    @property
    def licence(self) -> str:
        """Under which terms the source may be used, in words."""
        return forms.FORMS[self.form].licence if self.form else ""


@dataclass(frozen=True)
class Manifest:
    """The pair that a folder holds, its files of rows, and the sources that they came from."""

    sides: Sides
    parts: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()

    def taken(self) -> set[str]:
        """The marks of the files that are in the folder."""
        return {source.mark for source in self.sources if not source.fault}

    def total(self, name: str) -> int:
        """The sum of rows, kept or other over the sources."""
        return sum(getattr(source, name) for source in self.sources)

    def refused(self) -> dict[str, int]:
        """How many rows were refused for each reason."""
        table = pd.DataFrame([source.refused for source in self.sources]).sum()
        return {str(reason): int(rows) for reason, rows in table.items()}

    def days(self) -> tuple[str, str]:
        """The first and the last day of the rows, ISO 8601; empty without rows."""
        days = [day for source in self.sources for day in (source.first, source.last) if day]
        return (min(days), max(days)) if days else ("", "")

    def licences(self) -> dict[str, str]:
        """The terms of each form that the folder holds, by the name of the form."""
        held = {source.form for source in self.sources if source.kept}
        return {form.name: form.licence for key, form in forms.FORMS.items() if key in held}


def source(path: Path, mark: str, count: Count, days: Iterable[str]) -> Source:
    """What became of the rows of this file, which reach over these days."""
    reach = sorted(days)
    return Source(
        name=path.name,
        size=path.stat().st_size,
        mark=mark,
        form=count.form,
        rows=count.rows,
        kept=count.kept,
        other=count.other,
        refused=dict(count.refused),
        examples=tuple((each.row, each.reason, each.value) for each in count.examples),
        first=reach[0] if reach else "",
        last=reach[-1] if reach else "",
    )


def broken(path: Path, mark: str, count: Count, fault: str) -> Source:
    """A file that cannot be read to its end: none of its rows is kept."""
    return replace(
        source(path, mark, count, ()),
        kept=0,
        other=0,
        refused={BROKEN: count.rows} if count.rows else {},
        fault=fault,
    )


def unread(path: Path, fault: str) -> Source:
    """A file that cannot even be opened."""
    return Source(name=path.name, size=0, mark="", fault=fault)


def load(folder: Path) -> Manifest:
    """What does this folder hold?

    Raises StreamError where it has no manifest, or one that cannot be read.
    """
    path = folder / FILE
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if content["edition"] != EDITION:
            raise StreamError(f"{path}: edition {content['edition']}; expected {EDITION}")
        return Manifest(
            sides=Sides(
                content["pair"][0],
                content["pair"][1],
                {code: tuple(names) for code, names in content["also"].items()},
            ),
            parts=tuple(content["parts"]),
            sources=tuple(_source(each) for each in content["sources"]),
        )
    except FileNotFoundError as error:
        raise StreamError(
            f"{folder} holds no imported rows: expected a {FILE}, as `python -m analysis streams "
            "import` writes it"
        ) from error
    except (KeyError, TypeError, IndexError, AttributeError, ValueError) as error:
        raise StreamError(f"{path} cannot be read: {error}") from error


def _source(content: Mapping[str, Any]) -> Source:
    examples = tuple((int(row), str(why), str(value)) for row, why, value in content["examples"])
    return Source(**{**content, "examples": examples})


def save(manifest: Manifest, folder: Path) -> None:
    """Write the manifest in place of the old one, at once or not at all."""
    content = {
        "edition": EDITION,
        "pair": [manifest.sides.a, manifest.sides.b],
        "also": {code: list(names) for code, names in manifest.sides.also.items()},
        "days": manifest.days(),
        "rows": manifest.total("rows"),
        "kept": manifest.total("kept"),
        "other pairs": manifest.total("other"),
        "refused": manifest.refused(),
        "licences": manifest.licences(),
        "parts": list(manifest.parts),
        "sources": [asdict(each) for each in manifest.sources],
    }
    told = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    writing.file(folder / FILE, told.encode())
