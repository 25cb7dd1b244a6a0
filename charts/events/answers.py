"""Pictures of acts and their answers: trees, and how long answers take."""

from __future__ import annotations

import math
from functools import partial
from typing import Any

import altair as alt
import pandas as pd

from analysis.tables.dates import iso
from charts.draw import bars, theme, vega
from charts.draw.picture import Picture
from charts.events.marks import points, signs, worded
from charts.speech.describe import describe
from charts.speech.formats import listed, number, sentences
from charts.speech.language import _, plural, plural_if
from charts.speech.names import Words

ROW = 24
INDENT = 24
MOST_ROWS = 90
"""The most rows of a tree that are drawn; the rest is counted."""

FEWEST_FOR_BOX = 3
"""Quartiles of fewer answers say nothing: only the points are drawn."""

DAY_TICKS = (0, 1, 7, 30, 90, 365, 1000, 3650)


def tree(outline: pd.DataFrame, events: pd.DataFrame, words: Words) -> Picture:
    """Which act answered which, and after how many days?

    `outline` is what `analysis.events.answers.outline` returns; `events` holds its events. A click
    picks an event (`key`).
    """
    nodes = _nodes(outline.head(MOST_ROWS), events, words)
    across = alt.Scale(domain=[0, 1000], range=[0, 1000], nice=False, zero=False)

    def x(column: str) -> alt.X:
        """A horizontal place in pixels, whatever the width of the chart."""
        return alt.X(f"{column}:Q", scale=across, axis=None)

    y = partial(vega.down, rows=len(nodes))
    base = alt.Chart(nodes).encode(x=x("x"), y=y("row"))
    answers = nodes[nodes["act_row"].notna()]
    # One vertical line for each act, down to its last answer.
    trunks = answers.groupby(["act_row", "x_act"], as_index=False)["row"].max()
    waited = alt.Tooltip("waited:N", title=_("Answers after"))
    figure = alt.layer(
        alt.Chart(trunks)
        .mark_rule(color=theme.MUTED)
        .encode(x("x_act"), y("act_row"), y2=alt.Y2("row:Q")),
        alt.Chart(answers)
        .mark_rule(color=theme.MUTED)
        .encode(x("x_act"), y("row"), x2=alt.X2("x:Q")),
        points(base, words, [waited], opacity=1),
        base.mark_text(
            align="left",
            dx=13,
            fontSize=12.5,
            color=vega.INK,
            limit=alt.ExprRef("max(containerSize()[0] - datum.x - 24, 60)"),
        ).encode(text=alt.Text("label:N")),
    ).properties(height=max(len(nodes), 1) * ROW + bars.PADDING + bars.LEGEND)
    undrawn = plural_if(
        "{n} more event is not drawn.", "{n} more events are not drawn.", len(outline) - len(nodes)
    )
    title = _tree_title(outline)
    return Picture(
        figure=figure,
        title=title,
        subtitle=_(
            "Each act with its answers below it, and the days between where both are known to "
            "the day. Shape by who acts: {signs}. Colour by intensity. Choose a mark to open its "
            "event.",
            signs=signs(words),
        ),
        alt=describe(title, nodes[["label"]]),
        table=pd.DataFrame(
            {
                _("Date"): nodes["dated"],
                _("Event"): nodes["title"],
                _("Who acts"): nodes["who"],
                _("Answers"): nodes["act_title"],
                _("Days between"): nodes["days"],
                _("Intensity"): nodes["goldstein"],
            }
        ),
        note=sentences(
            [_("An event that answers several acts stands below the first of them."), undrawn]
        ),
    )


