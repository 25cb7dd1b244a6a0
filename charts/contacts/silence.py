"""Pictures of how long the two sides did not meet."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

import pandas as pd
import plotly.graph_objects as go

from analysis.contacts.silence import current, longest
from charts.draw import theme
from charts.draw.labels import CROSSED, NARROW, PLACES, Box, box_of, cost_of
from charts.draw.picture import Picture
from charts.draw.text import lines, plain, wrapped
from charts.speech.formats import clauses, day, number
from charts.speech.language import _, plural

HEIGHT = 340
NAMED = 5
"""How many of the longest silences are named."""

PLOT = 280.0
"""Height in pixels of the plot itself."""

HEADROOM = 1.25
"""How far the axis reaches beyond the longest silence."""

BESIDE, SHORT_LINE = 68, 11
"""Pixels to the right of the plot for the silence that still lasts, and letters of a line there."""


def saw_tooth(
    teeth: pd.DataFrame,
    silences: pd.DataFrame,
    window: tuple[pd.Timestamp, pd.Timestamp],
    names: Mapping[str, str],
    who: str,
    *,
    visits: bool = False,
) -> Picture:
    """How many days had passed since the last contact, and which silences were the longest?

    `teeth` is what `analysis.contacts.silence.saw_tooth` returns; `silences` are those that lie in
    the window (since, until, days, rank, before, ended_by); `window` its first and last day;
    `names` tells what each contact was, by its id; `who` says whose contacts are meant, or with
    `visits` whose visits where.
    """
    top = longest(silences, NAMED)
    present = current(silences)
    named = pd.concat([top, present]).drop_duplicates("since")
    figure = theme.figure(HEIGHT, hoverdistance=40, margin={**theme.MARGIN, "r": BESIDE})
    highest = (int(silences["days"].max()) if len(silences) else 1) * HEADROOM + 1
    _draw_line(figure, teeth)
    _draw_peaks(figure, named, _corners(teeth, window, highest), window, highest, names)
    figure.update_xaxes(
        range=[stamp.isoformat() for stamp in window],
        **theme.DATE_AXIS,
        fixedrange=True,
    )
    figure.update_yaxes(range=[0, highest], separatethousands=True, fixedrange=True)
    return Picture(
        figure=figure,
        title=_title(top, who, visits),
        subtitle=_subtitle(who, visits),
        alt=_alt(top, silences, who),
        table=numbers(silences.sort_values("since"), names),
        note=_("Rank 1 is the longest on record, whatever the years shown."),
    )


def _draw_line(figure: go.Figure, teeth: pd.DataFrame) -> None:
    figure.add_scatter(
        x=teeth["date"],
        y=teeth["days"],
        mode="lines",
        line={"color": theme.LINE, "width": 1.5},
        fill="tozeroy",
        fillcolor=theme.translucent(theme.LINE, 0.18),
        hoverinfo="skip",
    )


def _subtitle(who: str, visits: bool) -> str:
    if visits:
        return _(
            "Days since the last visit: {who}. The line falls to zero with each visit; the "
            "longest times without one are named, and the present one.",
            who=who,
        )
    return _(
        "Days since the last contact ({who}). The line falls to zero with each contact; the "
        "longest silences are named, and the present one.",
        who=who,
    )


def _corners(
    teeth: pd.DataFrame, window: tuple[pd.Timestamp, pd.Timestamp], highest: float
) -> list[tuple[float, float]]:
    """The corners of the line in pixels, at the width of a phone."""
    start, end = window
    part = (teeth["date"] - start) / max(end - start, pd.Timedelta(days=1)) * NARROW
    return list(zip(part.tolist(), (teeth["days"] / highest * PLOT).tolist(), strict=True))


def _draw_peaks(
    figure: go.Figure,
    top: pd.DataFrame,
    corners: list[tuple[float, float]],
    window: tuple[pd.Timestamp, pd.Timestamp],
    highest: float,
    names: Mapping[str, str],
) -> None:
    if top.empty:
        return
    start, end = window
    at = top["until"].fillna(end).clip(upper=end)
    part = (at - start) / max(end - start, pd.Timedelta(days=1))
    shown = (top["days"] - (top["until"].fillna(end) - at).dt.days).clip(lower=0)
    points = list(zip((part * NARROW).tolist(), (shown / highest * PLOT).tolist(), strict=True))
    texts, places = _labels(top.reset_index(drop=True), points, corners)
    figure.add_scatter(
        x=at,
        y=shown,
        mode="markers+text",
        marker={"size": 8, "color": theme.LINE},
        text=texts,
        textposition=places,
        textfont={"size": 12, "shadow": theme.HALO},
        cliponaxis=False,
        customdata=[row.ended_by or row.before for row in top.itertuples()],
        hovertext=[_hover(row, names) for row in top.itertuples()],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _labels(
    top: pd.DataFrame, points: list[tuple[float, float]], corners: list[tuple[float, float]]
) -> tuple[list[str], list[str]]:
    """The labels of the peaks and where they stand; one that would touch others has none.

    The silence that still lasts ends at the edge: its label stands beside the plot.
    """
    texts, places = [""] * len(points), [PLACES[0]] * len(points)
    segments = list(pairwise(corners))
    taken: list[Box] = []
    for row in top.sort_values("days", ascending=False).itertuples():
        i, (x, y) = int(row.Index), points[int(row.Index)]
        if pd.isna(row.until) and x >= NARROW - 1:
            texts[i], places[i] = wrapped(_label(row), SHORT_LINE), "middle right"
            continue
        near = [s for s in segments if s[1][0] > x - 90 and s[0][0] < x + 90]
        cost, place, box = min(
            (cost_of(box, taken, [], near) + rank, place, box)
            for rank, place in enumerate(PLACES)
            for box in [box_of((x, y), place, _label(row), 8)]
        )
        if cost < CROSSED:
            texts[i], places[i] = _label(row), place
            taken.append(box)
    return texts, places


def _label(row: object) -> str:
    count = plural("{n} day", "{n} days", int(row.days))  # type: ignore[attr-defined]
    if pd.isna(row.until):  # type: ignore[attr-defined]
        return _("{count} so far", count=count)
    return count


def _hover(row: object, names: Mapping[str, str]) -> str:
    r = row
    ended = names.get(r.ended_by, "")  # type: ignore[attr-defined]
    return lines(
        [
            f"<b>{plain(_label(r))}</b>",
            plain(span(r.since, r.until)),  # type: ignore[attr-defined]
            wrapped(_("Ended by: {contact}", contact=ended)) if ended else "",
        ]
    )


def span(since: pd.Timestamp, until: pd.Timestamp) -> str:
    """The days between which a silence lay, in words."""
    if pd.isna(until):
        return _("since {date}", date=day(since))
    return _("{first} to {last}", first=day(since), last=day(until))


def _title(top: pd.DataFrame, who: str, visits: bool) -> str:
    if top.empty:
        return _("No silence to show: {who}", who=who)
    first = next(top.itertuples())
    count = plural("{n} day", "{n} days", int(first.days))
    if visits and pd.isna(first.until):
        return _("The longest time without a visit is the present one: {count}", count=count)
    if visits:
        return _(
            "The longest time without a visit lasted {count}, until {date}",
            count=count,
            date=day(first.until),
        )
    if pd.isna(first.until):
        return _("The longest silence is the present one: {count}", count=count)
    return _("The longest silence lasted {count}, until {date}", count=count, date=day(first.until))


def _alt(top: pd.DataFrame, silences: pd.DataFrame, who: str) -> str:
    if top.empty:
        return _("No silence to show: {who}", who=who)
    named = [
        _("{count} ({span})", count=_label(row), span=span(row.since, row.until))
        for row in top.itertuples()
    ]
    return _(
        "Saw-tooth line of {n} silences ({who}). The longest: {longest}.",
        n=number(len(silences)),
        who=who,
        longest=clauses(named),
    )


def numbers(silences: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """Silences as a reader sees them: rank, dates, days, and what ended each."""
    return pd.DataFrame(
        {
            _("Rank on record"): silences["rank"].to_numpy(),
            _("Days"): silences["days"].to_numpy(),
            _("From"): silences["since"].dt.strftime("%Y-%m-%d").to_numpy(),
            _("To"): silences["until"].dt.strftime("%Y-%m-%d").fillna("").to_numpy(),
            _("Last contact before"): [names.get(i, "") for i in silences["before"]],
            _("Ended by"): [names.get(i, "") for i in silences["ended_by"]],
        }
    )


def standing(current: pd.DataFrame, total: int) -> tuple[str, str]:
    """The present silence and its rank in the record, in words; dashes where there is none."""
    if current.empty:
        return "–", ""
    row = current.iloc[0]
    return (
        plural("{n} day", "{n} days", int(row["days"])),
        _("rank {rank} of {total}", rank=number(row["rank"]), total=number(total)),
    )
