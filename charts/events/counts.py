"""Pictures of what happened: lanes of events over time, and how many of which kind."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from analysis.events import counts as event_tables
from charts.draw import theme, vega
from charts.draw.picture import Picture
from charts.draw.text import shortened
from charts.speech.formats import day, listed, number
from charts.speech.language import _, plural
from charts.speech.listing import readable
from charts.speech.names import Words

NOMINAL_WIDTH = 930
"""The width in pixels for which marks are spread over rows; other widths only touch sooner."""

MARK_WIDTH = 11
ROW_HEIGHT = 13
LANE_HEAD = 24
MONTHS_HEIGHT = 82
MONTHS_ROOM = 1.45
"""The height of the counts by month, as a multiple of the highest bar."""

LABEL_LENGTH = 38
LABEL_MARGIN = 18

MOST_MARKS = 2500
"""Beyond so many events, the lanes show one mark per period, domain and direction."""

COLUMNS = ("date", "title", "direction", "domain", "cameo", "salience")


def lanes(events: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp, words: Words) -> Picture:
    """What happened when, in which domain, how intense, and by whom towards whom?

    `events` are drawn from `first` to `last`. A span of time brushed on the counts by month
    stretches the lanes. A click picks the mark's event (`event_id`) or, where there are too many
    events to draw each, its cell (`cell`, see `analysis.events.counts.cells`).
    """
    summed = len(events) > MOST_MARKS
    marks = _cell_marks(events) if summed else _event_marks(events, first, last)
    lanes_of = _lanes(marks, events, words)
    placed = _placed(marks, lanes_of, words)
    first, last = _widened(first, last)
    span = [vega.stamp(first), vega.stamp(last)]
    labels = [] if summed else _lane_labels(placed, first, last, span)
    upper = alt.layer(
        _stripes(lanes_of), _marks(placed, span, words, summed), *labels, _lane_names(lanes_of)
    ).properties(height=float(lanes_of["bottom"].max()) if len(lanes_of) else ROW_HEIGHT)
    figure = alt.vconcat(upper, _months(event_tables.monthly(events), span), spacing=8)
    return Picture(
        figure=vega.fitted(figure),
        title=_lanes_title(events, words),
        subtitle=_lanes_subtitle(words, summed),
        alt=_lanes_alt(events, words),
        table=_numbers(marks, words, summed),
        note=_(
            "Drag over the counts by month to stretch a span of time, double-click there to see "
            "all again. Choose a mark to open it."
        ),
    )


def _event_marks(events: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp) -> pd.DataFrame:
    """One mark per event: its row on the lane, and its label with the room for it."""
    days_per_pixel = max((last - first).days, 1) / NOMINAL_WIDTH
    label = pd.Series(
        [
            shortened(title, LABEL_LENGTH) if salience == "3" else ""
            for title, salience in zip(events["title"], events["salience"], strict=True)
        ],
        index=events.index,
        dtype=object,
    )
    width = label.map(len) * vega.CHARACTER + (label != "") * LABEL_MARGIN
    placed = event_tables.packed(
        events, MARK_WIDTH * days_per_pixel, width * days_per_pixel, last
    ).assign(label=label, width=width, key=events["event_id"])
    when = [
        day(date, precision)
        for date, precision in zip(placed["date"], placed["date_precision"], strict=True)
    ]
    return placed.assign(when=when).join(event_tables.label_room(placed, placed["width"]))


def _widened(first: pd.Timestamp, last: pd.Timestamp) -> tuple[pd.Timestamp, pd.Timestamp]:
    """The span with room at both ends, so that no mark is cut in half."""
    edge = pd.Timedelta(days=max((last - first).days // 80, 1))
    return first - edge, last + edge


def _cell_marks(events: pd.DataFrame) -> pd.DataFrame:
    """One mark per period, domain and direction: each direction has its row."""
    found = event_tables.cells(events, MOST_MARKS)
    order = list(events["direction"].cat.categories)
    return found.assign(
        row=found["direction"].astype(str).map(order.index),
        title=[plural("{n} event", "{n} events", n) for n in found["events"]],
        when=[
            day(when, "month" if period in {"month", "quarter"} else "year")
            for when, period in zip(found["date"], found["period"], strict=True)
        ],
        goldstein=found["goldstein"].round(2),
        key=found["cell"],
    )


def _lanes(marks: pd.DataFrame, events: pd.DataFrame, words: Words) -> pd.DataFrame:
    """Where does each domain's lane lie? Returns domain, name, top, bottom (pixels) and odd."""
    counts = event_tables.by_value(events, "domain")
    order = counts["domain"].astype(str)
    rows = marks["row"].groupby(marks["domain"].astype(str)).max().reindex(order) + 1
    height = (LANE_HEAD + rows * ROW_HEIGHT).to_numpy(dtype=float)
    bottom = height.cumsum()
    return pd.DataFrame(
        {
            "domain": order,
            "name": [
                _("{name} ({n})", name=words.term("domain", domain), n=number(n))
                for domain, n in zip(order, counts["events"], strict=True)
            ],
            "top": bottom - height,
            "bottom": bottom,
            "odd": [position % 2 for position in range(len(order))],
        }
    )


