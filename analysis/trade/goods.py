"""Which goods does a restriction hit, and which series measure the trade in them?

The tables name goods in words and by headings of the Harmonized System. A line of goods gathers
what belongs together whatever the words: the headings it covers, and, for rows and series that
give no heading, words of their names. Rows that fit no line are gathered by product group.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from analysis.trade.standing import measures


@dataclass(frozen=True)
class Line:
    """A line of goods.

    - `headings`: chapters or headings of the Harmonized System (2022), two to six digits;
    - `words`: a name belongs where it holds every word of one of these phrases;
    - `topics`: topics under which events speak of these goods.
    """

    headings: tuple[str, ...]
    words: tuple[str, ...]
    topics: tuple[str, ...] = ()


LINES: Mapping[str, Line] = {
    "canola-seed": Line(("1205",), ("canola seed", "rapeseed"), ("canola",)),
    "canola-oil": Line(("1514",), ("canola oil",), ("canola",)),
    "canola-meal": Line(("2306",), ("canola meal",), ("canola",)),
    "soybeans": Line(("1201",), ("soybean",), ("agriculture",)),
    "peas": Line(("0713",), ("dry pea", "yellow pea"), ("agriculture",)),
    "pork": Line(("0203",), ("pork",), ("meat",)),
    "beef": Line(("0201", "0202"), ("beef",), ("meat",)),
    "seafood": Line(("03",), ("seafood", "lobster", "shellfish"), ("seafood",)),
    "vehicles": Line(("87",), ("vehicle", "car"), ("electric-vehicles",)),
    "steel-aluminium": Line(("72", "73", "76"), ("steel", "aluminium"), ("steel-aluminium",)),
    "travel": Line((), ("visit", "tourist", "tour"), ("tourism", "visas")),
}

ALL = "all"
"""Every restriction, and the series of the goods trade as a whole."""

WHOLE_TRADE = ("good export", "good import", "good trade")


def with_lines(restrictions: pd.DataFrame) -> pd.DataFrame:
    """Which lines of goods does each phase belong to?

    One row per phase and line, with `line`: a key of LINES, or the product group where none fits.
    Relief belongs to the lines of what it relieves. Rows without headings go by the words of
    their product, and failing that with the other phases of their measure.
    """
    measure = measures(restrictions)
    own = [
        _of_row(headings, product)
        for headings, product in zip(restrictions["hs"], restrictions["product"], strict=True)
    ]
    lines = pd.Series(own, index=restrictions.index, dtype=object)
    relief = restrictions["status"] == "easing"
    relieved = lines[~relief].groupby(measure[~relief]).agg(_union)
    inherited = measure.map(relieved)
    found = [
        theirs if isinstance(theirs, tuple) and (eases or not mine) else mine
        for mine, theirs, eases in zip(lines, inherited, relief, strict=True)
    ]
    groups = restrictions["product_group"].astype(str)
    return restrictions.assign(
        line=[line or (group,) for line, group in zip(found, groups, strict=True)]
    ).explode("line")


def of_line(restrictions: pd.DataFrame, line: str) -> pd.DataFrame:
    """The phases that hit this line of goods (`ALL` means every phase)."""
    if line == ALL:
        return restrictions
    found = with_lines(restrictions)
    return restrictions[restrictions.index.isin(found.index[found["line"] == line])]


def names(line: str, name: str) -> bool:
    """Does the name of a series or product speak of this line of goods?"""
    phrases = WHOLE_TRADE if line == ALL else LINES[line].words if line in LINES else ()
    found = _stems(name)
    return any(_stems(phrase) <= found for phrase in phrases)


def topics(line: str) -> frozenset[str]:
    """The topics under which events speak of this line of goods."""
    return frozenset(LINES[line].topics) if line in LINES else frozenset()


def _of_row(headings: tuple[str, ...], product: str) -> tuple[str, ...]:
    if headings:
        return tuple(
            key
            for key, line in LINES.items()
            if any(h.startswith(p) for h in headings for p in line.headings)
        )
    return tuple(key for key in LINES if names(key, product))


def _union(parts: pd.Series) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line for lines in parts for line in lines))


def _stems(text: str) -> frozenset[str]:
    """The words of a text in small letters, without the plural's s."""
    return frozenset(word.removesuffix("s") for word in re.findall(r"[^\W\d_]+", text.lower()))
