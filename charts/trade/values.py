"""Picture of how much trade the measures hit, as the sources state it."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from charts.draw import theme
from charts.draw.picture import Picture
from charts.draw.text import plain
from charts.speech.formats import clauses, compact, listed
from charts.speech.language import _, plural
from charts.speech.names import Words, measure
from charts.trade.goods import currency_name, dated, hover, line_name, money, span

ROW, HEAD = 34, 34
"""Height of one value with its bar, and of the line that names a currency, in pixels."""

HIGHEST = 26
"""The most stated values that are drawn, the highest of each currency first; the table has all."""


def values(stated: pd.DataFrame, words: Words) -> Picture:
    """How much trade do the sources say the measures hit?

    `stated` is what `analysis.trade.values.stated` returns: one row per value, with
    currency, year, line and how many measures name it. One panel for each currency: amounts are
    never converted and never summed.
    """
    by_size = stated.sort_values("trade_value", ascending=False)
    # Amounts of different currencies do not compare: a value stands by its place in its own.
    place = by_size.groupby("trade_value_currency").cumcount().sort_values(kind="stable")
    shown = by_size.loc[place.index].head(HIGHEST)
    sizes = shown["trade_value_currency"].value_counts()
    total, bottom = ROW * len(shown) + HEAD * len(sizes), 0.0
    figure = theme.figure(ROW * max(len(shown), 2) + HEAD * max(len(sizes), 1) + 20)
    for place, (currency, size) in enumerate(reversed(list(sizes.items())), 1):
        rows = shown[shown["trade_value_currency"] == currency].iloc[::-1]
        top = bottom + ROW * size / total
        _draw_values(figure, rows, place, (bottom, top), words)
        head = plain(_("Values stated in {currency}", currency=currency_name(str(currency))))
        font = {"size": 12, "color": theme.MUTED}
        figure.add_annotation({**theme.ABOVE, "y": top, "text": f"<b>{head}</b>", "font": font})
        bottom = top + HEAD / total
    return Picture(
        figure=figure,
        title=_title(shown.drop_duplicates("trade_value_currency"), words),
        subtitle=_(
            "Value of the trade (for investments, of the deal) as the source states it, in the "
            "currency and for the year that it names. Never converted, never added up; each "
            "currency has its own scale."
        ),
        table=_table(stated, words),
        note=_(
            "A value often covers more than the measure (all trade in the goods, not one firm’s), "
            "and measures on the same goods name the same trade: adding them would count it twice."
        ),
    )


def _draw_values(
    figure: go.Figure, rows: pd.DataFrame, axis: int, domain: tuple[float, float], words: Words
) -> None:
    suffix = "" if axis == 1 else str(axis)
    figure.add_bar(
        orientation="h",
        x=rows["trade_value"],
        y=list(range(len(rows))),
        width=0.42,
        offset=-0.46,
        xaxis=f"x{suffix}",
        yaxis=f"y{suffix}",
        marker={"color": [words.pair.colors()[code] for code in rows["imposed_by"]]},
        customdata=rows["restriction_id"].tolist(),
        hovertext=[hover(row, words) for row in rows.itertuples()],
    )
    figure.update_layout(
        {
            f"xaxis{suffix}": {"visible": False, "anchor": f"y{suffix}", "fixedrange": True},
            f"yaxis{suffix}": {
                "visible": False,
                "domain": list(domain),
                "anchor": f"x{suffix}",
                "range": [-0.6, len(rows) - 0.4],
                "fixedrange": True,
            },
        }
    )
    for place, row in enumerate(rows.itertuples()):
        by = [words.side(row.imposed_by)]
        if row.measures > 1:
            by.append(plural("{n} measure", "{n} measures", row.measures))
        # The currency stands above the panel.
        name = _(
            "{goods}: {value} ({by})",
            goods=line_name(row.line, words),
            value=dated(compact(row.trade_value), row.trade_value_year),
            by=listed(by),
        )
        at = {"xref": f"x{suffix}", "y": place - 0.04, "yref": f"y{suffix}", "yshift": 1}
        figure.add_annotation({**theme.ABOVE, **at, "text": plain(name)})


def _title(highest: pd.DataFrame, words: Words) -> str:
    """The highest value of each currency."""
    if highest.empty:
        return _("No measure with a stated trade value")
    values = [
        _(
            "{goods}, {amount} (measures imposed by {side})",
            goods=line_name(top.line, words),
            amount=money(top.trade_value, top.trade_value_currency),
            side=words.side(top.imposed_by),
        )
        for top in highest.itertuples()
    ]
    if len(values) == 1:
        return _("Highest value named: {value}", value=values[0])
    return _("Highest value named in each currency: {values}", values=clauses(values))


def _table(stated: pd.DataFrame, words: Words) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("Side"): stated["imposed_by"].map(words.side),
            _("Goods"): stated["product"].map(words.told),
            _("Measure"): [measure(row, words) for row in stated.itertuples()],
            _("When"): [span(row) for row in stated.itertuples()],
            _("Value"): stated["trade_value"],
            _("Currency"): stated["trade_value_currency"],
            _("Year"): stated["trade_value_year"],
            _("Measures that name it"): stated["measures"],
        }
    )
