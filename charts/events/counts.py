"""A picture of what happened: lanes of events over time above the counts by month."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from analysis.events.counts import by_value, monthly
from analysis.tables.dates import iso
from charts.draw import theme, vega
from charts.draw.labels import width_of
from charts.draw.picture import Picture
from charts.draw.text import LETTER, shortened
from charts.events.marks import points, signs, worded
from charts.events.packing import packed
from charts.speech.describe import describe
from charts.speech.formats import leading, number
from charts.speech.language import _, plural
from charts.speech.names import Words

NOMINAL_WIDTH = 930
"""The width in pixels for which marks are spread over rows; other widths only touch sooner."""

MARK_WIDTH = 11
ROW_HEIGHT = 13
LANE_HEAD = 24
MONTHS_HEIGHT = 82
MONTHS_ROOM = 1.45
"""The height of the counts by month, as a multiple of the highest bar."""

MOST_LANES = 7
REST = "rest"
"""The lane that the domains of fewest events share, where there are more than lanes."""

LABEL_LENGTH = 38
LABEL_MARGIN = 18


def lanes(events: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp, words: Words) -> Picture:
    """What happened when, in which domain, how intense, and by whom towards whom?

    `events` are drawn from `first` to `last`. A span of time brushed on the counts by month
    stretches the lanes. A click picks an event (`key`).
    """
    events = words.tell(events, "title")
    domains = by_value(events, "domain")
    laned = _laned(events, domains)
    placed = _placed(laned, first, last)
    names = _lanes(placed, laned["domain"].value_counts(), words)
    top = placed["domain"].map(names.set_index("domain")["top"]).astype(float)
    drawn = worded(placed, words).assign(y=top + LANE_HEAD + (placed["row"] + 0.5) * ROW_HEIGHT - 3)
    # Room at both ends, so that no mark is cut.
    edge = pd.Timedelta(days=max((last - first).days // 80, 1))
    first, last = first - edge, last + edge
    span = [vega.stamp(first), vega.stamp(last)]
    upper = alt.layer(
        _stripes(names), _marks(drawn, span, words), *_labels(drawn, first, last), _names(names)
    ).properties(height=float(names["bottom"].max()) if len(names) else ROW_HEIGHT)
    title = _title(events, domains, words)
    in_time = worded(events, words).sort_values("date", kind="stable")
    return Picture(
        figure=vega.fitted(alt.vconcat(upper, _months(monthly(events), span), spacing=8)),
        title=title,
        subtitle=_(
            "One mark per event ({signs}); size by salience (how much it matters), colour by "
            "intensity, −10 (coldest) to +10 (warmest).",
            signs=signs(words),
        ),
        alt=describe(title, names[["name"]]),
        table=pd.DataFrame(
            {
                _("Date"): iso(in_time["date"], in_time["date_precision"]),
                _("Event"): in_time["title"],
                _("Who acts"): in_time["who"],
                _("Domain"): words.terms("domain", in_time["domain"]),
                _("Salience"): in_time["salience"],
                _("Intensity"): in_time["goldstein"],
            }
        ),
        note=_(
            "Drag over the months to zoom in, double-click to see all again. Choose a mark to "
            "open it."
        ),
    )


def _laned(events: pd.DataFrame, domains: pd.DataFrame) -> pd.DataFrame:
    """The events with the domain whose lane each is on: the fullest, and one for all the rest."""
    own = domains["domain"].astype(str)
    if len(own) > MOST_LANES:
        own = own.head(MOST_LANES - 1)
    domain = events["domain"].astype(str)
    return events.assign(domain=domain.where(domain.isin(own), REST))


def _placed(events: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp) -> pd.DataFrame:
    """The events with their row on the lane, and the labels of the most salient."""
    days_per_pixel = max((last - first).days, 1) / NOMINAL_WIDTH
    short = events["title"].map(lambda title: shortened(title, LABEL_LENGTH))
    label = short.where(events["salience"] == "3", "")
    width = label.map(width_of) * vega.CHARACTER / LETTER + (label != "") * LABEL_MARGIN
    drawn = events.assign(label=label, width=width)
    return packed(drawn, MARK_WIDTH * days_per_pixel, width * days_per_pixel, last)


def _lanes(placed: pd.DataFrame, counts: pd.Series, words: Words) -> pd.DataFrame:
    """Where does each lane lie? Returns domain, name, top, bottom (pixels) and odd."""
    order = sorted(counts.index, key=lambda domain: domain == REST)
    rows = placed["row"].groupby(placed["domain"]).max().reindex(order) + 1
    height = (LANE_HEAD + rows * ROW_HEIGHT).to_numpy(dtype=float)
    return pd.DataFrame(
        {
            "domain": order,
            "name": [
                _("{name} ({n})", name=_lane(domain, words), n=number(counts[domain]))
                for domain in order
            ],
            "top": height.cumsum() - height,
            "bottom": height.cumsum(),
            "odd": [position % 2 for position in range(len(order))],
        }
    )


def _lane(domain: str, words: Words) -> str:
    return _("Other domains") if domain == REST else words.term("domain", domain)


def _y(column: str) -> alt.Y:
    return alt.Y(f"{column}:Q", scale=alt.Scale(reverse=True, nice=False, zero=True), axis=None)


def _stripes(lanes_of: pd.DataFrame) -> alt.Chart:
    """Every other lane is shaded, over the whole width."""
    shade = alt.Scale(domain=[0, 1], range=[0.0, 0.09])
    chart: alt.Chart = (
        alt.Chart(lanes_of[["top", "bottom", "odd"]])
        .mark_rect(color=theme.MUTED)
        .encode(
            x=alt.XValue(0),
            x2=alt.X2Value("width"),
            y=_y("top"),
            y2=alt.Y2("bottom:Q"),
            opacity=alt.Opacity("odd:Q", scale=shade, legend=None),
        )
    )
    return chart


def _names(lanes_of: pd.DataFrame) -> alt.Chart:
    chart: alt.Chart = (
        alt.Chart(lanes_of[["top", "name"]])
        .mark_text(
            align="left", baseline="top", dx=4, dy=4, fontSize=12, fontWeight=600, color=vega.INK
        )
        .encode(x=alt.XValue(0), y=_y("top"), text=alt.Text("name:N"))
    )
    return chart


def _marks(drawn: pd.DataFrame, span: list[alt.DateTime], words: Words) -> alt.Chart:
    columns = ["key", "date", "direction", "y", "goldstein", "salience", "title", "when", "who"]
    # Large marks are drawn first, so that they hide no small one.
    ordered = drawn[columns].sort_values("salience", ascending=False, kind="stable")
    chart = alt.Chart(ordered).encode(
        x=alt.X("date:T", scale=_stretched(span), axis=vega.time_axis(orient="top")), y=_y("y")
    )
    return points(chart, words, [], opacity=0.9, clip=True)


def _stretched(span: list[alt.DateTime]) -> alt.Scale:
    """The brushed span, or the whole where nothing is brushed."""
    return alt.Scale(domain=span, domainRaw=alt.ExprRef(f"{vega.BRUSH}.month"), nice=False)


def _labels(drawn: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp) -> list[alt.Chart]:
    """Labels of the most salient events, each shown as soon as the span leaves room for it.

    The brushed span and the width of the chart are known only in the browser, so that is where
    the room (days) is turned into pixels and compared with the label's width.
    """
    labels = drawn.loc[drawn["label"] != "", ["date", "y", "label", "width", "room", "right"]]
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
    scale = _stretched([vega.stamp(first), vega.stamp(last)])
    return [
        alt.Chart(finite)
        .transform_filter(f"{side} && {fits} && {inside} && {within}")
        .mark_text(align=align, baseline="middle", dx=dx, fontSize=vega.LABEL_SIZE, color=vega.INK)
        .encode(x=alt.X("date:T", scale=scale), y=_y("y"), text=alt.Text("label:N"))
        for side, within, align, dx in sides
    ]


def _moment(when: pd.Timestamp) -> str:
    return f"time(datetime({when.year}, {when.month - 1}, {when.day}))"


def _months(months: pd.DataFrame, span: list[alt.DateTime]) -> alt.LayerChart:
    """The counts by month, on which a span of time is brushed; the highest says its number."""
    brush = alt.selection_interval(name=vega.BRUSH, encodings=["x"])
    ends = months["month"] + pd.offsets.MonthEnd(0)
    # Above the highest bar there is room for the name and the number.
    most = float(months["events"].max()) if len(months) else 1.0
    fullest = months.sort_values("events", ascending=False, kind="stable").head(1)
    top = fullest[["month"]].assign(top=fullest["events"], label=fullest["events"].map(number))
    counts: alt.Chart = (
        alt.Chart(months.assign(end=ends.astype("datetime64[s]")))
        .mark_rect(color=theme.LINE, clip=True)
        .encode(
            x=alt.X("month:T", scale=alt.Scale(domain=span, nice=False), axis=vega.time_axis()),
            x2=alt.X2("end:T"),
            y=alt.Y("events:Q", axis=None, scale=alt.Scale(domain=[0, most * MONTHS_ROOM])),
            y2=alt.Y2Value(MONTHS_HEIGHT),
            opacity=alt.OpacityValue(0.3, condition={"param": brush.name, "value": 1.0}),
            tooltip=vega.tooltips({"month:T": _("Month"), "events:Q": _("Events")}, month="%Y-%m"),
        )
        .add_params(brush)
    )
    number_of = (
        alt.Chart(top)
        .mark_text(baseline="bottom", dy=-2, fontSize=vega.LABEL_SIZE, color=vega.INK)
        .encode(x=alt.X("month:T"), y=alt.Y("top:Q", axis=None), text=alt.Text("label:N"))
    )
    heading = (
        alt.Chart(pd.DataFrame({"name": [_("Events per month")]}))
        .mark_text(align="left", baseline="top", dx=4, fontSize=12, fontWeight=600, color=vega.INK)
        .encode(x=alt.XValue(0), y=alt.YValue(0), text=alt.Text("name:N"))
    )
    chart: alt.LayerChart = (counts + number_of + heading).properties(height=MONTHS_HEIGHT)
    return chart


def _title(events: pd.DataFrame, domains: pd.DataFrame, words: Words) -> str:
    if events.empty:
        return _("No event to show")
    return plural(
        "{n} event, most in one domain: {domain} ({most})",
        "{n} events, most in one domain: {domain} ({most})",
        len(events),
        domain=leading(words.terms("domain", domains["domain"]), domains["events"]),
        most=number(domains["events"].max()),
    )
