"""Which published form does a file of coded events have, and where does what we need stand in it?

The forms differ in their columns and agree in what they say: on a day, an actor of one country
did something to an actor of another. Decided by the header, or by the number of columns where
there is none, never by guess.

Sources of the column lists: the GDELT event codebooks 1.0 and 2.0; ICEWS (Boschee and others
2015, doi 10.7910/DVN/28075); POLECAT (Halterman and others 2023, doi 10.7910/DVN/AJGVIT).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from analysis.streams import StreamError


@dataclass(frozen=True)
class Form:
    """One published form: how its rows are written, and under which terms they may be used.

    `named` are the columns of each field by name, for forms with a header, in every spelling that
    was seen; those of a place make it together. `dates` are tried in order. `countries` tells what
    the actors' countries are written in: codes (ISO 3166 alpha-3) or names in English. `several`
    is what parts several values in a cell.
    """

    key: str
    name: str
    licence: str
    dates: tuple[str, ...]
    countries: str = "codes"
    several: str = ""
    quote: str = ""
    cameo: bool = True
    named: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Layout:
    """Where the fields of one file stand: positions by field, of `width` columns in all."""

    form: Form
    width: int
    header: bool
    positions: Mapping[str, tuple[int, ...]]


_GDELT_LICENCE = (
    "GDELT allows any use without a fee; whoever passes rows on names the GDELT Project and links "
    "to https://www.gdeltproject.org/"
)

GDELT_1 = Form("gdelt-1", "GDELT 1.0 events", _GDELT_LICENCE, dates=("%Y%m%d",))
GDELT_2 = Form("gdelt-2", "GDELT 2.0 events", _GDELT_LICENCE, dates=("%Y%m%d",))

_IN_BOTH = {
    "event_id": ("Event ID",),
    "day": ("Event Date",),
    "intensity": ("Intensity", "Event Intensity"),
    "place": ("City", "Province", "Country"),
    "place_country": ("Country",),
    "address": ("Story ID",),
}
"""What ICEWS and POLECAT call alike."""

ICEWS = Form(
    "icews",
    "ICEWS coded events",
    "The terms stand with the data set, https://doi.org/10.7910/DVN/28075: read them before rows "
    "are passed on",
    dates=("%Y-%m-%d", "%m/%d/%Y"),
    countries="names",
    named=_IN_BOTH
    | {
        "initiator": ("Source Country",),
        "target": ("Target Country",),
        "initiator_name": ("Source Name",),
        "target_name": ("Target Name",),
        "code": ("CAMEO Code",),
    },
)

POLECAT = Form(
    "polecat",
    "POLECAT events",
    "For research and education; the terms stand with the data set, "
    "https://doi.org/10.7910/DVN/AJGVIT",
    dates=("%Y-%m-%d",),
    several=";",
    quote='"',
    cameo=False,
    named=_IN_BOTH
    | {
        "initiator": ("Actor Country",),
        "target": ("Recipient Country",),
        "initiator_name": ("Actor Name",),
        "target_name": ("Recipient Name",),
        "code": ("Event Type",),
    },
)

FORMS = {form.key: form for form in (GDELT_1, GDELT_2, ICEWS, POLECAT)}

NEEDED = ("event_id", "day", "initiator", "target", "code")
"""A form with a header that lacks one of these cannot be read."""

SURPLUS = ("Headline", "Event Text", "Feed", "Story ID")
"""Columns that some headers of POLECAT name and that its rows do not have."""

OTHER_GDELT = {16: "table of mentions", 27: "knowledge graph"}

PLOVER_ROOTS = {
    "AGREE": "03",
    "CONSULT": "04",
    "SUPPORT": "05",
    "COOPERATE": "06",
    "AID": "07",
    "CONCEDE": "08",
    "RETREAT": "08",
    "REQUEST": "10",
    "DEMAND": "10",
    "ACCUSE": "11",
    "REJECT": "12",
    "THREATEN": "13",
    "PROTEST": "14",
    "MOBILIZE": "15",
    "SANCTION": "16",
    "COERCE": "17",
    "ASSAULT": "18",
}
"""The CAMEO root of each event type of PLOVER, after openeventdata's CAMEO2PLOVER-2021."""

ROOTS = tuple(f"{number:02d}" for number in range(1, 21))
CONSULT = "04"
"""Meetings, visits and calls: coded once from each side."""


def layout(lines: Sequence[str]) -> Layout:
    """Which form has a file that begins with these lines?

    Raises StreamError for a form that is not known, which says what was seen.
    """
    rows = [line.split("\t") for line in lines]
    names = [cell.strip().strip('"') for cell in rows[0]]
    width = Counter(len(row) for row in rows[1:] or rows).most_common(1)[0][0]
    if {"CAMEO Code", "Source Country"} <= set(names):
        return _by_name(ICEWS, names, width)
    if {"Event Type", "Actor Country"} <= set(names):
        return _by_name(POLECAT, names, width)
    return _by_count(rows, width)


def _by_name(form: Form, names: Sequence[str], width: int) -> Layout:
    """Some files of POLECAT name more columns than their rows have, others end rows with tabs."""
    if width < len(names):
        names = [name for name in names if name and name not in SURPLUS]
    if width < len(names):
        raise StreamError(f"{form.name}: the header names {len(names)} columns, rows have {width}")
    position = {name: number for number, name in reversed(list(enumerate(names))) if name}
    found: dict[str, tuple[int, ...]] = {}
    for name, columns in form.named.items():
        if known := tuple(position[column] for column in columns if column in position):
            found[name] = known
    missing = [form.named[name][0] for name in NEEDED if name not in found]
    if missing:
        raise StreamError(f"{form.name}: the header has no column {', '.join(missing)}")
    return Layout(form, width, header=True, positions=found)


def _by_count(rows: Sequence[Sequence[str]], width: int) -> Layout:
    """GDELT has no header: 61 columns are 2.0, 58 a daily file of 1.0, 57 one of its back-files."""
    if width == 1:
        raise StreamError("no tab in its first lines; expected a table whose columns a tab parts")
    if width in OTHER_GDELT:
        raise StreamError(
            f"{width} columns, as GDELT's {OTHER_GDELT[width]} has; expected its events, which "
            "have 57, 58 or 61"
        )
    header = rows[0][0].upper() == "GLOBALEVENTID"
    if width not in {57, 58, 61} or not any(map(_gdelt_row, rows)):
        raise StreamError(
            f"{width} columns; expected GDELT events (57, 58 or 61 columns, no header), or the "
            "header of ICEWS or POLECAT"
        )
    place = 52 if width == 61 else 50
    positions = {
        "event_id": (0,),
        "day": (1,),
        "initiator": (7,),
        "target": (17,),
        "initiator_name": (6,),
        "target_name": (16,),
        "code": (26,),
        "intensity": (30,),
        "mentions": (31,),
        "place": (place,),
        "place_country": (place + 1,),
    }
    if width > 57:
        positions["address"] = (width - 1,)
    return Layout(GDELT_2 if width == 61 else GDELT_1, width, header, positions)


def _gdelt_row(cells: Sequence[str]) -> bool:
    return cells[0].isdigit() and cells[1].isdigit() and len(cells[1]) == 8
