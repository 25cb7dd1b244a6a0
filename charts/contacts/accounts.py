"""Of how many contacts of each year is whose account known?"""

from __future__ import annotations

import pandas as pd

from analysis.tables.accounts import KNOWN
from charts.contacts.names import counted
from charts.draw import theme
from charts.draw.legend import hatched, key
from charts.draw.picture import Picture
from charts.draw.text import plain
from charts.speech.describe import describe
from charts.speech.formats import number, percent
from charts.speech.language import _
from charts.speech.names import Words

HEIGHT = 330
MOST_PERCENTAGES = 15
"""Years up to which each bar carries its share."""


def by_year(table: pd.DataFrame, words: Words) -> Picture:
    """Of how many contacts of each year is whose account known?

    `table` is what `analysis.contacts.accounts.by_year` returns.
    """
    a, b = words.pair.sides
    colors = dict(zip(KNOWN, (words.pair.mutual_color, a.color, b.color, theme.MUTED), strict=True))
    one_side = [_("Only {side}", side=words.side(side.code)) for side in (a, b)]
    names = dict(zip(KNOWN, (_("Both accounts"), *one_side, _("Neither")), strict=True))
    few = len(table) <= MOST_PERCENTAGES
    most = max(int(table["contacts"].max()) if len(table) else 1, 1)
    figure = theme.figure(HEIGHT, barmode="stack", bargap=0.2)
    for kind, name in names.items():
        figure.add_bar(
            x=table["year"],
            y=table[kind],
            name=plain(name),
            marker={"color": colors[kind], "pattern": hatched(kind == "neither")},
            hovertext=[
                plain(_("{year}, {kind}: {count}", year=int(year), kind=name, count=counted(n)))
                for year, n in zip(table["year"], table[kind], strict=True)
            ],
        )
    figure.add_scatter(
        x=table["year"],
        y=table["contacts"],
        mode="text",
        text=[percent(s) if few and pd.notna(s) else "" for s in table["one_sided"]],
        textposition="top center",
        textfont={"size": 11},
        cliponaxis=False,
        hoverinfo="skip",
    )
    key(figure, [(colors[kind], name, kind == "neither") for kind, name in names.items()])
    figure.update_xaxes(tickformat="d", dtick=1 if few else None, autotickangles=[0, -90])
    figure.update_yaxes(range=[0, most * 1.15], tickformat="d", dtick=1 if most <= 8 else None)
    totals = pd.DataFrame({"kind": names.values(), "contacts": table[list(names)].sum().to_numpy()})
    return Picture(
        figure=figure,
        title=_title(table),
        subtitle=_(
            "Number of contacts per year, by whose account is on record; above each bar, the share "
            "for which only one side’s account is known. What one side tells of the "
            "other’s words is not the other’s account."
        ),
        alt=describe(_("Stacked bars of contacts per year, in all"), totals),
        table=table.assign(one_sided=(table["one_sided"] * 100).round(1)).rename(
            columns={
                "year": _("Year"),
                **names,
                "contacts": _("Contacts"),
                "one_sided": _("Only one side (%)"),
            }
        ),
    )


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
