"""Pictures of whose account of a contact is known."""

from __future__ import annotations

import pandas as pd

from analysis.tables.accounts import KNOWN
from charts.contacts.names import hatched, key, whole_step
from charts.draw import theme
from charts.draw.picture import Picture
from charts.draw.text import plain
from charts.speech.formats import clauses, labelled, number, percent
from charts.speech.language import _, plural
from charts.speech.names import Words

HEIGHT = 330
MOST_PERCENTAGES = 15
"""Years up to which each bar carries its share."""


def kind_name(kind: str, words: Words) -> str:
    """Whose account is known."""
    a, b = (words.side(side.code) for side in words.pair.sides)
    return {
        "both": _("Both accounts"),
        "only_a": _("Only {side}", side=a),
        "only_b": _("Only {side}", side=b),
        "neither": _("Neither"),
    }[kind]


def by_year(table: pd.DataFrame, words: Words) -> Picture:
    """Of how many contacts of each year is whose account known?

    `table` is what `analysis.contacts.accounts.by_year` returns.
    """
    a, b = words.pair.sides
    fill = {
        "both": words.pair.mutual_color,
        "only_a": a.color,
        "only_b": b.color,
        "neither": theme.MUTED,
    }
    figure = theme.figure(HEIGHT, barmode="stack", bargap=0.2)
    for kind in KNOWN:
        figure.add_bar(
            x=table["year"],
            y=table[kind],
            name=plain(kind_name(kind, words)),
            marker={"color": fill[kind], "pattern": hatched(kind == "neither")},
            hovertext=[
                plain(
                    _(
                        "{year}, {kind}: {count}",
                        year=int(year),
                        kind=kind_name(kind, words),
                        count=plural("{n} contact", "{n} contacts", int(n)),
                    )
                )
                for year, n in zip(table["year"], table[kind], strict=True)
            ],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    figure.add_scatter(
        x=table["year"],
        y=table["contacts"],
        mode="text",
        text=_percentages(table),
        textposition="top center",
        textfont={"size": 11},
        cliponaxis=False,
        hoverinfo="skip",
    )
    most = max(int(table["contacts"].max()) if len(table) else 1, 1)
    key(figure, [(kind_name(kind, words), fill[kind], kind == "neither") for kind in KNOWN])
    figure.update_xaxes(
        tickformat="d",
        dtick=1 if len(table) <= MOST_PERCENTAGES else None,
        autotickangles=[0, -90],
        fixedrange=True,
    )
    figure.update_yaxes(
        range=[0, most * 1.15],
        tickformat="d",
        dtick=whole_step(most),
        fixedrange=True,
    )
    return Picture(
        figure=figure,
        title=_title(table),
        subtitle=_(
            "Number of contacts per year, by whose account is on record; above each bar, the share "
            "in per cent for which only one side’s account is known. What one side tells of the "
            "other’s words is not the other’s account."
        ),
        alt=_alt(table, words),
        table=_numbers(table, words),
    )


def _percentages(table: pd.DataFrame) -> list[str]:
    """The share of one-sided years as text, where the bars are wide enough to carry it."""
    if len(table) > MOST_PERCENTAGES:
        return [""] * len(table)
    return ["" if pd.isna(share) else number(100 * share) for share in table["one_sided"]]


def _title(table: pd.DataFrame) -> str:
    total = int(table["contacts"].sum())
    if not total:
        return _("No contact on record")
    one = int(table["only_a"].sum() + table["only_b"].sum())
    return _(
        "Only one side’s account is known of {share} of contacts ({n} of {total})",
        share=percent(one / total),
        n=number(one),
        total=number(total),
    )


def _alt(table: pd.DataFrame, words: Words) -> str:
    counts = clauses(labelled(kind_name(k, words), number(table[k].sum())) for k in KNOWN)
    return _("Stacked bars per year. In all: {counts}.", counts=counts)


def _numbers(table: pd.DataFrame, words: Words) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("Year"): table["year"].to_numpy(),
            **{kind_name(kind, words): table[kind].to_numpy() for kind in KNOWN},
            _("Contacts"): table["contacts"].to_numpy(),
            _("Only one side (%)"): (table["one_sided"] * 100).round(1).to_numpy(),
        }
    )
