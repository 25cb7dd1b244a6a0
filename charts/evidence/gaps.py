"""Pictures of what is missing: silent months, and meetings told by one side only."""

from __future__ import annotations

import altair as alt
import pandas as pd

from charts.draw import bars, theme, vega
from charts.draw.picture import Picture
from charts.speech.describe import describe
from charts.speech.formats import month_names, number, percent
from charts.speech.language import _, plural
from charts.speech.names import Words

CELL = 17


def silence(per_month: pd.DataFrame) -> Picture:
    """In which months did nothing on record happen?

    `per_month` is what `analysis.evidence.gaps.months` returns of the whole record.
    """
    names = month_names()
    drawn = pd.DataFrame(
        {
            "year": per_month["year"],
            "name": [names[n - 1] for n in per_month["number"]],
            "events": per_month["events"],
            "when": per_month["month"].dt.strftime("%Y-%m"),
        }
    )
    most = int(drawn["events"].max()) if len(drawn) else 0
    base = alt.Chart(drawn).encode(
        x=alt.X(
            "name:O",
            sort=names,
            axis=alt.Axis(title=None, orient="top", labelAngle=0, labelOverlap=False),
        ),
        y=alt.Y("year:O", axis=alt.Axis(title=None, labelOverlap=False)),
        tooltip=vega.tooltips({"when:N": _("Month"), "events:Q": _("Events")}),
    )
    shades = alt.Scale(domain=[1, max(most, 2)], range=list(theme.SEQUENTIAL[2:]), type="sqrt")
    figure = alt.layer(
        base.transform_filter("datum.events > 0")
        .mark_rect(stroke=None)
        .encode(color=alt.Color("events:Q", scale=shades, legend=None)),
        base.transform_filter("datum.events == 0").mark_text(text="×", fontSize=13, color=vega.INK),
    ).properties(height=max(drawn["year"].nunique(), 1) * CELL + vega.AXIS)
    silent = drawn[drawn["events"] == 0].astype({"year": str}).groupby("year").size()
    title = plural(
        "{silent} of {n} month without any event on record",
        "{silent} of {n} months without any event on record",
        len(drawn),
        silent=number(silent.sum()),
    )
    return Picture(
        figure=figure,
        title=title,
        subtitle=_(
            "× marks a month without an event; the more a cell stands out from the background, "
            "the more events (1 to {most}).",
            most=number(most),
        ),
        note=_("Of the filters, only the years and “As of” act here."),
        alt=describe(title, silent.reset_index()),
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
    title = plural(
        "Told by both sides: {both} of {n} contact",
        "Told by both sides: {both} of {n} contacts",
        total,
        both=number(both),
    )
    tooltip = {"name": _("Told by"), "value": _("Contacts")}
    return Picture(
        figure=bars.named(rows, tooltip, colors=colors, top=total, pick=True),
        title=title,
        subtitle=_("Number of contacts by whose account of them is on record."),
        note=_("Choose a bar to list its contacts."),
        alt=describe(title, rows[["name", "label"]]),
        table=rows[list(tooltip)].rename(columns=tooltip),
    )
