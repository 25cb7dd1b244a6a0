"""What every section on the temperature draws on: the acts, their window, their line and breaks.

The line and its breaks are worked out once for all windows of years, which do not change them, and
what is said of the whole record once for all filters.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from analysis.tables.dataset import Dataset
from analysis.tables.dates import last_day, month_ends
from analysis.temperature import acts, eras, measures, scales
from analysis.temperature.certainty import breaks
from analysis.temperature.line import HALF_LIFE_DAYS, line
from analysis.temperature.measures import MEASURES, Doubt
from app_pages.frame import state
from app_pages.frame.state import Selection
from charts.draw.picture import Picture
from charts.speech.formats import labelled
from charts.speech.language import _


@dataclass(frozen=True)
class Formula:
    """What a reader may choose of the formula: the half-life in days, and the scale."""

    half_life: float = HALF_LIFE_DAYS
    scale: str = scales.SCALES[0]


def alone(text: str, chosen: Selection) -> str:
    """The text; where filters leave events out, that it is of the others alone."""
    if not chosen.partial("events"):
        return text
    return labelled(_("The events that pass the filters alone"), text)


def of_some(shown: Picture, chosen: Selection) -> Picture:
    """The picture; where filters leave events out, its title says that it is of the others."""
    title = shown.title if shown.table.empty else alone(shown.title, chosen)
    return replace(shown, title=title, alt=shown.alt.replace(shown.title, title))


def measured(chosen: Selection, formula: Formula) -> pd.DataFrame:
    """The acts of the two sides that pass the filters, whatever the window of years."""
    return _acts(chosen.history, chosen.record, formula.scale)


def whole(chosen: Selection, formula: Formula) -> pd.DataFrame:
    """The acts of the two sides in the whole record."""
    return _acts(chosen.record, chosen.record, formula.scale)


def _acts(tables: Dataset, record: Dataset, scale: str) -> pd.DataFrame:
    return on_scale(acts.between(tables.events, record.pair), record, scale)


def on_scale(rows: pd.DataFrame, record: Dataset, scale: str) -> pd.DataFrame:
    """Rows with a CAMEO code, with the intensities of the scale."""
    return scales.scaled(rows, scales.scores(record)) if scale == scales.SCALES[1] else rows


def window(chosen: Selection) -> pd.DatetimeIndex:
    """The month ends of the window of years, from the first event on and not beyond the record."""
    first, last = chosen.years
    start = max(pd.Timestamp(first, 1, 31), first_event(chosen))
    end = min(pd.Timestamp(last, 12, 31), chosen.record.end)
    return month_ends(start, end) if start <= end else pd.DatetimeIndex([], dtype="datetime64[s]")


@state.once("history")
def first_event(chosen: Selection) -> pd.Timestamp:
    """The first day on which an act is known to have happened."""
    events = measured(chosen, Formula())
    known = last_day(events["date"], events["date_precision"])
    return min(known.min(), chosen.record.end) if len(events) else chosen.record.end


def every_month(chosen: Selection) -> pd.DatetimeIndex:
    """The month ends of the whole history."""
    return month_ends(first_event(chosen), chosen.record.end)


@state.once("history")
def monthly(chosen: Selection, formula: Formula) -> pd.DataFrame:
    """The line of the whole history, by month."""
    return line(measured(chosen, formula), every_month(chosen), formula.half_life)


@state.once("history")
def curve(chosen: Selection, measure: str, formula: Formula, score_step: float) -> pd.DataFrame:
    """A measure by month over the whole history, with what is known of its certainty."""
    used, events, at = MEASURES[measure], measured(chosen, formula), every_month(chosen)
    values = used.values(events, at, formula.half_life, score_step)
    if used.certainty is None:
        return values
    sure = unsure(chosen, formula)
    return values.merge(used.certainty(events, at, formula.half_life, sure), on="date")


def unsure(chosen: Selection, formula: Formula) -> Doubt:
    """How sure the whole record may be."""
    return _doubt(chosen, formula.scale)


@state.once("record")
def _doubt(chosen: Selection, scale: str) -> Doubt:
    return measures.doubt(chosen.record, scale)


@state.once("record")
def wall(chosen: Selection) -> int | None:
    """The first year in which the whole record is dense."""
    return eras.wall(whole(chosen, Formula()))


def dense(chosen: Selection, formula: Formula) -> pd.DataFrame:
    """The acts that pass the filters, of the years in which the record is dense."""
    return eras.since(measured(chosen, formula), wall(chosen))


@state.once("history")
def breaks_found(chosen: Selection, scale: str) -> pd.DataFrame:
    """When the level of the acts changed."""
    return breaks.breaks(dense(chosen, Formula(scale=scale)))
