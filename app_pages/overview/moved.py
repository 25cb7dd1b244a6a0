"""Two days, and the events that moved the temperature from the one to the other."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from analysis.temperature import line, mix
from analysis.temperature.certainty import differences
from analysis.temperature.certainty.differences import Difference
from analysis.temperature.certainty.record import resamples
from app_pages.cards import shell
from app_pages.frame import address, page, state
from app_pages.frame.picture import picture
from app_pages.frame.state import Selection
from app_pages.temperature.line import Formula, measured, of_some, unsure, wall, window
from charts.draw.picture import Picture
from charts.speech.formats import day, sentences
from charts.speech.language import _, language
from charts.temperature import change
from charts.temperature import mix as mix_charts

TOP_MOVERS = 10
IN_VIEW, PAST_YEAR, LAST_YEAR, OWN_DATES = "view", "since", "year", "dates"


def what_moved(
    chosen: Selection, start: pd.Timestamp, end: pd.Timestamp, formula: Formula
) -> Picture:
    """The events that moved the temperature from one day to another."""
    events = measured(chosen, formula)
    changes = line.change(events, start, end, formula.half_life)
    at = pd.DatetimeIndex([start, end])
    before, after = line.line(events, at, formula.half_life)["temperature"]
    # Only what happened in between is named: that an old event fades is no news of its own.
    earlier = changes["earlier"]
    largest, others = line.movers(changes[~earlier], TOP_MOVERS)
    _none, fading = line.movers(changes[earlier], 0)
    others = pd.concat([others, fading])
    moved = state.measure(difference, chosen.view, start=start, end=end, formula=formula)
    shown = change.change(
        largest, others, start, end, float(before), float(after), chosen.words, moved
    )
    return _across(shown, chosen, start, end)


def _across(shown: Picture, chosen: Selection, start: pd.Timestamp, end: pd.Timestamp) -> Picture:
    """The picture of some events, which says where its two days lie in two eras of the record."""
    year = wall(chosen)
    if year is not None and start.year < year <= end.year:
        thin = _(
            "The record is thin before {year}: levels before and after do not compare.",
            year=str(year),
        )
        shown = replace(shown, note=sentences([shown.note, thin]))
    return of_some(shown, chosen)


def difference(
    chosen: Selection, start: pd.Timestamp, end: pd.Timestamp, formula: Formula
) -> Difference:
    """By how much the temperature changed between two days, and how sure that is."""
    drawn = resamples(measured(chosen, formula), errors=unsure(chosen, formula).errors)
    return differences.change(drawn, start, end, formula.half_life)


def mix_or_tone(
    chosen: Selection, start: pd.Timestamp, end: pd.Timestamp, formula: Formula
) -> Picture:
    """The share of mutual acts and the warmth of one-way acts, and what each explains."""
    events, at = measured(chosen, formula), window(chosen)
    drawn = resamples(events, errors=unsure(chosen, formula).errors)
    shown = mix_charts.mix(
        mix.over_time(events, at, formula.half_life),
        mix.told(drawn, start, end, formula.half_life),
        differences.change(drawn, start, end, formula.half_life),
        start,
        end,
    )
    return _across(shown, chosen, start, end)


@page.fragment
def section(formula: Formula) -> None:
    """Two days, and the events that moved the temperature from the one to the other."""
    view = state.view()
    chosen = state.selection(view)
    st.markdown(f"## {_('What moved it')}")
    start, end = _days(chosen)
    if start >= end:
        st.info(
            _("Nothing of this window is on record")
            if window(chosen).empty
            else _("Choose a first day that lies before the last.")
        )
        return
    how = address.choose(
        st.segmented_control,
        _("By"),
        {"events": _("Event by event"), "mix": _("Mix or tone")},
        key="moved_by",
        label_visibility="collapsed",
    )
    if how == "mix":
        shown = state.result(mix_or_tone, view, start=start, end=end, formula=formula)
        picture(shown, "what-moved-mix", level=3)
        return
    shown = state.result(what_moved, view, start=start, end=end, formula=formula)
    shell.clicked(picture(shown, "what-moved", selectable=True, level=3), "events")


def last_day(chosen: Selection) -> pd.Timestamp:
    """The last day of the years in view that is on record."""
    return min(pd.Timestamp(chosen.years[1], 12, 31), chosen.record.end)


def first_days(chosen: Selection) -> dict[str, pd.Timestamp]:
    """The days from which the change may be counted, by the name of each choice."""
    end = last_day(chosen)
    # The eve, so that what happened on the day itself counts.
    eves = {
        preset.key: pd.Timestamp(preset.date) - pd.Timedelta(days=1)
        for preset in chosen.record.pair.presets
    }
    return {
        IN_VIEW: pd.Timestamp(chosen.years[0] - 1, 12, 31),
        PAST_YEAR: end - pd.DateOffset(years=1),
        LAST_YEAR: pd.Timestamp(end.year - 1, 12, 31),
        **{key: eve for key, eve in eves.items() if eve < end},
    }


def _days(chosen: Selection) -> tuple[pd.Timestamp, pd.Timestamp]:
    """The two days to compare: the years in view, a preset within them, or the reader's own."""
    end, begins = last_day(chosen), first_days(chosen)
    labels = {
        IN_VIEW: _("years in view"),
        PAST_YEAR: _("in the year to {date}", date=day(end)),
        LAST_YEAR: _("in {year}", year=end.year),
        OWN_DATES: _("between two dates"),
        **{
            preset.key: preset.label.get(language()) or preset.label["en"]
            for preset in chosen.record.pair.presets
        },
    }
    choice = address.choose(
        st.segmented_control,
        _("Between"),
        {key: labels[key] for key in (*begins, OWN_DATES)},
        key="moved",
        label_visibility="collapsed",
    )
    if choice != OWN_DATES:
        return begins[choice], end
    reach = chosen.history.events["date"].min(), chosen.record.end
    with st.container(horizontal=True):
        start = address.day(_("From the end of"), *reach, begins[IN_VIEW], key="moved_from")
        return start, address.day(_("to the end of"), *reach, end, key="moved_to")