def _nodes(outline: pd.DataFrame, events: pd.DataFrame, words: Words) -> pd.DataFrame:
    """The events of an outline with their places in pixels and their words."""
    own = events[events["event_id"].isin(outline["event_id"])]
    dated = iso(own["date"], own["date_precision"])
    facts = worded(words.tell(own, "title"), words).assign(dated=dated)
    columns = ["event_id", "key", "title", "direction", "goldstein", "salience", "who", "when"]
    columns += ["dated"]
    nodes = outline.merge(facts[columns], on="event_id", how="left", validate="one_to_one")
    place = nodes.set_index("event_id")
    waited = ["" if pd.isna(days) else _waited(int(days)) for days in nodes["days"]]
    return nodes.assign(
        x=nodes["depth"] * INDENT + 12,
        x_act=(nodes["depth"] - 1) * INDENT + 12,
        act_row=nodes["act"].map(place["row"]).astype("float64"),
        act_title=nodes["act"].map(place["title"]).fillna(""),
        waited=waited,
        label=list(map(_tree_label, nodes["when"], nodes["days"], nodes["title"])),
    )


def _waited(days: int) -> str:
    """How long after its act an answer came."""
    return plural("{n} day", "{n} days", days) if days else _("the same day")


def _tree_label(when: str, days: float, title: str) -> str:
    """An event's line in a tree; the days are missing where either date is not exact."""
    if pd.isna(days):
        return _("{date}: {title}", date=when, title=title)
    if not days:
        return _("{date}, the same day: {title}", date=when, title=title)
    return _("{date}, after {waited}: {title}", date=when, waited=_waited(int(days)), title=title)


def _tree_title(outline: pd.DataFrame) -> str:
    if outline.empty:
        return _("This event answers none on record, and none answers it")
    return plural(
        "{n} event in this chain of acts and answers",
        "{n} events in this chain of acts and answers",
        len(outline),
    )


def times(linked: pd.DataFrame, quartiles: pd.DataFrame, words: Words) -> Picture:
    """How long do answers take, by who answers and in which domain?

    `linked` is what `analysis.events.answers.pairs` returns and `quartiles` what
    `analysis.events.answers.times` does. A click picks an answer (`key`).
    """
    boxes = _boxes(quartiles, words)
    drawn = _answers(words.tell(linked[linked["exact"]], "title"), boxes)
    most = int(boxes["most"].max()) if len(boxes) else 1
    ticks = [tick for tick in DAY_TICKS if tick <= max(most, 1)]
    days = alt.Scale(type="log", domain=[0.93, (max(most, 1) + 1) * 1.07], nice=False)
    axis = alt.Axis(
        title=_("Days until the answer (logarithmic scale)"),
        values=[tick + 1 for tick in ticks],
        labelExpr="format(datum.value - 1, 'd')",
        labelOverlap="greedy",
        grid=True,
        orient="top",
    )
    lanes = vega.down("row", len(boxes))
    color = vega.colors("direction", words.pair.colors())
    solid = boxes[boxes["n"] >= FEWEST_FOR_BOX]
    names = alt.Chart(boxes).encode(x=alt.XValue(0), y=lanes, text=alt.Text("label:N"))
    place: dict[str, Any] = {"align": "left", "baseline": "bottom", "dy": -6, "dx": 2}
    figure = alt.layer(
        alt.Chart(solid)
        .mark_bar(height=9, opacity=0.35, cornerRadius=2)
        .encode(x=alt.X("from:Q", scale=days, axis=axis), x2=alt.X2("to:Q"), y=lanes, color=color),
        alt.Chart(drawn)
        .mark_point(filled=True, opacity=1, size=46, strokeWidth=0.5, stroke=vega.GROUND)
        .encode(
            x=alt.X("at:Q", scale=days),
            y=lanes,
            color=color,
            shape=vega.shape(words.pair),
            tooltip=vega.tooltips(
                {
                    "title:N": _("Answer"),
                    "days:Q": _("Days until the answer"),
                    "who:N": _("Who answers"),
                }
            ),
        )
        .add_params(vega.picker()),
        alt.Chart(solid)
        .mark_tick(thickness=3, size=15, color=vega.INK, orient="vertical")
        .encode(x=alt.X("middle:Q", scale=days), y=lanes),
        # The words have a halo, so that no grid line runs through them.
        names.mark_text(
            **place, fontSize=12, stroke=vega.GROUND, strokeWidth=4, strokeJoin="round"
        ),
        names.mark_text(**place, fontSize=12, color=vega.INK),
    ).properties(height=max(len(boxes), 1) * 34 + vega.AXIS)
    title = _times_title(quartiles, words)
    return Picture(
        figure=figure,
        title=title,
        subtitle=_(
            "Days from an act to the answer that is stated or widely reported. Marks: single "
            "answers; bars: the middle half, from three answers on; strokes: the median."
        ),
        alt=describe(title, boxes[["label"]]),
        table=pd.DataFrame(
            {
                _("Who answers"): boxes["who"],
                _("Domain"): boxes["domain_name"],
                _("Number of answers"): boxes["n"],
                _("First quartile (days)"): boxes["lower"],
                _("Median (days)"): boxes["median"],
                _("Third quartile (days)"): boxes["upper"],
                _("Longest (days)"): boxes["most"],
            }
        ),
        note=plural_if(
            "{n} answer is left out, because it or its act is not known to the day.",
            "{n} answers are left out, because they or their acts are not known to the day.",
            (~linked["exact"]).sum(),
        ),
    )


