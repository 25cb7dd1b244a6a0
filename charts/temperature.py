"""The temperature of the relationship as a line."""

from __future__ import annotations

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from analysis.temperature import BANDS, band
from charts import theme
from charts.picture import Picture
from charts.text import lines, plain, wrapped
from charts.wording import Words, _, day, degrees, plural

HEIGHT = 430
MARKER_SIZE = {"1": 5, "2": 7, "3": 10}


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


def line(
    temperature: pd.DataFrame, events: pd.DataFrame, end: pd.Timestamp, words: Words
) -> Picture:
    """How warm was the relationship, and which events of the highest salience mark the line?

    `temperature` has date and temperature (see `analysis.temperature.line`); `events` are marked
    where their salience is 3; `end` is the end of coverage.
    """
    figure = theme.figure(HEIGHT, hovermode="closest")
    low, high = _range(temperature["temperature"])
    _name_bands(figure, low, high)
    figure.add_hline(y=0, line={"color": theme.MUTED, "width": 1})
    figure.add_scatter(
        x=temperature["date"],
        y=temperature["temperature"].round(3),
        mode="lines",
        line={"color": theme.LINE, "width": 2.5},
        name=_("Temperature"),
        hovertemplate="%{x|%Y-%m-%d}<br>%{y:+.1f}°<extra></extra>",
    )
    _mark_events(figure, events[events["salience"] == "3"], temperature, words)
    _mark_end(figure, end)
    figure.update_yaxes(range=[low, high], ticksuffix="°", tickformat="+.0f", dtick=1)
    return Picture(
        figure=figure,
        title=_line_title(temperature),
        subtitle=_(
            "Temperature in degrees, −10 (coldest) to +10 (warmest): the weighted mean intensity "
            "of the events on record, fading with age. Dots are events of the highest salience."
        ),
        alt=_line_alt(temperature),
        table=temperature.assign(
            temperature=temperature["temperature"].round(2),
            band=[band_name(band(t)) for t in temperature["temperature"]],
        ).rename(
            columns={"date": _("Date"), "temperature": _("Temperature (°)"), "band": _("Band")}
        ),
    )


def _range(temperature: pd.Series) -> tuple[float, float]:
    low = min(float(temperature.min()), -0.5) - 0.7
    high = max(float(temperature.max()), 0.5) + 0.7
    return max(low, -10.0), min(high, 10.0)


def _name_bands(figure: go.Figure, low: float, high: float) -> None:
    for name, bottom, top in BANDS:
        visible_bottom, visible_top = max(bottom, low), min(top, high)
        if visible_top - visible_bottom < 0.35:
            continue
        if bottom > low:
            figure.add_hline(y=bottom, line={"color": theme.FAINT, "width": 1, "dash": "dot"})
        figure.add_annotation(
            x=1,
            xref="paper",
            xanchor="right",
            y=(visible_bottom + visible_top) / 2,
            text=band_name(name),
            showarrow=False,
            font={"size": 11, "color": theme.MUTED},
        )


def _mark_events(
    figure: go.Figure, events: pd.DataFrame, temperature: pd.DataFrame, words: Words
) -> None:
    if events.empty or temperature.empty:
        return
    heights = np.interp(
        events["date"].astype("int64"),
        temperature["date"].astype("int64"),
        temperature["temperature"],
    )
    figure.add_scatter(
        x=events["date"],
        y=heights.round(3),
        mode="markers",
        name=_("Events"),
        marker={
            "size": [MARKER_SIZE[str(s)] for s in events["salience"]],
            "color": [theme.intensity_color(g) for g in events["goldstein"]],
            "line": {"color": "white", "width": 1},
        },
        customdata=events["event_id"].to_list(),
        hovertext=[event_hover(event, words) for event in events.itertuples()],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def event_hover(event: object, words: Words) -> str:
    """The hover box of an event: date, title, who acted on whom, intensity with its unit."""
    e = event
    return lines(
        [
            f"<b>{wrapped(e.title)}</b>",  # type: ignore[attr-defined]
            plain(day(e.date, e.date_precision)),  # type: ignore[attr-defined]
            plain(words.term("direction", e.direction)),  # type: ignore[attr-defined]
            _("Intensity {value}° (CAMEO {code})", value=degrees(e.goldstein), code=e.cameo),  # type: ignore[attr-defined]
        ]
    )


def _mark_end(figure: go.Figure, end: pd.Timestamp) -> None:
    figure.add_vline(x=end.isoformat(), line={"color": theme.MUTED, "width": 1, "dash": "dash"})
    figure.add_annotation(
        x=end.isoformat(),
        y=0,
        yref="paper",
        yanchor="bottom",
        xanchor="right",
        text=_("record ends {date}", date=day(end)),
        showarrow=False,
        font={"size": 11, "color": theme.MUTED},
    )


def _line_title(temperature: pd.DataFrame) -> str:
    if temperature.empty:
        return _("No temperature to show")
    last = temperature.iloc[-1]
    return _(
        "The relationship stands at {degrees}°, {band}, on {date}",
        degrees=degrees(last["temperature"]),
        band=band_name(band(last["temperature"])),
        date=day(last["date"]),
    )


def _line_alt(temperature: pd.DataFrame) -> str:
    if temperature.empty:
        return _("No temperature to show")
    coldest = temperature.loc[temperature["temperature"].idxmin()]
    warmest = temperature.loc[temperature["temperature"].idxmax()]
    last = temperature.iloc[-1]
    return _(
        "Line of the temperature from {first} to {last}. Lowest {low}° on {low_date}, highest "
        "{high}° on {high_date}, last {now}°.",
        first=day(temperature["date"].iloc[0]),
        last=day(last["date"]),
        low=degrees(coldest["temperature"]),
        low_date=day(coldest["date"]),
        high=degrees(warmest["temperature"]),
        high_date=day(warmest["date"]),
        now=degrees(last["temperature"]),
    )


def thin_note(events: int, years: int) -> str:
    """How many events stand behind a window of years, in words."""
    return plural(
        "{n} event stands behind this line in {years}.",
        "{n} events stand behind this line in {years}.",
        events,
        years=plural("{n} year", "{n} years", years),
    )
