"""Pictures of how long the two sides did not meet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analysis.contacts.silence import current, longest
from analysis.tables.dates import iso
from charts.draw import theme
from charts.draw.picture import Picture
from charts.draw.text import lines, plain, wrapped
from charts.speech.describe import describe
from charts.speech.formats import day, days_range, labelled, number
from charts.speech.language import _

HEIGHT = 340
NAMED = 5
"""How many of the longest silences are named."""

HEADROOM = 1.25
"""How far the axis reaches beyond the longest silence."""

NEAR = (0.22, 0.05)
"""How near to each other, in shares of the width and the height, two labels would touch."""

EDGE = 0.06
"""The share of the width at the left in which a label stands to the right of its mark."""

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
    filtered: bool = False,
) -> Picture:
    """How many days had passed since the last contact, and which silences were the longest?

    `teeth` is what `analysis.contacts.silence.saw_tooth` returns; `silences` are those that lie in
    the window (since, until, days, rank, before, ended_by); `window` its first and last day;
    `names` tells what each contact was, by its id; `who` says whose contacts are meant, or with
    `visits` whose visits where; with `filtered` only some contacts count.
    """
    top = longest(silences, NAMED)
    highest = (int(silences["days"].max()) if len(silences) else 1) * HEADROOM + 1
    figure = theme.figure(HEIGHT, hoverdistance=40, margin={**theme.MARGIN, "r": BESIDE})
    figure.add_scatter(
        x=teeth["date"],
        y=teeth["days"],
        mode="lines",
        line={"color": theme.LINE, "width": 1.5},
        fill="tozeroy",
        fillcolor=theme.translucent(theme.LINE, 0.18),
        hoverinfo="skip",
    )
    named = pd.concat([top, current(silences)]).drop_duplicates("since")
    _draw_peaks(figure, named, window, highest, names)
    figure.update_xaxes(range=[stamp.isoformat() for stamp in window], **theme.DATE_AXIS)
    figure.update_yaxes(range=[0, highest], separatethousands=True)
    title = _title(top, who, visits)
    if filtered and len(top):
        title = labelled(_("The contacts that pass the filters alone"), title)
    return Picture(
        figure=figure,
        title=title,
        subtitle=_subtitle(who, visits),
        alt=describe(
            _("Saw-tooth line of silences ({who}), the longest first", who=who), numbers(top, names)
        ),
        table=numbers(silences.sort_values("since"), names),
        note=_("Ranks are those in all years, not only in the years shown."),
    )


def _subtitle(who: str, visits: bool) -> str:
    if visits:
        return _(
            "Days since the last visit: {who}. The line falls to zero with each visit.",
            who=who,
        )
    return _(
        "Days since the last contact ({who}). The line falls to zero with each contact.",
        who=who,
    )


def _draw_peaks(
    figure: go.Figure,
    top: pd.DataFrame,
    window: tuple[pd.Timestamp, pd.Timestamp],
    highest: float,
    names: Mapping[str, str],
) -> None:
    if top.empty:
        return
    start, end = window
    stop = top["until"].fillna(end)
    at = stop.clip(upper=end)
    shown = (top["days"] - (stop - at).dt.days).clip(lower=0)
    along = (at - start) / max(end - start, pd.Timedelta(days=1))
    labels = _labels(top.assign(along=along, up=shown / highest))
    figure.add_scatter(
        x=at,
        y=shown,
        mode="markers+text",
        marker={"size": 8, "color": theme.LINE},
        text=[labels[i][0] for i in top.index],
        textposition=[labels[i][1] for i in top.index],
        textfont={"size": 12, "shadow": theme.HALO},
        cliponaxis=False,
        customdata=[row.ended_by or row.before for row in top.itertuples()],
        hovertext=[_hover(row, names) for row in top.itertuples()],
    )


def _labels(peaks: pd.DataFrame) -> dict[Any, tuple[str, str]]:
    """The label of each peak and where it stands; one that would touch a longer one's has none.

    The silence that still lasts ends at the edge: its label stands beside the plot.
    """
    labels: dict[Any, tuple[str, str]] = {}
    taken: list[tuple[float, float]] = []
    for row in peaks.sort_values("days", ascending=False).itertuples():
        if pd.isna(row.until) and row.along >= 1:
            labels[row.Index] = wrapped(_label(row), SHORT_LINE), "middle right"
        elif any(abs(row.along - x) < NEAR[0] and abs(row.up - y) < NEAR[1] for x, y in taken):
            labels[row.Index] = "", "top center"
        else:
            taken.append((row.along, row.up))
            side = "right" if row.along < EDGE else "center"
            labels[row.Index] = _label(row), f"top {side}"
    return labels


def _label(row: Any) -> str:
    count = days_range(row.days_least, row.days_most)
    return _("{count} so far", count=count) if pd.isna(row.until) else count


def _hover(row: Any, names: Mapping[str, str]) -> str:
    ended = names.get(row.ended_by, "")
    return lines(
        [
            f"<b>{plain(_label(row))}</b>",
            plain(span(row)),
            wrapped(_("Ended by: {contact}", contact=ended)) if ended else "",
        ]
    )


def span(silence: Any) -> str:
    """The days between which a silence lay, in words, no more exact than they are known."""
    first = day(silence.since, silence.since_precision)
    if pd.isna(silence.until):
        return _("since {date}", date=first)
    return _("{first} to {last}", first=first, last=day(silence.until, silence.until_precision))


def _title(top: pd.DataFrame, who: str, visits: bool) -> str:
    if top.empty:
        return _("No silence to show: {who}", who=who)
    first = next(top.itertuples())
    count = days_range(first.days_least, first.days_most)
    if visits and pd.isna(first.until):
        return _("The longest time without a visit is the present one: {count}", count=count)
    if visits:
        return _(
            "The longest time without a visit lasted {count}, until {date}",
            count=count,
            date=day(first.until, first.until_precision),
        )
    if pd.isna(first.until):
        return _("The longest silence is the present one: {count}", count=count)
    return _(
        "The longest silence lasted {count}, until {date}",
        count=count,
        date=day(first.until, first.until_precision),
    )


def numbers(silences: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """Silences as a reader sees them: rank, dates, days, and what ended each."""
    return pd.DataFrame(
        {
            _("Rank in all years"): silences["rank"].to_numpy(),
            _("Days, at least"): silences["days_least"].to_numpy(),
            _("Days, at most"): silences["days_most"].to_numpy(),
            _("From"): iso(silences["since"], silences["since_precision"]).to_numpy(),
            _("To"): iso(silences["until"], silences["until_precision"]).to_numpy(),
            _("Last contact before"): [names.get(i, "") for i in silences["before"]],
            _("Ended by"): [names.get(i, "") for i in silences["ended_by"]],
        }
    )


def standing(current: pd.DataFrame, total: int) -> tuple[str, str]:
    """The present silence and its rank in the record, in words; dashes where there is none."""
    if current.empty:
        return "–", ""
    row = current.iloc[0]
    rank = _("rank {rank} of {total}", rank=number(row["rank"]), total=number(total))
    return days_range(row["days_least"], row["days_most"]), rank