def _boxes(quartiles: pd.DataFrame, words: Words) -> pd.DataFrame:
    """Quartiles with their row, their words and their places on the stretched scale."""
    who = [acting(direction, words) for direction in quartiles["direction"]]
    domains = [words.term("domain", d) if d else _("all domains") for d in quartiles["domain"]]
    return quartiles.assign(
        row=range(len(quartiles)),
        direction=quartiles["direction"].astype(str),
        domain_name=domains,
        who=who,
        label=[
            _(
                "{who}, {domain}: median {median} d, n = {n}",
                who=w,
                domain=d,
                median=number(m, 0 if m == int(m) else 1),
                n=number(n),
            )
            for w, d, m, n in zip(who, domains, quartiles["median"], quartiles["n"], strict=True)
        ],
        **{
            place: quartiles[column] + 1
            for place, column in (("from", "lower"), ("middle", "median"), ("to", "upper"))
        },
    )


def _answers(linked: pd.DataFrame, boxes: pd.DataFrame) -> pd.DataFrame:
    """Each answer on the row of its direction and domain, and on that of its direction."""
    slim = linked[["answer", "title", "days", "direction", "domain"]].astype(
        {"direction": str, "domain": str}
    )
    both = pd.concat([slim, slim.assign(domain="")])
    placed = both.merge(boxes[["direction", "domain", "row", "who"]], on=["direction", "domain"])
    return placed.assign(at=placed["days"] + 1, key=placed["answer"])


def acting(direction: object, words: Words) -> str:
    """Who acts: the side by its name, since the other side's act or answer runs the other way."""
    a, b = words.pair.sides
    sides = {words.pair.a_to_b: a.code, words.pair.b_to_a: b.code}
    code = sides.get(str(direction))
    return words.side(code) if code else words.term("direction", direction)


def _times_title(quartiles: pd.DataFrame, words: Words) -> str:
    of_sides = quartiles["direction"].isin([words.pair.a_to_b, words.pair.b_to_a])
    overall = quartiles[(quartiles["domain"] == "") & of_sides]
    if overall.empty:
        return _("No answer whose days can be counted")
    # Rounded up: a median of half a day is not reached within 0 days.
    parts = [
        plural(
            "{who} within {n} day",
            "{who} within {n} days",
            math.ceil(median),
            who=acting(direction, words),
        )
        for direction, median in zip(overall["direction"], overall["median"], strict=True)
    ]
    return _("How soon half of the answers came: {parts}", parts=listed(parts))
