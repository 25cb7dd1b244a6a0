"""The names of the measures of the relationship, their bands and levels, and their values."""

from __future__ import annotations

import pandas as pd

from analysis.temperature.accumulated import RANGE, level
from analysis.temperature.band import LEVEL
from analysis.temperature.line import named_band
from charts.draw import theme
from charts.draw.picture import Picture
from charts.speech.language import _, degrees, number, percent

MEASURES = ("temperature", "accumulated", "sum")
FULL_COLOR = {"temperature": 4.0, "accumulated": RANGE, "sum": 25.0}
"""The value at which a colour of the diverging scale is at its fullest, by measure."""


def band_name(name: str) -> str:
    """The name of a band of the temperature, in the language of the run."""
    return {
        "frozen": _("frozen"),
        "cold": _("cold"),
        "cool": _("cool"),
        "neutral": _("neutral"),
        "mild": _("mild"),
        "warm": _("warm"),
        "hot": _("hot"),
    }[name]


def level_name(name: str) -> str:
    """The name of a level of the accumulated score, in the language of the run."""
    return {
        "confrontational": _("confrontational"),
        "tense": _("tense"),
        "discordant": _("discordant"),
        "ordinary": _("ordinary"),
        "good": _("good"),
        "friendly": _("friendly"),
    }[name]


def shown(value: float, measure: str) -> str:
    """A value of a measure with its sign and unit."""
    return f"{degrees(value)}°" if measure == "temperature" else degrees(value)


def measure_name(measure: str) -> str:
    """The name of a measure with its unit, for axes and columns."""
    return {
        "temperature": _("Temperature (°)"),
        "accumulated": _("Accumulated score (points)"),
        "sum": _("Monthly sum (Goldstein)"),
    }[measure]


def name_of(value: float, measure: str) -> str:
    """The band or level that a value of a measure falls in."""
    if measure == "temperature":
        return band_name(named_band(value))
    return level_name(level(value))


def subtitle(measure: str, band: bool = False) -> str:
    """What a measure is, and its unit."""
    if measure == "accumulated":
        return _(
            "Accumulated score in points, −{range} (hostile) to +{range} (friendly): every event "
            "adds to all that went before, and nothing fades.",
            range=number(RANGE),
        )
    if measure == "sum":
        return _("Sum of the intensities (Goldstein values) of each month’s events, unweighted.")
    if band:
        return _(
            "Temperature in degrees, −10 to +10: the weighted mean intensity of events, fading "
            "with age. Grey: where {level} of bootstrap samples lie. Choose a dot or a month.",
            level=percent(LEVEL),
        )
    return _(
        "Temperature in degrees, −10 to +10: the weighted mean intensity of events, fading with "
        "age."
    )


def nothing(measure: str) -> Picture:
    """The picture of an empty window: words, and a plot without a line."""
    return Picture(
        figure=theme.figure(120, xaxis={"visible": False}, yaxis={"visible": False}),
        title=_("Nothing of this window is on record"),
        subtitle=subtitle(measure),
        alt=_("An empty chart: no day of the chosen years is on record."),
        table=pd.DataFrame(),
    )