def _placed(marks: pd.DataFrame, lanes_of: pd.DataFrame, words: Words) -> pd.DataFrame:
    """The marks with `y`, in pixels from the top, and the words for their direction."""
    top = marks["domain"].astype(str).map(lanes_of.set_index("domain")["top"]).astype(float)
    return marks.assign(
        y=top + LANE_HEAD + (marks["row"] + 0.5) * ROW_HEIGHT - 3,
        who=words.terms("direction", marks["direction"]),
    )


def _y(column: str) -> alt.Y:
    return alt.Y(f"{column}:Q", scale=alt.Scale(reverse=True, nice=False, zero=True), axis=None)


def _stripes(lanes_of: pd.DataFrame) -> alt.Chart:
    """Every other lane is shaded, over the whole width."""
    shade = alt.Scale(domain=[0, 1], range=[0.0, 0.09])
    chart: alt.Chart = (
        alt.Chart(lanes_of[["top", "bottom", "odd"]])
        .mark_rect(color=theme.MUTED)
        .encode(
            x=alt.value(0),
            x2=alt.value("width"),
            y=_y("top"),
            y2="bottom:Q",
            opacity=alt.Opacity("odd:Q", scale=shade, legend=None),
        )
    )
    return chart


def _lane_names(lanes_of: pd.DataFrame) -> alt.Chart:
    chart: alt.Chart = (
        alt.Chart(lanes_of[["top", "name"]])
        .mark_text(
            align="left", baseline="top", dx=4, dy=4, fontSize=12, fontWeight=600, color=vega.INK
        )
        .encode(x=alt.value(0), y=_y("top"), text="name:N")
    )
    return chart


def _marks(placed: pd.DataFrame, span: list[alt.DateTime], words: Words, summed: bool) -> alt.Chart:
    columns = ["key", "date", "direction", "y", "goldstein", "salience", "title", "when", "who"]
    drawn = placed.sort_values("salience", ascending=False, kind="stable")
    most = alt.Size("events:Q", scale=alt.Scale(range=[20, 260]), legend=None)
    chart: alt.Chart = (
        alt.Chart(drawn[[*columns, *(["events"] if summed else [])]])
        .mark_point(filled=True, opacity=0.9, stroke=vega.GROUND, strokeWidth=0.6, clip=True)
        .encode(
            x=alt.X("date:T", scale=_stretched(span), axis=vega.time_axis(orient="top")),
            y=_y("y"),
            color=vega.intensity(vega.intensity_legend()),
            shape=vega.shape(words.pair),
            size=most if summed else vega.salience_area(),
            tooltip=_tooltip(),
        )
        .add_params(vega.picker("key"))
    )
    return chart


def _stretched(span: list[alt.DateTime]) -> alt.Scale:
    """The brushed span, or the whole where nothing is brushed."""
    return alt.Scale(domain=span, domainRaw=alt.ExprRef(f"{vega.BRUSH}.month"), nice=False)


def _tooltip() -> list[alt.Tooltip]:
    return [
        alt.Tooltip("title:N", title=_("Event")),
        alt.Tooltip("when:N", title=_("Date")),
        alt.Tooltip("who:N", title=_("Who acts")),
        alt.Tooltip("goldstein:Q", title=_("Intensity (−10 to +10)"), format="+.1f"),
        alt.Tooltip("salience:N", title=_("Salience (1 to 3)")),
    ]


def _lane_labels(
    placed: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp, span: list[alt.DateTime]
) -> list[alt.Chart]:
    """Labels of the most salient events, each shown as soon as the span leaves room for it.

    The brushed span and the width of the chart are known only in the browser, so that is where
    the room (days) is turned into pixels and compared with the label's width.
    """
    labels = placed.loc[placed["label"] != "", ["date", "y", "label", "width", "room", "right"]]
    brushed = f"{vega.BRUSH}.month"
    start = f"(isValid({brushed}) ? {brushed}[0] : {_moment(first)})"
    end = f"(isValid({brushed}) ? {brushed}[1] : {_moment(last)})"
    per_pixel = f"(({end} - {start}) / max(containerSize()[0] - 16, 100))"
    reach = f"datum.width * {per_pixel}"
    fits = f"datum.room * 864e5 >= {reach}"
    inside = f"time(datum.date) >= {start} && time(datum.date) <= {end}"
    sides: list[tuple[str, str, Any, int]] = [
        ("datum.right", f"time(datum.date) + {reach} <= {end}", "left", 8),
        ("!datum.right", f"time(datum.date) - {reach} >= {start}", "right", -8),
    ]
    finite = labels.assign(room=labels["room"].clip(upper=1e6))
    return [
        alt.Chart(finite)
        .transform_filter(f"{side} && {fits} && {inside} && {within}")
        .mark_text(align=align, baseline="middle", dx=dx, fontSize=vega.LABEL_SIZE, color=vega.INK)
        .encode(x=alt.X("date:T", scale=_stretched(span)), y=_y("y"), text="label:N")
        for side, within, align, dx in sides
    ]


