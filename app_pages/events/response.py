"""Beyond chance: what follows the acts of each side, more than chance would have it."""

from __future__ import annotations

import pandas as pd

from analysis.events import response
from analysis.temperature import acts, eras
from analysis.trade.standing import restricting
from app_pages.frame import state
from app_pages.frame.picture import picture, picture_or_words
from app_pages.frame.state import Selection
from charts.draw.picture import Picture
from charts.events import response as charts


def _since(chosen: Selection) -> pd.Timestamp:
    """The first day of the dense years of the whole record."""
    events = acts.between(chosen.record.events, chosen.record.pair)
    year = eras.wall(events)
    return events["date"].min() if year is None else pd.Timestamp(year, 1, 1)


def followed(chosen: Selection) -> Picture:
    """What share of acts is followed by one of the other side, and by chance."""
    record, since = chosen.record, _since(chosen)
    found = response.followed(chosen.history.events, record.pair, since, record.end)
    return charts.followed(found, since, chosen.words)


def lags(chosen: Selection) -> Picture:
    """Which months of the two sides go together."""
    record, since = chosen.record, _since(chosen)
    found = response.lags(chosen.history.events, record.pair, since, record.end)
    return charts.lags(found, since, chosen.words)


def base_rates(chosen: Selection) -> Picture:
    """What usually followed what, in the whole record."""
    record, since = chosen.record, _since(chosen)
    found = response.base_rates(
        record.events,
        record.contacts,
        record.trade_restrictions[restricting(record.trade_restrictions)],
        record.pair,
        since,
        record.end,
    )
    return charts.base_rates(found, since, chosen.words)


def section() -> None:
    """Three pictures: after an act, month by month, and base rates."""
    chosen = state.selection(state.view())
    picture_or_words(state.result(followed, chosen.view), "response-followed", selectable=False)
    picture(state.result(lags, chosen.view), "response-lags")
    picture(state.result(base_rates, chosen.view.record), "response-base-rates")
