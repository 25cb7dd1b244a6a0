"""A picture of what is answered in kind."""

from __future__ import annotations

import altair as alt
import pandas as pd

from charts.draw import bars, vega
from charts.draw.picture import Picture
from charts.events.answers import acting, side_color
from charts.speech.formats import clauses, listed, number, percent
from charts.speech.language import _
from charts.speech.names import Words


def reciprocity(shares: pd.DataFrame, words: Words) -> Picture:
    """What share of the conflictual acts of each side is answered in kind, and how soon?

    `shares` is what `analysis.events.answers.reciprocity` returns.
    """
    drawn = shares.assign(
        who=[acting(direction, words) for direction in shares["direction"]],
        name=[
            _(
                "Acts of {who}, answered within {days} days",
                who=acting(d, words),
                days=number(within),
            )
            for d, within in zip(shares["direction"], shares["within"], strict=True)
        ],
        label=[
            _(
                "{share} ({answered} of {acts})",
                share=percent(s),
                answered=number(k),
                acts=number(n),
            )
            for s, k, n in zip(shares["share"], shares["answered"], shares["acts"], strict=True)
        ],
        share=shares["share"].round(4),
    )
    base = alt.Chart(drawn).encode(
        y=alt.Y(
            "name:N",
            sort=list(drawn["name"]),
            title=None,
            axis=alt.Axis(labels=False, ticks=False, domain=False),
        ),
    )
    share = alt.X("share:Q", scale=alt.Scale(domain=[0, 1]), axis=None)
    figure = alt.layer(
        base.mark_bar(height=10, opacity=0.18, yOffset=9).encode(
            x=alt.value(0), x2=alt.value("width"), color=side_color(words)
        ),
        base.mark_bar(height=10, yOffset=9).encode(
            x=share,
            color=side_color(words),
            tooltip=[
                alt.Tooltip("name:N", title=_("Acts")),
                alt.Tooltip("acts:Q", title=_("Conflictual acts")),
                alt.Tooltip("answered:Q", title=_("Answered in kind")),
                alt.Tooltip("possibly:Q", title=_("Possibly in time")),
                alt.Tooltip("share:Q", title=_("Share"), format=".0%"),
            ],
        ),
        base.mark_text(align="left", dy=-6, fontSize=12, color=vega.INK).encode(
            x=alt.value(2), text="name:N"
        ),
        base.mark_text(align="right", dy=-6, fontSize=12, fontWeight=600, color=vega.INK).encode(
            x=alt.value("width"), text="label:N"
        ),
    ).properties(height=max(len(drawn), 1) * bars.STEP + bars.PADDING)
    return Picture(
        figure=figure,
        title=_reciprocity_title(shares, words),
        subtitle=_(
            "Share of a side's conflictual acts (intensity below zero) that the other side answers "
            "with a conflictual act, where the answer is stated or widely reported."
        ),
        alt=_reciprocity_alt(drawn),
        table=pd.DataFrame(
            {
                _("Acts by"): drawn["who"],
                _("Within (days)"): drawn["within"],
                _("Conflictual acts"): drawn["acts"],
                _("Answered in kind"): drawn["answered"],
                _("Possibly in time"): drawn["possibly"],
                _("Share"): drawn["share"],
            }
        ),
        note=_(
            "An act counts only once its time is up at the end of the record. Answers that nobody "
            "stated or reported as such are not on record, so a share is a lower bound."
        ),
    )


def _reciprocity_title(shares: pd.DataFrame, words: Words) -> str:
    if shares.empty or not shares["acts"].sum():
        return _("No conflictual act whose time is up")
    longest = shares[shares["within"] == shares["within"].max()]
    parts = [
        _(
            "{share} of the acts of {who}",
            who=acting(row.direction, words),
            share=percent(row.share),
        )
        for row in longest.itertuples()
    ]
    return _(
        "Answered in kind within {days} days: {parts}",
        days=number(shares["within"].max()),
        parts=listed(parts),
    )


def _reciprocity_alt(drawn: pd.DataFrame) -> str:
    if drawn.empty:
        return _("No conflictual act to show.")
    parts = [
        _("{name}: {label}", name=name, label=label)
        for name, label in zip(drawn["name"], drawn["label"], strict=True)
    ]
    return _("Bars of the share of acts answered in kind. {parts}.", parts=clauses(parts))