def _moment(when: pd.Timestamp) -> str:
    return f"time(datetime({when.year}, {when.month - 1}, {when.day}))"


def _months(months: pd.DataFrame, span: list[alt.DateTime]) -> alt.LayerChart:
    """The counts by month, on which a span of time is brushed; the highest says its number."""
    brush = alt.selection_interval(name=vega.BRUSH, encodings=["x"])
    ends = months["month"] + pd.offsets.MonthEnd(0)
    drawn = months.assign(end=ends.astype("datetime64[s]"))
    # Above the highest bar there is room for the name and the number.
    most = float(months["events"].max()) if len(months) else 1.0
    height = alt.Y("events:Q", axis=None, scale=alt.Scale(domain=[0, most * MONTHS_ROOM]))
    fullest = drawn.sort_values("events", ascending=False, kind="stable").head(1)
    top = fullest[["month"]].assign(top=fullest["events"], label=fullest["events"].map(number))
    counts: alt.Chart = (
        alt.Chart(drawn)
        .mark_rect(color=theme.LINE, clip=True)
        .encode(
            x=alt.X("month:T", scale=alt.Scale(domain=span, nice=False), axis=vega.time_axis()),
            x2="end:T",
            y=height,
            y2=alt.value(MONTHS_HEIGHT),
            opacity=alt.condition(brush, alt.value(1.0), alt.value(0.3)),
            tooltip=[
                alt.Tooltip("month:T", title=_("Month"), format="%Y-%m"),
                alt.Tooltip("events:Q", title=_("Events")),
            ],
        )
        .add_params(brush)
    )
    number_of = (
        alt.Chart(top)
        .mark_text(baseline="bottom", dy=-2, fontSize=vega.LABEL_SIZE, color=vega.INK)
        .encode(x="month:T", y=alt.Y("top:Q", axis=None), text="label:N")
    )
    heading = (
        alt.Chart(pd.DataFrame({"name": [_("Events per month")]}))
        .mark_text(align="left", baseline="top", dx=4, fontSize=12, fontWeight=600, color=vega.INK)
        .encode(x=alt.value(0), y=alt.value(0), text="name:N")
    )
    chart: alt.LayerChart = (counts + number_of + heading).properties(height=MONTHS_HEIGHT)
    return chart


def _lanes_title(events: pd.DataFrame, words: Words) -> str:
    if events.empty:
        return _("No event to show")
    top = event_tables.by_value(events, "domain").iloc[0]
    return plural(
        "{n} event, most in one domain: {domain} ({most})",
        "{n} events, most in one domain: {domain} ({most})",
        len(events),
        domain=words.term("domain", top["domain"]),
        most=number(top["events"]),
    )


def _lanes_subtitle(words: Words, summed: bool) -> str:
    signs = listed(
        f"{sign}\u00a0{words.term('direction', direction)}"
        for direction, sign in vega.direction_sign(words.pair).items()
    )
    if summed:
        return _(
            "One mark per period, domain and direction ({signs}); size by number of events, "
            "colour by mean intensity, −10 (coldest) to +10 (warmest).",
            signs=signs,
        )
    return _(
        "One mark per event ({signs}); size by salience, colour by intensity, −10 (coldest) to "
        "+10 (warmest). Below: events per month.",
        signs=signs,
    )


def _lanes_alt(events: pd.DataFrame, words: Words) -> str:
    if events.empty:
        return _("No event to show")
    domains = event_tables.by_value(events, "domain")
    months = event_tables.monthly(events)
    busiest = months.loc[months["events"].idxmax()]
    return _(
        "Lanes of {n} events in {lanes} domains from {first} to {last}. The busiest month is "
        "{month} with {most}; {cold} events have an intensity below zero, {warm} above.",
        n=number(len(events)),
        lanes=number(len(domains)),
        first=day(events["date"].min()),
        last=day(events["date"].max()),
        month=day(busiest["month"], "month"),
        most=number(busiest["events"]),
        cold=number((events["goldstein"] < 0).sum()),
        warm=number((events["goldstein"] > 0).sum()),
    )


def _numbers(marks: pd.DataFrame, words: Words, summed: bool) -> pd.DataFrame:
    if not summed:
        listed_rows = readable(marks.sort_values("date"), "events", COLUMNS, words, _NO_SOURCES)
        return listed_rows.assign(**{_("Intensity"): marks.sort_values("date")["goldstein"]})
    return pd.DataFrame(
        {
            _("Date"): marks["when"],
            _("Domain"): words.terms("domain", marks["domain"]),
            _("Who acts"): words.terms("direction", marks["direction"]),
            _("Events"): marks["events"],
            _("Mean intensity"): marks["goldstein"],
        }
    )


_NO_SOURCES = pd.DataFrame({"source_id": [], "publisher": []})
