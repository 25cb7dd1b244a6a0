"""The curated line and the machine's, on one axis, and how far they go together."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from analysis.ranks import CHANCE
from charts.draw import intervals, legend, theme
from charts.draw.picture import Picture
from charts.draw.text import plain
from charts.draw.time import mark_end
from charts.speech.describe import describe
from charts.speech.formats import day, degrees, listed, number, percent
from charts.speech.language import _
from charts.streams.colors import CURATED, MACHINE, names

HEIGHT = 360
ROW_HEIGHT = 44
ROOM = 0.4
"""Degrees left free above and below what is drawn."""


def lines(
    curated: pd.DataFrame, machine: pd.DataFrame, record_end: pd.Timestamp, half_life: float
) -> Picture:
    """Where does each record say that the relationship stood?

    `curated` and `machine` have date, temperature, low and high (degrees), by date; the machine's
    may go on after the end of the record.
    """
    figure = theme.figure(HEIGHT, hovermode="x unified", margin={**theme.CLOSE, "t": 24, "b": 22})
    figure.update_xaxes(**theme.DATE_AXIS)
    named = names()
    for color, curve in ((MACHINE, machine), (CURATED, curated)):
        _draw(figure, curve, color, named[color])
    both = pd.concat([curated, machine])
    figure.update_yaxes(
        range=[both["low"].min() - ROOM, both["high"].max() + ROOM],
        ticksuffix="°",
    )
    theme.lines_across(figure, [0], {"color": theme.MUTED, "width": 1})
    if both["date"].max() > record_end:
        mark_end(figure, record_end)
    legend.key(figure, named.items())
    title, table = _title(curated, machine), _table(curated, machine)
    return Picture(
        figure=figure,
        title=title,
        subtitle=_(
            "Temperature by month in degrees, half-life {days} days, with 90% bands.",
            days=number(half_life),
        ),
        alt=describe(title, table.iloc[::-1]),
        table=table,
        note=_(
            "A machine counts what is reported, the curated record what was done: levels differ by "
            "what each leaves out, so compare how the lines move. The machine’s band takes its "
            "events for independent and is too narrow in a crisis. Curated acts weigh by salience, "
            "folded machine events one each."
        ),
    )


def _draw(figure: go.Figure, curve: pd.DataFrame, color: str, name: str) -> None:
    intervals.band(figure, curve["date"], curve["low"], curve["high"], color, 0.18)
    figure.add_scatter(
        x=curve["date"],
        y=curve["temperature"].round(2),
        mode="lines",
        line={"color": color, "width": 2.4 if color == CURATED else 1.8},
        customdata=list(zip(curve["low"].round(2), curve["high"].round(2), strict=True)),
        hovertemplate=_(
            "{name}: {value}° ({low}° to {high}°)",
            name=plain(name),
            value="%{y:+.2f}",
            low="%{customdata[0]:+.2f}",
            high="%{customdata[1]:+.2f}",
        )
        + "<extra></extra>",
    )


def _title(curated: pd.DataFrame, machine: pd.DataFrame) -> str:
    both = curated.merge(machine, on="date", suffixes=("_c", "_m"))
    if both.empty:
        return _("The two records have no month in common")
    last = both.iloc[-1]
    return _(
        "{date}: {curated}° by the curated record, {machine}° by the machine’s",
        date=day(last["date"]),
        curated=degrees(last["temperature_c"]),
        machine=degrees(last["temperature_m"]),
    )


def _table(curated: pd.DataFrame, machine: pd.DataFrame) -> pd.DataFrame:
    columns = {
        "date": _("Date"),
        "temperature_c": _("Curated (°)"),
        "low_c": _("Curated, lower end (°)"),
        "high_c": _("Curated, upper end (°)"),
        "temperature_m": _("Machine (°)"),
        "low_m": _("Machine, lower end (°)"),
        "high_m": _("Machine, upper end (°)"),
    }
    both = curated.merge(machine, on="date", how="outer", suffixes=("_c", "_m")).sort_values("date")
    told = both.assign(date=both["date"].dt.strftime("%Y-%m-%d"))[list(columns)]
    return told.round(2).rename(columns=columns).reset_index(drop=True)


def agreement(found: pd.DataFrame) -> Picture:
    """Do the lines rise and fall together, and how sure is that?

    `found` is what `analysis.streams.agreement.agreement` returns, with one row at least.
    """
    named = {
        "level": _("The lines as they are"),
        "change": _("Change from month to month"),
        "fast": _("What moves within half a year"),
        "middle": _("Half a year to two years"),
        "slow": _("More slowly than two years"),
    }
    words = [named[band] for band in found["band"]]
    figure = theme.figure(ROW_HEIGHT * len(found) + 60, margin=theme.CLOSE)
    intervals.ranges(figure, found["low"], found["high"])
    intervals.dots(figure, found["rho"].round(2), _("ρ = {rho}", rho="%{x:+.2f}"))
    intervals.correlations(figure)
    intervals.name_rows(figure, [plain(name) for name in words])
    together = [name for name, told in zip(words, found["together"], strict=True) if told]
    return Picture(
        figure=figure,
        title=(
            _("The two lines move together beyond chance in: {bands}", bands=listed(together))
            if together
            else _("The two lines do not move together beyond chance")
        ),
        subtitle=_(
            "Rank correlation ρ of both lines by month, −1 to +1, with its 90% interval "
            "(bootstrap of whole years)."
        ),
        table=pd.DataFrame(
            {
                _("Compared"): words,
                _("ρ"): [degrees(value, 2) for value in found["rho"]],
                _("Lower end"): [degrees(value, 2) for value in found["low"]],
                _("Upper end"): [degrees(value, 2) for value in found["high"]],
                _("p, circular shifts"): [number(value, 2) for value in found["p"]],
                _("Months"): found["months"],
            }
        ),
        note=_(
            "Together: the interval lies above 0, and at most {chance} of the shifts of one line "
            "in a circle give a ρ as strong. Of {n} comparisons one may pass by chance. The "
            "intervals are too narrow; the changes from month to month say most.",
            chance=percent(CHANCE),
            n=number(len(found)),
        ),
    )
