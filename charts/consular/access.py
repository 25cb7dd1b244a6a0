"""Pictures of who could see the people held, and when."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analysis.tables.dates import iso
from charts.consular.marks import INK, PAPER, step_hover
from charts.draw import theme
from charts.draw.labels import NARROW, Box, seat
from charts.draw.panels import axis, panels
from charts.draw.picture import Picture
from charts.draw.text import lines, plain, shortened
from charts.speech.describe import describe
from charts.speech.formats import clauses, day, days_range, number, percent
from charts.speech.language import _, plural, plural_if
from charts.speech.names import Words

STRIP = 96
FOOT = 40
NAME = 44
BEYOND = 0.02
"""How far the axis of time reaches beyond both ends, as a share of its length: room for marks."""
TOP, TOP_WITHOUT_DAYS = 2.35, 1.95
"""The height, in that of two bars, up to which a name and its counts stand clear of the strip."""

BAR_HEIGHT = 0.5
BESIDE = {"top center": "center", "top right": "left", "top left": "right"}
"""Where days can stand above the middle of a wait, and which of their sides is anchored there."""
WIDEST_LABEL = 0.03
"""The shortest wait, as a share of the axis, whose days are written out."""


def strips(
    visits: pd.DataFrame,
    summary: pd.DataFrame,
    suspensions: pd.DataFrame,
    spans: pd.DataFrame,
    words: Words,
) -> Picture:
    """When was each person visited, with how many days between, and when was access suspended?

    Takes what `visits`, `summary` and `suspensions` of `analysis.consular.access` return and
    `analysis.consular.cases.spans`; one strip per case with a visit, all on one axis of time.
    """
    seen = summary.merge(spans[["case_id", "person", "start", "until", "held_by"]], on="case_id")
    seen = seen.sort_values(["start", "case_id"], ignore_index=True)
    rows = max(len(seen), 1)
    figure = panels(FOOT + STRIP * rows, rows, shared_xaxes=True, vertical_spacing=0)
    edges = seen["start"].min(), seen["until"].max()
    whole = max((edges[1] - edges[0]).days, 1)
    beyond = pd.Timedelta(whole * BEYOND, "D")
    notes: list[dict[str, Any]] = []
    for place, case in enumerate(seen.itertuples(), 1):
        own = visits[visits["case_id"] == case.case_id]
        stopped = suspensions[suspensions["case_id"] == case.case_id]
        _draw_strip(figure, place, case, own, stopped, words)
        notes += _notes(place, case, own, stopped, whole, words)
    figure.update_layout(annotations=notes)
    figure.update_yaxes(visible=False, range=[-0.75, TOP])
    figure.update_xaxes(
        **theme.DATE_AXIS,
        range=[(edges[0] - beyond).isoformat(), (edges[1] + beyond).isoformat()],
        zeroline=False,
    )
    return Picture(
        figure=figure,
        title=_title(seen, words),
        subtitle=_(
            "Consular visits on record (dots), with the days between them; shaded: access "
            "suspended. Strips run from detention to release, or to the end of the record."
        ),
        alt=_alt(seen, suspensions, words),
        table=_table(visits, seen, words),
        note=_(
            "Visits that a source counts and that carry no date are not drawn: an asterisk marks "
            "days in which there were such visits."
        ),
    )


def _draw_strip(
    figure: go.Figure, place: int, case: Any, seen: pd.DataFrame, stops: pd.DataFrame, words: Words
) -> None:
    here = {"row": place, "col": 1}
    color = words.pair.colors().get(case.held_by, theme.MUTED)
    theme.stroke(
        figure,
        [case.start.isoformat(), case.until.isoformat()],
        [0, 0],
        {"color": theme.translucent(color, 0.55), "width": 7},
        **here,
    )
    for period in stops.itertuples():
        start, end, half = period.start.isoformat(), period.end.isoformat(), BAR_HEIGHT / 2
        figure.add_scatter(
            x=[start, end, end, start, start],
            y=[-half, -half, half, half, -half],
            mode="lines",
            fill="toself",
            fillpattern={"shape": "/", "fgcolor": theme.MUTED, "bgcolor": theme.FAINT, "size": 6},
            line={"color": theme.MUTED, "width": 1},
            hoveron="fills",
            hoverinfo="text",
            text=plain(suspended(period)),
            name="",
            **here,
        )
    figure.add_scatter(
        x=[t.isoformat() for t in seen["date"]],
        y=[0] * len(seen),
        mode="markers",
        marker={"size": 11, "color": PAPER, "line": {"color": INK, "width": 1.4}},
        hovertext=[_visit_hover(visit, words) for visit in seen.itertuples()],
        **here,
    )


def _notes(
    place: int, case: Any, visits: pd.DataFrame, stopped: pd.DataFrame, whole: int, words: Words
) -> list[dict[str, Any]]:
    """What is written on a strip: the name and the counts, the days between, the suspensions."""
    name = plain(shortened(words.actor(case.person), NAME))
    long = visits[(visits["days"] / whole >= WIDEST_LABEL) & visits["after"].notna()]
    title = {
        "x": 0,
        "xref": f"{axis('x', place)} domain",
        "xanchor": "left",
        "y": TOP if len(long) else TOP_WITHOUT_DAYS,
        "yref": axis("y", place),
        "yanchor": "top",
        "text": lines([f"<b>{name}</b>", *map(plain, _counted(case))]),
        "showarrow": False,
        "align": "left",
        "font": {"size": 12},
    }
    shaded = [
        _between_note(
            period.start,
            period.end,
            -0.52,
            plain(_("suspended {days}", days=days_range(period.days_least, period.days_most))),
            place,
        )
        for period in stopped.itertuples()
    ]
    return [title, *_waits(place, long, whole), *shaded]


def _waits(place: int, long: pd.DataFrame, whole: int) -> list[dict[str, Any]]:
    """The days between visits, the longest first, where they touch no others on a phone."""
    taken: list[Box] = []
    notes = []
    for visit in long.sort_values("days", ascending=False, kind="stable").itertuples():
        note = _between_note(visit.after, visit.date, 0.45, _between(visit), place)
        part = (pd.Timestamp(note["x"]) - long["after"].min()).days / whole
        if found := seat((part * NARROW, 0), note["text"], 0, taken, (), places=[*BESIDE]):
            notes.append({**note, "xanchor": BESIDE[found[0]]})
            taken.append(found[1])
    return notes


def _between_note(
    start: pd.Timestamp, end: pd.Timestamp, height: float, text: str, place: int
) -> dict[str, Any]:
    return {
        "x": (start + (end - start) / 2).isoformat(),
        "xref": axis("x", place),
        "y": height,
        "yref": axis("y", place),
        "text": text,
        "showarrow": False,
        "font": {"size": 11},
    }


def _between(visit: Any) -> str:
    hidden = "*" if visit.undated_before else ""
    if visit.days_least == visit.days_most:
        return number(visit.days) + hidden
    return f"{number(visit.days_least)}–{number(visit.days_most)}{hidden}"


def suspended(period: Any) -> str:
    """A suspension in words: from when to when, and for how many days."""
    values = {
        "start": day(period.start, period.start_precision),
        "end": day(period.end, period.end_precision),
        "days": days_range(period.days_least, period.days_most),
    }
    if period.open:
        return _("Access suspended from {start}; no restoration on record by {end}", **values)
    return _("Access suspended from {start} to {end}: {days}", **values)


def _counted(case: Any) -> list[str]:
    """How many visits are dated; the longest time between two, and after the last if longer."""
    dated = plural(
        "{dated} of {n} known visit dated to the day",
        "{dated} of {n} known visits dated to the day",
        int(case.known),
        dated=number(case.dated),
    )
    since = days_range(case.since_least, case.since_most)
    after = _("{days} after the last on record", days=since)
    if pd.isna(case.longest_least):
        return [dated, after]
    gap = _("longest gap {days}", days=days_range(case.longest_least, case.longest_most))
    return [dated, gap if case.since_most <= case.longest_least else clauses([gap, after])]


def _visit_hover(visit: Any, words: Words) -> str:
    wait = ""
    if pd.notna(visit.days):
        days = days_range(visit.days_least, visit.days_most)
        wait = (
            _("{days} after the beginning", days=days)
            if visit.first
            else _("{days} after the visit before on record", days=days)
        )
    undated = plural_if(
        "{n} undated visit in between", "{n} undated visits in between", int(visit.undated_before)
    )
    return lines([step_hover(visit, words), plain(wait), plain(undated)])


def _title(seen: pd.DataFrame, words: Words) -> str:
    gaps = seen.dropna(subset=["longest_least"]).sort_values("longest_least")
    if gaps.empty:
        return plural(
            "{n} case with a visit on record", "{n} cases with visits on record", len(seen)
        )
    longest = gaps[gaps["longest_least"] == gaps["longest_least"].max()]
    return _(
        "{visits} on record, of at least {known} known; longest time between two: {days} ({name})",
        visits=plural("{n} visit", "{n} visits", int(seen["on_record"].sum())),
        known=number(seen["known"].sum()),
        days=days_range(longest["longest_least"].iloc[0], longest["longest_most"].max()),
        name=words.actor_names(longest["person"]),
    )


def _alt(seen: pd.DataFrame, suspensions: pd.DataFrame, words: Words) -> str:
    dated, known = int(seen["dated"].sum()), int(seen["known"].sum())
    head = _(
        "Strips of consular visits, of which a date is on record for {dated} of at least {known} "
        "({share})",
        dated=number(dated),
        known=number(known),
        share=percent(dated / known if known else float("nan")),
    )
    stops = list(suspensions.itertuples())
    names, told = [words.actor(stop.person) for stop in stops], map(suspended, stops)
    return describe(head, pd.DataFrame({"name": names, "told": list(told)}))


def _table(visits: pd.DataFrame, seen: pd.DataFrame, words: Words) -> pd.DataFrame:
    people = dict(zip(seen["case_id"], seen["person"], strict=True))
    rows = visits[visits["case_id"].isin(people)]
    return pd.DataFrame(
        {
            _("Person"): [words.actor(people[c]) for c in rows["case_id"]],
            _("Visit"): iso(rows["date"], rows["date_precision"]),
            _("Days since the one before, at least"): rows["days_least"].mask(rows["first"]),
            _("Days since the one before, at most"): rows["days_most"].mask(rows["first"]),
            _("Visits known by then, at least"): rows["known"],
            _("Undated in between"): rows["undated_before"],
            _("Detail"): rows["detail"],
        }
    )
