"""Pictures of who was held, and for how long."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analysis.consular.cases import BOTH, OPEN_ENDINGS
from analysis.consular.milestones import course
from analysis.tables.dates import iso
from charts.consular.marks import (
    NEVER_FADED,
    draw_bail,
    draw_earlier,
    draw_marks,
    draw_times,
    placed,
)
from charts.draw import theme
from charts.draw.picture import Picture
from charts.draw.text import lines, plain, shortened, wrapped
from charts.draw.time import label_above
from charts.speech.describe import describe
from charts.speech.formats import day, days_range, labelled, listed, number, sentences
from charts.speech.language import _, plural, plural_if
from charts.speech.names import Words

ROW_HEIGHT = 74
HEAD = 140
"""Room for the axis and for the legend, which has two columns on a phone."""

LEGEND_SIZE = 11
BAR = 0.22
LABEL_ABOVE, COURSE_BELOW = 0.27, 0.11
"""How far the name stands above the middle of a bar and its course below, in heights of a row."""

LONGEST_NAME, LONGEST_COURSE = 34, 60
MARGIN_OF_TIME = 0.015
"""How far the axis reaches beyond both ends, as a share of its length: room for marks."""

PALE = 0.45
"""The strength of a bar after the last step on record."""

FADES = 24
"""In how many steps a bar fades from the last step on record to the end of the record."""


def days_held(case: Any) -> str:
    """How long, in words, for a row of `analysis.consular.cases.spans`."""
    least, most = case.days_least, case.days_most
    if pd.isna(least):
        return _("beginning not on record")
    if case.ending == "outcome-unknown" and not int(least):
        return _("outcome unknown")
    if case.ending == "outcome-unknown":
        return plural(
            "at least {n} day, outcome unknown", "at least {n} days, outcome unknown", int(least)
        )
    if case.ending == "in-custody":
        return _("{days}, if still held", days=days_range(least, most))
    if case.ending == "bail":
        return _("{days} until bail", days=days_range(least, most))
    return days_range(least, most)


def held_by(code: str, words: Words) -> str:
    """Which side holds the person, in words."""
    return _("held by {side}", side=words.country(code))


def citizens(code: str, words: Words) -> str:
    """Whose citizens, in words that are the same for both sides."""
    if code == BOTH:
        return _("Citizens of both sides")
    return _("Citizens of {side}", side=words.country(code))


def ending(value: str, words: Words) -> str:
    """How the custody ended, or stands, in words."""
    kind = "case_status" if value in OPEN_ENDINGS else "milestone_kind"
    return words.term(kind, value)


def gantt(
    spans: pd.DataFrame,
    steps: pd.DataFrame,
    bail: pd.DataFrame,
    window: tuple[pd.Timestamp, pd.Timestamp],
    words: Words,
) -> Picture:
    """Who was held from when to when, by which side, and through which steps?

    `spans` and `bail` are what `analysis.consular.cases.spans` and `bail_periods` return, `steps`
    the milestones; `window` is the first and the last day that are drawn. A click on a bar or a
    mark selects it; its customdata is the case id.
    """
    cases = spans.assign(y=range(len(spans)))
    place = dict(zip(cases["case_id"], cases["y"], strict=True))
    told = courses(steps, words)
    figure = theme.figure(
        HEAD + ROW_HEIGHT * len(cases), barmode="overlay", clickmode="event+select", showlegend=True
    )
    beyond = (window[1] - window[0]) * MARGIN_OF_TIME
    edges = (window[0] - beyond, window[1] + beyond)
    labels = draw_times(figure, window, len(cases))
    label_above(figure, labels["tickvals"], labels["ticktext"], -0.7)
    _draw_bars(figure, cases, window[1], words)
    draw_bail(figure, bail.assign(y=bail["case_id"].map(place)), BAR)
    draw_earlier(figure, cases, edges[0])
    marks = placed(steps.assign(y=steps["case_id"].map(place)), cases)
    draw_marks(figure, marks, edges[0], words)
    figure.update_xaxes(
        **theme.DATE_AXIS,
        **labels,
        range=[edge.isoformat() for edge in edges],
    )
    figure.update_yaxes(range=[len(cases) - 0.4, -0.85], visible=False, showgrid=False)
    figure.update_layout(
        annotations=[*_row_names(cases, words), *_row_courses(cases, told)],
        legend={
            "itemclick": False,
            "itemdoubleclick": False,
            "itemsizing": "constant",
            "font": {"size": LEGEND_SIZE},
        },
    )
    numbers = _numbers(spans, told, words)
    return Picture(
        figure=figure,
        title=_title(spans),
        subtitle=_(
            "Paler after the last step on record, fading where the outcome is unknown. Choose a "
            "bar for its card."
        ),
        alt=describe(
            _("Time lines from detention to release, or to the end of the record"),
            numbers.iloc[:, [0, 3, 5, 6]],
        ),
        table=numbers,
        note=_note(spans, rough=bool(marks.dropna(subset=["y"])["rough"].any())),
    )


def _title(cases: pd.DataFrame) -> str:
    held = int((cases["ending"] == "in-custody").sum())
    unknown = int((cases["ending"] == "outcome-unknown").sum())
    return plural(
        "{n} case: {held} in custody by the last report found, {unknown} of unknown outcome, "
        "{ended} ended",
        "{n} cases: {held} in custody by the last report found, {unknown} of unknown outcome, "
        "{ended} ended",
        len(cases),
        held=number(held),
        unknown=number(unknown),
        ended=number(len(cases) - held - unknown),
    )


def _note(cases: pd.DataFrame, *, rough: bool) -> str:
    taken = plural_if(
        "For {n} case the record does not say when the person was taken: its bar begins with the "
        "first step on record and no days are counted.",
        "For {n} cases the record does not say when the person was taken: their bars begin with "
        "the first step on record and no days are counted.",
        (~cases["start_known"]).sum(),
    )
    paler = _(
        "Steps known only to the month or year are paler and stand at its beginning, or at that of "
        "the case."
    )
    return sentences([taken, paler if rough else ""])


def courses(steps: pd.DataFrame, words: Words) -> dict[str, str]:
    """How each case went, in words, by case id."""
    kept = course(steps)
    names = [
        words.term("milestone_kind", kind)
        if pd.isna(sentence)
        else labelled(words.term("milestone_kind", kind), words.term("sentence", sentence))
        for kind, sentence in zip(kept["kind"], kept["sentence"], strict=True)
    ]
    by_case = kept.assign(name=names).groupby("case_id")["name"]
    return {str(case): " → ".join(told) for case, told in by_case}


def _numbers(cases: pd.DataFrame, told: Mapping[str, str], words: Words) -> pd.DataFrame:
    known = cases["start_known"]
    return pd.DataFrame(
        {
            _("Person"): [words.actor(p) for p in cases["person"]],
            _("Held by"): [words.country(c) for c in cases["held_by"]],
            _("Citizenship"): [
                listed(words.country(c) for c in row) for row in cases["citizenship"]
            ],
            _("From"): iso(cases["start"], cases["start_precision"]).where(known, ""),
            _("To"): iso(cases["until"], cases["until_precision"]),
            _("Ending"): [ending(e, words) for e in cases["ending"]],
            _("Days, at least"): cases["days_least"],
            _("Days, at most"): cases["days_most"],
            _("Course"): [told.get(case, "") for case in cases["case_id"]],
        }
    )


def _draw_bars(figure: go.Figure, cases: pd.DataFrame, end: pd.Timestamp, words: Words) -> None:
    """Bars up to the last step on record; from there paler, or fading where nobody knows more."""
    colors = words.pair.colors()
    last = cases["until"].mask(cases["ending"] == "in-custody", cases["last"])
    least = cases["start"] + pd.Timedelta(days=1)
    told = cases.assign(
        begin=cases["start"],
        # A bar of no length would be lost: a case known by one day is drawn one day long.
        stop=last.where(last > least, least),
        strength=1.0,
        hover=[_case_hover(case, words) for case in cases.itertuples()],
    )
    for code, held in told.groupby("held_by", sort=False):
        color = colors.get(code, theme.MUTED)
        still = held[held["ending"] == "in-custody"]
        still = still.assign(begin=still["last"].fillna(still["start"]), stop=still["until"])
        fading = held[held["ending"] == "outcome-unknown"].merge(
            pd.DataFrame({"part": range(FADES)}), how="cross"
        )
        piece = (end - fading["until"]) / FADES
        begin = fading["until"] + piece * fading["part"]
        _bars(figure, held, color, held_by(code, words))
        _bars(figure, still.assign(strength=PALE), color)
        _bars(
            figure,
            fading.assign(
                begin=begin,
                stop=begin + piece,
                strength=(PALE * (1 - fading["part"] / FADES)).round(3),
            ),
            color,
        )


def _bars(figure: go.Figure, rows: pd.DataFrame, color: str, name: str = "") -> None:
    """Bars from `begin` to `stop`, as strong as `strength` (0 to 1) says."""
    if rows.empty:
        return
    figure.add_bar(
        orientation="h",
        base=[t.isoformat() for t in rows["begin"]],
        x=((rows["stop"] - rows["begin"]) / pd.Timedelta(milliseconds=1)).to_list(),
        y=rows["y"].to_list(),
        width=BAR,
        marker={
            "color": [color if s == 1 else theme.translucent(color, s) for s in rows["strength"]],
            "line": {"width": 0},
        },
        customdata=rows["case_id"].to_list(),
        name=name,
        showlegend=bool(name),
        hovertext=rows["hover"].to_list(),
        **NEVER_FADED,
    )


def _case_hover(case: Any, words: Words) -> str:
    return lines(
        [
            f"<b>{wrapped(words.actor(case.person))}</b>",
            plain(held_by(case.held_by, words)),
            plain(_from_to(case)),
            plain(days_held(case)),
        ]
    )


def _from_to(case: Any) -> str:
    since = day(case.start, case.start_precision)
    if not case.start_known:
        return _("first step on record {date}", date=since)
    if case.ending in OPEN_ENDINGS:
        return _("since {date}", date=since)
    return _("{start} to {end}", start=since, end=day(case.until, case.until_precision))


def _row_names(cases: pd.DataFrame, words: Words) -> list[dict[str, Any]]:
    return [
        {
            **theme.AT_ROW,
            "y": case.y - LABEL_ABOVE,
            "text": f"<b>{plain(_name(words.actor(case.person)))}</b> · {plain(days_held(case))}",
        }
        for case in cases.itertuples()
    ]


def _row_courses(cases: pd.DataFrame, told: Mapping[str, str]) -> list[dict[str, Any]]:
    return [
        {
            **theme.AT_ROW,
            "y": case.y + COURSE_BELOW,
            "yanchor": "top",
            "text": wrapped(told[case.case_id], LONGEST_COURSE),
            "font": {"size": 11},
        }
        for case in cases.itertuples()
        if case.case_id in told
    ]


def _name(name: str) -> str:
    """The name as a row has room for it: a long one loses its remark first."""
    bare = name if len(name) <= LONGEST_NAME else name.partition(" (")[0]
    return shortened(bare, LONGEST_NAME)
