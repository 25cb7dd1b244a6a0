"""The two sides of the relationship, as `pair.toml` names them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

FILE = "pair.toml"


@dataclass(frozen=True)
class Side:
    """One side: its ISO 3166 alpha-3 code, its names by language and its colour.

    `also` are further codes under which places on its ground stand in the tables.
    """

    code: str
    name: Mapping[str, str]
    adjective: Mapping[str, str]
    color: str
    also: tuple[str, ...] = ()

    def __hash__(self) -> int:
        return hash(self.code)


@dataclass(frozen=True)
class Preset:
    """A date from which readers often count, with its label by language."""

    key: str
    date: date
    label: Mapping[str, str]


@dataclass(frozen=True)
class Pair:
    """Both sides, the colours of mutual and third-party acts, and the dates to start from.

    `comparisons` are ids of series that the method page sets beside the temperature, and
    `field_months` the months in which surveys among them ask, by id of series. The tables
    name offices and series in English: `office_names` has other languages' names by the English
    title, `series_names` those of series by id. `outlets` are publishers judged by hand (`repost`
    or `own`, see `analysis.evidence.classes`). `source` is the text that says all this, for whoever
    takes the tables away.
    """

    a: Side
    b: Side
    title: Mapping[str, str]
    mutual_color: str
    third_color: str
    presets: tuple[Preset, ...] = ()
    comparisons: tuple[str, ...] = ()
    field_months: Mapping[str, int] = field(default_factory=dict)
    office_names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    series_names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    outlets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    source: str = field(default="", repr=False, compare=False)

    @property
    def sides(self) -> tuple[Side, Side]:
        """Both sides, a first."""
        return self.a, self.b

    @property
    def a_to_b(self) -> str:
        """The direction value of acts of side a towards side b."""
        return f"{self.a.code}-{self.b.code}"

    @property
    def b_to_a(self) -> str:
        """The direction value of acts of side b towards side a."""
        return f"{self.b.code}-{self.a.code}"

    def side(self, code: str) -> Side:
        """The side with that ISO code; KeyError for any other."""
        return {side.code: side for side in self.sides}[code]

    def colors(self) -> dict[str, str]:
        """The colour of each side, direction and kind of party, by its value in the tables."""
        return {
            self.a.code: self.a.color,
            self.b.code: self.b.color,
            self.a_to_b: self.a.color,
            self.b_to_a: self.b.color,
            "mutual": self.mutual_color,
            "both": self.mutual_color,
            "third-party": self.third_color,
        }


def parse(text: str) -> Pair:
    """Who are the two sides of this `pair.toml`?

    A name missing in a language falls back to English. Raises KeyError where a side has no code
    or English name, and tomllib.TOMLDecodeError where the file is not TOML.
    """
    content = tomllib.loads(text)
    a, b = _side(content["a"], "#7A6BDB"), _side(content["b"], "#BF7B00")
    return Pair(
        a=a,
        b=b,
        title=content.get("title", {"en": f"{a.name['en']}–{b.name['en']} relations"}),
        mutual_color=content.get("mutual_color", "#17967F"),
        third_color=content.get("third_color", "#8A8F98"),
        presets=tuple(
            Preset(p["key"], _date(p["date"]), p["label"]) for p in content.get("presets", [])
        ),
        comparisons=tuple(content.get("comparisons", [])),
        field_months={str(k): int(month) for k, month in content.get("field_months", {}).items()},
        office_names=content.get("office_names", {}),
        series_names=content.get("series_names", {}),
        outlets={judged: tuple(names) for judged, names in content.get("outlets", {}).items()},
        source=text,
    )


def _side(content: Mapping[str, Any], color: str) -> Side:
    name = content["name"]
    return Side(
        code=content["code"],
        name={"en": name["en"], **name},
        adjective={"en": name["en"], **content.get("adjective", {})},
        color=content.get("color", color),
        also=tuple(content.get("also", [])),
    )


def _date(value: str | date) -> date:
    return date.fromisoformat(value) if isinstance(value, str) else value
