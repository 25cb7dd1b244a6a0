"""Pictures of how often people held were spoken of in contacts, and of the wait after each."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.consular.spoken import BOTH
from charts.draw import theme
from charts.draw.picture import Picture
from charts.draw.text import lines, plain, wrapped
from charts.speech.describe import describe
from charts.speech.formats import capital, day, labelled, number, percent, sentences
from charts.speech.language import _, plural
from charts.speech.names import Words

HEIGHT = 300
FEW_YEARS = 4
WAIT_HEIGHT = 320
TICKS = (1, 3, 10, 30, 100, 300, 1000, 3000)


def raised_by(code: str, words: Words) -> str:
    """Who raised it, in words."""
    if code == BOTH:
        return _("raised by both sides")
    return _("raised by {side}", side=words.country(code))


def yearly(counts: pd.DataFrame, words: Words) -> Picture:
    """How many contacts of each year spoke of people held, by who raised it, out of all?

    `counts` is what `analysis.consular.spoken.yearly` returns.
    """
    who = [*(side.code for side in words.pair.sides), BOTH]
    names = {code: raised_by(code, words) for code in who}
    colors = words.pair.colors()
    figure = theme.figure(HEIGHT, barmode="stack", showlegend=True, bargap=0.25)
    others = (counts["contacts"] - counts["raised"], _("other contacts"), theme.FAINT)
    for contacts, name, color in (*((counts[c], names[c], colors[c]) for c in who), others):
        figure.add_bar(
            x=counts["year"].to_list(),
            y=contacts.to_list(),
            name=name,
            marker={"color": color},
            hovertemplate=labelled("%{x}", "%{y}<extra>") + plain(name) + "</extra>",
        )
    some = counts[counts["raised"] > 0]
    figure.add_scatter(
        x=some["year"].to_list(),
        y=some["raised"].to_list(),
        mode="text",
        text=[number(n) for n in some["raised"]],
        textposition="top center",
        hoverinfo="skip",
        showlegend=False,
        cliponaxis=False,
    )
    # Years as numbers, so that a phone shows every second one instead of turning them all.
    figure.update_xaxes(tickformat="d", dtick=1 if len(counts) < FEW_YEARS else None)
    figure.update_yaxes(title={"text": _("Contacts")}, rangemode="tozero")
    figure.update_layout(
        legend={"itemclick": False, "itemdoubleclick": False, "traceorder": "normal"}
    )
    raised, total = int(counts["raised"].sum()), int(counts["contacts"].sum())
    totals = pd.DataFrame({"who": map(names.get, who), "contacts": counts[who].sum().to_numpy()})
    return Picture(
        figure=figure,
        title=plural(
            "People held were spoken of in {raised} of {n} contact ({share})",
            "People held were spoken of in {raised} of {n} contacts ({share})",
            total,
            raised=number(raised),
            share=percent(raised / total if total else float("nan")),
        ),
        subtitle=_(
            "Number of contacts per year, by who raised people held; the figure above the "
            "coloured part says in how many."
        ),
        alt=describe(_("Bars of contacts per year, in all"), totals),
        table=counts.assign(share=counts["share"].round(3)).rename(
            columns={
                "year": _("Year"),
                **{code: capital(name) for code, name in names.items()},
                "raised": _("Raised in all"),
                "contacts": _("Contacts"),
                "share": _("Share (0 to 1)"),
            }
        ),
    )


def waits(steps: pd.DataFrame, usual: pd.DataFrame, words: Words) -> Picture:
    """How many days passed from each contact to the next step in a case?

    `steps` is what `next_steps` and `usual` what `usual_waits` of `analysis.consular.spoken`
    return. The axis of days is logarithmic.
    """
    known = steps.dropna(subset=["days"])
    figure = theme.figure(WAIT_HEIGHT, showlegend=True)
    for side, symbol in zip(words.pair.sides, ("circle", "diamond"), strict=True):
        rows = known[known["side"] == side.code]
        figure.add_scatter(
            x=[t.isoformat() for t in rows["date"]],
            y=rows["days"].to_list(),
            mode="markers",
            name=raised_by(side.code, words),
            marker={"size": 10, "symbol": symbol, "color": side.color, "opacity": 0.85},
            hovertext=[_wait_hover(row, words) for row in rows.itertuples()],
        )
    top = float(known["days"].max()) if len(known) else float(TICKS[-1])
    figure.update_yaxes(
        type="log",
        tickvals=[tick for tick in TICKS if tick <= top * 1.5],
        title={"text": _("Days to the next step")},
        showgrid=True,
    )
    figure.update_xaxes(**theme.DATE_AXIS)
    figure.update_layout(legend={"itemclick": False, "itemdoubleclick": False})
    numbers = _waits_table(known, words)
    return Picture(
        figure=figure,
        title=_waits_title(known),
        subtitle=_(
            "Days from each contact to the next step on record in a case held by the other side "
            "that had begun by then. Logarithmic scale."
        ),
        alt=describe(
            _("Dots, one for each contact and side that raised people held, the shortest first"),
            numbers.sort_values(_("Days"), kind="stable")[[_("Contact"), _("Days")]],
            most=5,
        ),
        table=numbers,
        note=sentences(
            [
                *_usual(usual, words),
                _(
                    "A contact in which both sides raised people held counts for each; contacts "
                    "that no step followed are left out."
                ),
                _(
                    "This describes what came next in time. Contacts are most frequent when cases "
                    "move most, so it does not show that a contact moved a case."
                ),
            ]
        ),
    )


def _usual(usual: pd.DataFrame, words: Words) -> list[str]:
    return [
        plural(
            "{side}: median {median} after {n} contact, against {usual} counted from any day of "
            "those years.",
            "{side}: median {median} after {n} contacts, against {usual} counted from any day of "
            "those years.",
            int(row.contacts),
            side=words.side(row.side),
            median=_days(row.median),
            usual=_days(row.usual),
        )
        for row in usual.itertuples()
        if row.contacts
    ]


def _days(n: float) -> str:
    return plural("{n} day", "{n} days", round(n))


def _waits_title(known: pd.DataFrame) -> str:
    if known.empty:
        return _("No step on record after a contact")
    return plural(
        "After {n} contact that raised people held, the median wait for a step in a case: {days}",
        "After {n} contacts that raised people held, the median wait for a step in a case: {days}",
        known["contact_id"].nunique(),
        days=_days(known["days"].median()),
    )


def _wait_hover(row: Any, words: Words) -> str:
    after = _(
        "{days} later: {step} ({date})",
        days=_days(row.days),
        step=words.term("milestone_kind", row.next_kind),
        date=day(row.next_date),
    )
    return lines(
        [
            f"<b>{plain(day(row.date))}</b>",
            wrapped(words.actor_names([*row.side_a, *row.side_b])),
            plain(raised_by(row.side, words)),
            wrapped(after),
            wrapped(row.next_detail),
        ]
    )


def _waits_table(known: pd.DataFrame, words: Words) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("Contact"): known["date"].dt.strftime("%Y-%m-%d"),
            _("Who met"): [
                words.actor_names([*a, *b])
                for a, b in zip(known["side_a"], known["side_b"], strict=True)
            ],
            _("Raised by"): [words.side(code) for code in known["side"]],
            _("Days"): known["days"],
            _("Next step"): [words.term("milestone_kind", kind) for kind in known["next_kind"]],
            _("Date"): known["next_date"].dt.strftime("%Y-%m-%d"),
            _("Detail"): known["next_detail"],
        }
    )
