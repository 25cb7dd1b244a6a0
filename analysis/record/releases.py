"""The versions of the record that are kept as they stood, and the mark by which a package is known.

`releases/<version>.zip` holds the tables of a version. One of an earlier schema is brought to the
present one in memory; `<version>.csv` beside it gives the values of columns that it had in prose.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from analysis.record import upgrade
from analysis.tables import dataset, pair
from analysis.tables import package as schema
from analysis.tables.dataset import Dataset

FOLDER = Path(__file__).parents[2] / "releases"

VERSION = re.compile(r"\d+\.\d+\.\d+")


class UnknownVersionError(ValueError):
    """No such version is kept; the message names those that are."""


def versions(folder: Path = FOLDER) -> tuple[str, ...]:
    """The versions that are kept, the oldest first."""
    names = [path.stem for path in folder.glob("*.zip") if VERSION.fullmatch(path.stem)]
    return tuple(sorted(names, key=order))


def order(version: str) -> list[int]:
    """The parts of a version as numbers, by which versions are sorted; of what is none, nothing."""
    return [int(part) for part in version.split(".")] if VERSION.fullmatch(version) else []


def files(version: str, folder: Path = FOLDER) -> dict[str, bytes]:
    """The files of a version as they stood. Raises UnknownVersionError for one that is not kept."""
    return read(_place(version, folder))


def _place(version: str, folder: Path) -> Path:
    if version not in versions(folder):
        known = ", ".join(versions(folder)) or "none"
        raise UnknownVersionError(f"version {version} is not kept here; expected one of: {known}")
    return folder / f"{version}.zip"


@lru_cache(maxsize=32)
def name(version: str, folder: Path = FOLDER) -> str:
    """What the package of a version is called; its tables are not read."""
    return schema.parse(files(version, folder)[schema.FILE]).name


def load(version: str, folder: Path = FOLDER) -> tuple[Dataset, dict[str, bytes]]:
    """The tables of a version, and the files in the present schema that they were read from."""
    held = upgraded(version, folder)
    return dataset.from_files(held), held


def upgraded(version: str, folder: Path = FOLDER) -> dict[str, bytes]:
    """The files of a version in the present schema.

    What it left out of how events are coded and of what texts say in other languages is that of
    the shipped package: the measure and the translations are the present ones for every version.
    """
    return _with_extras(of_path(_place(version, folder)))


def _with_extras(held: Mapping[str, bytes]) -> dict[str, bytes]:
    own = json.loads(held[schema.FILE])
    shipped = json.loads((dataset.FOLDER / schema.FILE).read_bytes())
    known = {resource["name"] for resource in own["resources"]}
    added = [r for r in shipped["resources"] if r["name"] in {*schema.EXTRAS} - known]
    own["resources"] += added
    extras = {r["path"]: (dataset.FOLDER / r["path"]).read_bytes() for r in added}
    return {**held, **extras, schema.FILE: json.dumps(own, ensure_ascii=False).encode()}


def present(held: Mapping[str, bytes], values: bytes = b"") -> dict[str, bytes]:
    """The files of a package in the present schema."""
    if not upgrade.needed(held):
        return dict(held)
    given = {upgrade.VALUES: values} if values else {}
    return upgrade.files({**held, **given})[0]


def of_path(path: Path) -> dict[str, bytes]:
    """The files of a package, a folder or a ZIP archive, in the present schema.

    Values for columns that an archive of an earlier schema lacks are read from the CSV file of its
    name beside it.
    """
    beside = path.with_suffix(".csv")
    return present(read(path), beside.read_bytes() if beside.is_file() else b"")


def read(path: Path) -> dict[str, bytes]:
    """The tables of a package, a folder or a ZIP archive, and what describes them."""
    if path.is_dir():
        return {
            each.name: each.read_bytes() for each in path.iterdir() if _is_of_package(each.name)
        }
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _is_of_package(name: str) -> bool:
    return name.endswith(".csv") or name in {schema.FILE, pair.FILE}


def digest(held: Mapping[str, bytes]) -> str:
    """The SHA-256 by which a package is known, whatever archive it travels in.

    It is that of the list that `sha256sum *.csv datapackage.json pair.toml` prints, sorted by name:

        LC_ALL=C sha256sum *.csv datapackage.json pair.toml | LC_ALL=C sort -k2 | sha256sum
    """
    lines = [
        f"{hashlib.sha256(content).hexdigest()}  {name}\n"
        for name, content in sorted(held.items())
        if _is_of_package(name)
    ]
    return hashlib.sha256("".join(lines).encode()).hexdigest()
