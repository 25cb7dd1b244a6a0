"""The tables that everybody is shown: the folder's, as they last were without a problem.

The first run that finds a file of the folder changed reads the folder anew and checks it; runs look
once a second at most. When the check passes, every run from then on shows the new tables. Until
then everybody keeps the last good ones, and a notice says which problems wait.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import TypeAlias

import pandas as pd
import streamlit as st

from analysis import check
from analysis.record import releases
from analysis.tables import dataset, pair
from analysis.tables.dataset import Dataset

FIRST = "shipped"
"""The key of the tables that the server first showed; those after a change add a number to it."""

AT = "@"
"""What follows it in a key is the version of tables that are kept as they stood."""

OF = ":"
"""What follows it in a key is the name of another pair, that is, of its folder."""

PINNED, PAIR = "pinned_version", "pair_in_view"

KEPT = 2
"""Editions kept: a view that was made of the one before the last is still drawn from it."""

State: TypeAlias = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, eq=False)
class Edition:
    """Tables without a problem: their key, the very files they were read from, their SHA-256."""

    key: str
    tables: Dataset
    files: Mapping[str, bytes]
    digest: str


class Shelf:
    """The last good editions of one folder, and what is wrong with the folder since."""

    def __init__(self, folder: Path, pair: str = "") -> None:
        self.folder, self.pair = folder, pair
        self.editions: list[Edition] = []
        self.waiting: pd.DataFrame | None = None
        self._seen: State | None = None
        self._count = 0
        self._turn = Lock()

    def renew(self) -> None:
        """Read the folder if it has changed; who comes meanwhile keeps what is there."""
        if _state(self.folder, _second()) == self._seen:
            return
        if self._turn.acquire(blocking=not self.editions):
            try:
                self._read()
            finally:
                self._turn.release()

    def _read(self) -> None:
        now = state_of(self.folder)
        if now == self._seen:
            return
        found, files, tables, digest = None, {}, None, ""
        # The shipped tables are checked by the tests of every change: the first time they only
        # have to load.
        if self.editions or not self.folder.is_relative_to(dataset.FOLDER):
            found = check.problems(self.folder)
        if found is None or found.empty:
            try:
                files = dataset.read(self.folder)
                digest = releases.digest(releases.read(self.folder))
                tables = dataset.from_files(files)
            # Whatever a broken table makes the loader stumble over, the check says it in words.
            except (OSError, ValueError, KeyError, TypeError) as error:
                found = check.problems(self.folder)
                if found.empty and state_of(self.folder) == now:
                    raise error
        # A folder that changed meanwhile is read again by the next run.
        self._seen = now if state_of(self.folder) == now else None
        self.waiting = self._told(found) if tables is None else None
        if tables is not None:
            self._count += 1
            key = FIRST if self._count == 1 else f"{FIRST}-{self._count}"
            key += f"{OF}{self.pair}" if self.pair else ""
            self.editions = [*self.editions, Edition(key, tables, files, digest)][-KEPT:]

    def _told(self, found: pd.DataFrame | None) -> pd.DataFrame | None:
        """The problems without the place of the folder on this machine."""
        return None if found is None else found.replace({"value": {str(self.folder): ""}})


_shelves: dict[Path, Shelf] = {}
_served: list[bool] = []


def serve() -> None:
    """From here on this server answers the addresses that other programs read."""
    _served.append(True)


def is_served() -> bool:
    """Does it? Not where something else than `streamlit run` runs the dashboard."""
    return bool(_served)


def folder(other: str = "") -> Path:
    """The folder of tables that this server shows, or that of another pair by its name."""
    return dataset.home_of_pairs() / other if other else dataset.home()


def others() -> tuple[str, ...]:
    """The other pairs that this server can show, by the names of their folders, sound or not."""
    return _others(dataset.home_of_pairs(), _second())


@lru_cache(maxsize=2)
def _others(home: Path, _when: int) -> tuple[str, ...]:
    return tuple(sorted(path.parent.name for path in home.glob(f"*/{pair.FILE}")))


def _shelf(other: str) -> Shelf:
    place = folder(other)
    return _shelves.setdefault(place, Shelf(place, other))


def shelf(other: str = "") -> Shelf:
    """The editions of the folder that this server shows, renewed where it has changed."""
    kept = _shelf(other)
    kept.renew()
    return kept


def show_pair(other: str) -> None:
    """Show this session another pair from here on; "" for the server's own."""
    st.session_state[PAIR] = other


def pair_in_view() -> str:
    """The other pair that this session looks at, where it is not the server's own."""
    return str(st.session_state.get(PAIR, ""))


def pin(version: str) -> None:
    """Show this session the tables of a kept version from here on; "" for the present ones."""
    st.session_state[PINNED] = version


def pinned() -> str:
    """The version that this session looks at, where it is not the present one."""
    return str(st.session_state.get(PINNED, ""))


def key_of(version: str) -> str:
    """The key of the tables of a kept version."""
    return f"{FIRST}{AT}{version}"


@lru_cache(maxsize=4)
def _kept(version: str) -> Edition:
    tables, files = releases.load(version)
    digest = releases.digest(releases.files(version))
    return Edition(key_of(version), tables, files, digest)


def current(other: str = "") -> Edition | None:
    """What everybody is shown now; None where the folder has had a problem from the start."""
    if other and other not in others():
        return None
    editions = shelf(other).editions
    return editions[-1] if editions else None


def pair_of(key: str) -> str:
    """The name of the other pair that a key of tables names; "" for the server's own."""
    return key.partition(OF)[2]


def edition(key: str) -> Edition | None:
    """The edition of this key, while it is kept; else the current one."""
    if not key.startswith(FIRST):
        return None
    if AT in key:
        return _kept(key.partition(AT)[2])
    other = pair_of(key)
    editions = _shelf(other).editions or shelf(other).editions
    return next((each for each in editions if each.key == key), editions[-1] if editions else None)


def state_of(place: Path) -> State:
    """What changes when a file of the folder does: names, times and sizes."""
    try:
        stats = [(path.name, path.stat()) for path in sorted(place.iterdir()) if path.is_file()]
    except OSError:
        return ()
    return tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in stats)


@lru_cache(maxsize=64)
def _state(place: Path, _when: int) -> State:
    return state_of(place)


def _second() -> int:
    """A run asks for many a table: within this time it is answered by one look at the folder."""
    return int(monotonic())
