"""The names of the measures of the relationship, their bands and levels, and their values."""

from __future__ import annotations

import pandas as pd

from analysis.temperature.accumulated import RANGE
from analysis.temperature.certainty.record import LEVEL
from analysis.temperature.measures import MEASURES, Measure
from charts.draw import theme
from charts.draw.picture import Picture
from charts.speech.formats import degrees, number, percent
from charts.speech.language import _

TEMPERATURE = MEASURES["temperature"]
FULL_COLOR = {"temperature": 4.0, "accumulated": RANGE, "sum": 25.0}
"""The value at which a colour of the diverging scale is at its fullest, by measure."""


def level_name(name: str) -> str:
    """The name of a band of the temperature or of a level of the accumulated score."""
    return {
        "frozen": _("frozen"),
        "cold": _("cold"),
        "cool": _("cool"),
        "neutral": _("neutral"),
        "mild": _("mild"),
        "warm": _("warm"),
        "hot": _("hot"),
        "confrontational": _("confrontational"),
        "tense": _("tense"),
        "discordant": _("discordant"),
        "ordinary": _("ordinary"),
        "good": _("good"),
        "friendly": _("friendly"),
    }[name]


def shown(value: float, measure: Measure) -> str:
    """A value of a measure with its sign and unit."""
    return degrees(value) + measure.unit


def short_name(name: str) -> str:
    """The name of a measure where it is chosen."""
    return {
        "temperature": _("Temperature"),
        "accumulated": _("Accumulated"),
        "sum": _("Monthly sum"),
    }[name]


def measure_name(measure: Measure) -> str:
    """The name of a measure with its unit, for axes and columns."""
    return {
        "temperature": _("Temperature (°)"),
        "accumulated": _("Accumulated score (points)"),
        "sum": _("Monthly sum (Goldstein)"),
    }[measure.name]


def hover(measure: Measure) -> str:
    """The line of a hover box that gives the value of a measure, for Plotly to fill in."""
    value = "%{y:+.2f}"
    return {
        "temperature": _("Temperature {value}°", value=value),
        "accumulated": _("Accumulated score {value}", value=value),
        "sum": _("Sum {value}, {events}", value="%{y:+.1f}", events="%{customdata[1]}"),
    }[measure.name]


def subtitle(measure: Measure, band: bool = False) -> str:
    """What a measure is, and its unit."""
    if band:
        return _(
            "Average of acts, −10 (conflict) to +10 (cooperation). {level} bands: dark, record; "
            "light, state.",
            level=percent(LEVEL),
        )
    return {
        "temperature": _(
            "Temperature in degrees, −10 to +10: the weighted mean intensity of events, fading "
            "with age."
        ),
        "accumulated": _(
            "Accumulated score in points, −{range} (hostile) to +{range} (friendly): every event "
            "adds to all that went before, and nothing fades.",
            range=number(RANGE),
        ),
        "sum": _("Sum of the intensities (Goldstein values) of each month’s events, unweighted."),
    }[measure.name]


def nothing(measure: Measure = TEMPERATURE) -> Picture:
    """The picture of an empty window: words, and a plot without a line."""
    return Picture(
        figure=theme.figure(120, xaxis={"visible": False}, yaxis={"visible": False}),
        title=_("Nothing of this window is on record"),
        subtitle=subtitle(measure),
        alt=_("An empty chart: no day of the chosen years is on record."),
        table=pd.DataFrame(),
    )
