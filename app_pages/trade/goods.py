"""The choice of a line of goods."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd

from analysis.trade import goods, standing
from app_pages.frame import address
from app_pages.frame.state import Selection
from charts.speech.language import _
from charts.trade.goods import line_name


def choose(widget: Callable[..., Any], lines: Sequence[str], key: str, chosen: Selection) -> str:
    """One of these lines of goods, kept in the address."""

    def name(line: str) -> str:
        return line_name(line, chosen.words)

    return str(address.choose(widget, _("Goods"), lines, key=key, text=name))


def phases(chosen: Selection, line: str) -> pd.DataFrame:
    """The phases on a line of goods that touch the chosen years."""
    return goods.of_line(chosen.shown.trade_restrictions, line)


def measures(chosen: Selection, line: str) -> pd.DataFrame:
    """Every phase, of any year, of the measures on a line of goods that touch the chosen years."""
    every = goods.of_line(chosen.history.trade_restrictions, line)
    measure = standing.measures(every)
    touching = every["restriction_id"].isin(phases(chosen, line)["restriction_id"])
    return every[measure.isin(measure[touching])]
