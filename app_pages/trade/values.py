"""How much trade the measures hit, as the sources state it."""

from __future__ import annotations

import pandas as pd

from analysis.trade import values
from app_pages.cards import restriction, shell
from app_pages.frame import page, state
from app_pages.frame.picture import picture
from app_pages.frame.state import Selection
from charts.draw.picture import Picture
from charts.speech.language import _
from charts.trade import values as charts

VALUED = ("trade_value", "trade_value_currency", "trade_value_year", "note", "sources")


def stated(chosen: Selection) -> pd.DataFrame:
    """The trade values that sources state for the measures that touch the chosen years."""
    return values.stated(chosen.shown.trade_restrictions)


def drawn(chosen: Selection) -> Picture:
    """Each value as a bar, by currency."""
    return charts.values(stated(chosen), chosen.words)


@page.fragment
def trade_affected() -> None:
    """The values; a click on a bar opens its card."""
    chosen = state.selection(state.view())
    rows = state.measure(stated, chosen.view)
    if rows.empty:
        page.empty(chosen, _("No measure in these years states a trade value."), "values")
        return
    bar = picture(state.result(drawn, chosen.view), "trade-values", selectable=True)
    shell.clicked(bar, "trade_restrictions")
    restriction.rows(rows, VALUED, chosen, "trade-value-rows", first=3)
