"""What moved the temperature between two days, event by event."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd
import plotly.graph_objects as go

from analysis.shares import rounded_to_sum
from analysis.temperature.certainty.differences import Difference
from charts.draw import theme
from charts.draw.picture import Picture
from charts.draw.text import cut, plain, wrapped
from charts.speech.formats import day, degrees, number, sentences
from charts.speech.language import _, plural
from charts.speech.names import Words

DIGITS = 2
ROW_HEIGHT = 36
BAR = 0.56
"""Height of a bar as a part of its row."""

LABEL_LETTERS = 27
RISING, FALLING = theme.intensity_color(7.0), theme.intensity_color(-7.0)


def change(
    largest: pd.DataFrame,
    others: pd.DataFrame,
    start: pd.Timestamp,
    end: pd.Timestamp,
    before: float,
    after: float,
    words: Words,
    moved: Difference,
) -> Picture:
    """Which events raised and lowered the temperature between two days, and by how much?

    `largest` and `others` are what `analysis.temperature.line.movers` returns; `before` and `after`
    are the temperatures of the two days, and `moved` their difference with its interval. The
    rounded steps add up to the difference of the two rounded temperatures.
    """
    first, last = round(before, DIGITS), round(after, DIGITS)
    steps = _steps(words.tell(largest, "title"), others, last - first)
    rows = _rows(steps, start, end, first, last)
    figure = theme.figure(
        ROW_HEIGHT * len(rows) + 24,
        barmode="overlay",
        clickmode="event+select",
        margin={"l": 4, "r": 4, "t": 8, "b": 8},
    )
    _draw(figure, rows)
    return Picture(
        figure=figure,
        title=_title(first, last, start, end, moved),
        subtitle=_(
            "Contribution of each event to the change, in degrees. Hatched: an earlier event, "
            "fading. Choose a bar to open its event."
        ),
        alt=_alt(steps, first, last, start, end),
        table=_table(rows),
        note=_note(others),
    )


def _steps(largest: pd.DataFrame, others: pd.DataFrame, total: float) -> pd.DataFrame:
    """The events by name, and the others summed: the new ones and those of before that fade."""
    named = largest[["event_id", "title", "date", "date_precision", "change", "earlier"]]
    new, old = others[~others["earlier"]], others[others["earlier"]]
    sums = [
        (plural("{n} other new event", "{n} other new events", len(new)), new, False),
        (plural("{n} earlier event, fading", "{n} earlier events, fading", len(old)), old, True),
    ]
    rest = [
        {"event_id": "", "title": title, "change": rows["change"].sum(), "earlier": earlier}
        for title, rows, earlier in sums
        if len(rows)
    ]
    steps = pd.concat([named, pd.DataFrame(rest)], ignore_index=True) if rest else named
    return steps.assign(step=rounded_to_sum(steps["change"], total, DIGITS))


def _rows(
    steps: pd.DataFrame,
    start: pd.Timestamp,
    end: pd.Timestamp,
    first: float,
    last: float,
) -> pd.DataFrame:
    """Every row of the picture from top to bottom: label, hover, base, length, color, pattern."""
    base = first + steps["step"].cumsum() - steps["step"]
    labels = [
        _(
            "{date} · {title}",
            date=day(step.date, step.date_precision),
            title=step.title,
        )
        if step.event_id
        else step.title
        for step in steps.itertuples()
    ]
    events = pd.DataFrame(
        {
            "event_id": steps["event_id"],
            "label": labels,
            "full": steps["title"],
            "base": base.round(DIGITS),
            "length": steps["step"],
            "color": [RISING if step > 0 else FALLING for step in steps["step"]],
            "pattern": ["/" if earlier else "" for earlier in steps["earlier"]],
        }
    )
    ends = pd.DataFrame(
        {
            "event_id": "",
            "label": [
                _("Temperature on {date}", date=day(start)),
                _("Temperature on {date}", date=day(end)),
            ],
            "base": 0.0,
            "length": [first, last],
            "color": theme.MUTED,
            "pattern": "",
        }
    ).assign(full=lambda e: e["label"])
    return pd.concat([ends.iloc[:1], events, ends.iloc[1:]], ignore_index=True)


def _draw(figure: go.Figure, rows: pd.DataFrame) -> None:
    position = list(range(len(rows)))
    reach = rows["base"] + rows["length"]
    values = [f"<b>{degrees(step, DIGITS)}°</b>" for step in rows["length"]]
    figure.add_bar(
        orientation="h",
        y=position,
        x=rows["length"],
        base=rows["base"],
        width=BAR,
        marker={
            "color": rows["color"].tolist(),
            "pattern": {"shape": rows["pattern"].tolist(), "fillmode": "replace", "size": 6},
            "line": {"width": 1, "color": rows["color"].tolist()},
        },
        text=values,
        textposition="none",
        customdata=rows["event_id"].tolist(),
        hovertext=[wrapped(text) for text in rows["full"]],
        hovertemplate="<b>%{hovertext}</b><br>%{text}<extra></extra>",
        unselected={"marker": {"opacity": 0.5}},
    )
    _join(figure, reach.tolist())
    low, high = min(0.0, reach.min(), rows["base"].min()), max(0.0, reach.max(), rows["base"].max())
    room = 0.02 * max(high - low, 0.1)
    figure.update_xaxes(range=[low - room, high + room], visible=False)
    theme.lines_up(figure, [0], {"color": theme.MUTED, "width": 1})
    rowwise = {
        "range": [len(rows) - 0.4, -0.6],
        "tickvals": position,
        "tickfont": {"size": 12, "color": theme.INK},
        **theme.AXIS,
    }
    # The values stand in a column of their own: beside bars on both sides of zero, some would lie
    # on its line.
    figure.update_layout(
        yaxis={
            **rowwise,
            "ticktext": [_label(text) for text in rows["label"]],
            "gridcolor": theme.FAINT,
        },
        yaxis2={
            **rowwise,
            "ticktext": values,
            "overlaying": "y",
            "side": "right",
            "showgrid": False,
        },
    )


def _label(text: str) -> str:
    """A name in two short lines, so that bars keep their room on a phone."""
    return "<br>".join(plain(part) for part in cut(text, LABEL_LETTERS, 2))


def _join(figure: go.Figure, reach: list[float]) -> None:
    """A thin line from where one step ends to where the next begins."""
    x: list[float | None] = []
    y: list[float | None] = []
    for n, (here, _next) in enumerate(pairwise(reach)):
        x += [here, here, None]
        y += [n + BAR / 2, n + 1 - BAR / 2, None]
    theme.stroke(figure, x, y, {"color": theme.MUTED, "width": 1}, yaxis="y2")


def _title(
    first: float, last: float, start: pd.Timestamp, end: pd.Timestamp, moved: Difference
) -> str:
    by = round(last - first, DIGITS)
    facts = {
        "change": number(abs(by), DIGITS),
        "signed": degrees(by, DIGITS),
        "low": degrees(moved.low, DIGITS),
        "high": degrees(moved.high, DIGITS),
        "start": day(start),
        "end": day(end),
    }
    if by == 0:
        return _("The temperature was the same on {start} and {end}", **facts)
    if not moved.sure:
        return _(
            "Between {start} and {end} the temperature moved by {signed}° ({low} to {high}): "
            "that may be chance",
            **facts,
        )
    if by > 0:
        return _(
            "The temperature rose by {change}° between {start} and {end} ({low} to {high})", **facts
        )
    return _(
        "The temperature fell by {change}° between {start} and {end} ({low} to {high})", **facts
    )


def _alt(
    steps: pd.DataFrame, first: float, last: float, start: pd.Timestamp, end: pd.Timestamp
) -> str:
    ends = _(
        "Waterfall from {first}° on {start} to {last}° on {end}.",
        first=degrees(first, DIGITS),
        start=day(start),
        last=degrees(last, DIGITS),
        end=day(end),
    )
    named = steps[steps["event_id"] != ""]
    if named.empty:
        return ends
    top = named.loc[named["step"].abs().idxmax()]
    return sentences(
        [
            ends,
            _(
                "The largest single step is {step}°: {title}.",
                step=degrees(top["step"], DIGITS),
                title=top["title"],
            ),
        ]
    )


def _note(others: pd.DataFrame) -> str:
    if others.empty:
        return ""
    up, down = others[others["change"] > 0], others[others["change"] < 0]
    return _(
        "Of the other events, {up} raised the temperature by {raised}° in all and {down} lowered "
        "it by {lowered}°.",
        up=number(len(up)),
        raised=number(up["change"].sum(), DIGITS),
        down=number(len(down)),
        lowered=number(-down["change"].sum(), DIGITS),
    )


def _table(rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("Step"): rows["label"].where(rows["event_id"] == "", rows["full"]),
            _("Event"): rows["event_id"],
            _("Change (°)"): rows["length"].where(~rows.index.isin([0, len(rows) - 1])),
            _("Temperature after it (°)"): (rows["base"] + rows["length"]).round(DIGITS),
        }
    )
