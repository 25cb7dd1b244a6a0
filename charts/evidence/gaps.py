"""Pictures of what is missing: silent months, and meetings told by one side only."""

from __future__ import annotations

import altair as alt
import pandas as pd

from charts.draw import bars, theme, vega
from charts.draw.picture import Picture
from charts.speech.formats import clauses, day, month_names, number, percent
from charts.speech.language import _
from charts.speech.names import Words

CELL = 17


def silence(per_month: pd.DataFrame, longest: tuple[pd.Timestamp, int]) -> Picture:
    """In which months did nothing on record happen?

    `per_month` is what `analysis.evidence.gaps.months` returns, `longest` what `longest_silence`
    does.
    """
    names = month_names()
    drawn = per_month.assign(
        name=[names[n - 1] for n in per_month["number"]],
        when=per_month["month"].dt.strftime("%Y-%m"),
    )[["year", "name", "events", "when"]]
    years = per_month["year"].nunique()
    base = alt.Chart(drawn).encode(
        x=alt.X(
            "name:O",
            sort=names,
            axis=alt.Axis(title=None, orient="top", labelAngle=0, labelOverlap=False),
        ),
        y=alt.Y("year:O", axis=alt.Axis(title=None, labelOverlap=False)),
        tooltip=[
            alt.Tooltip("when:N", title=_("Month")),
            alt.Tooltip("events:Q", title=_("Events")),
        ],
    )
    figure = alt.layer(
        base.transform_filter("datum.events > 0")
        .mark_rect(stroke=None)
        .encode(
            color=alt.Color(
                "events:Q",
                scale=alt.Scale(
                    domain=[1, max(int(per_month["events"].max()) if len(per_month) else 1, 2)],
                    range=list(theme.SEQUENTIAL[2:]),
                    type="sqrt",
                ),
                legend=None,
            )
        ),
        base.transform_filter("datum.events == 0").mark_text(text="×", fontSize=13, color=vega.INK),
    ).properties(height=max(years, 1) * CELL + vega.AXIS)
    silent = int((per_month["events"] == 0).sum())
    start, length = longest
    return Picture(
        figure=figure,
        title=_(
            "{n} of {m} months without any event on record",
            n=number(silent),
            m=number(len(per_month)),
        ),
        subtitle=_(
            "× marks a month without an event; the more a cell stands out from the background, "
            "the more events (1 to {most}).",
            most=number(per_month["events"].max() if len(per_month) else 0),
        ),
        alt=_(
            "Grid of months by year. {n} months are without an event; the longest run of them "
            "begins in {start} and lasts {length} months.",
            n=number(silent),
            start=day(start, "month"),
            length=number(length),
        ),
        table=drawn[["when", "events"]].set_axis([_("Month"), _("Events")], axis=1),
    )


def accounts(told: pd.DataFrame, words: Words) -> Picture:
    """Whose account of a contact is on record?

    `told` is what `analysis.evidence.gaps.accounts` returns. A click picks a bar (`key`).
    """
    pair = words.pair
    colors = {
        "both": pair.mutual_color,
        "only_a": pair.a.color,
        "only_b": pair.b.color,
        "neither": theme.MUTED,
    }
    names = {
        "both": _("Both sides’ accounts"),
        "only_a": _("Only that of {side}", side=words.side(pair.a.code)),
        "only_b": _("Only that of {side}", side=words.side(pair.b.code)),
        "neither": _("No account"),
    }
    total = int(told["contacts"].sum())
    rows = pd.DataFrame(
        {
            "name": told["told"].map(names),
            "value": told["contacts"],
            "label": [
                _("{n} ({share})", n=number(n), share=percent(n / total if total else float("nan")))
                for n in told["contacts"]
            ],
            "color": told["told"],
            "key": told["told"],
        }
    )
    both = int(told.loc[told["told"] == "both", "contacts"].sum())
    return Picture(
        figure=bars.named(
            rows,
            {"name": _("Told by"), "value": _("Contacts")},
            colors=colors,
            top=total,
            pick=True,
        ),
        title=_(
            "{both} of {n} contacts are told by both sides", both=number(both), n=number(total)
        ),
        subtitle=_("Number of contacts by whose account of them is on record."),
        note=_("Choose a bar to list its contacts."),
        alt=_(
            "Bars of contacts: {parts}.",
            parts=clauses(
                _("{name} {n}", name=name, n=label)
                for name, label in zip(rows["name"], rows["label"], strict=True)
            ),
        ),
        table=rows[["name", "value"]].set_axis([_("Told by"), _("Contacts")], axis=1),
    )
