"""What would the line show, had an event not happened, or been coded or dated otherwise?

A change is one short text, so that a whole bench of changes lives in an address:

    drop:EVENT              leave an event out
    code:EVENT:CAMEO        give it another code
    date:EVENT:DAY          put it on another day
    add:DAY:CAMEO:SALIENCE:DIRECTION    add an event that is not on record
    side:SIDE               leave out what only sources of this side report
    domain:DOMAIN           leave out a domain
    episode:EVENT           leave out the whole episode of an event
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd

from analysis.tables.dataset import SALIENCE_WEIGHT
from analysis.temperature.acts import episodes
from analysis.temperature.line import HALF_LIFE_DAYS, PRIOR_WEIGHT, breakdown

PARTS = {"drop": 2, "code": 3, "date": 3, "add": 5, "side": 2, "domain": 2, "episode": 2}
"""Of how many parts, with its own name, a change of each kind is made."""

ADDED = "added"
CARRYING = 10


def understood(
    change: str, events: pd.DataFrame, cameo: pd.DataFrame, sources: pd.DataFrame
) -> bool:
    """Can this change be made to these events? One that names what is not there cannot."""
    kind, *parts = change.split(":")
    if len(parts) + 1 != PARTS.get(kind, 0):
        return False
    if kind in {"drop", "code", "date", "episode"} and parts[0] not in set(events["event_id"]):
        return False
    if kind == "code":
        return parts[1] in set(cameo["cameo"])
    if kind == "date":
        return _is_day(parts[1])
    if kind == "side":
        return parts[0] in set(sources["side"].astype(str))
    if kind == "domain":
        return parts[0] in set(events["domain"].astype(str))
    if kind == "add":
        day, code, salience, direction = parts
        known = code in set(cameo["cameo"]) and salience in SALIENCE_WEIGHT
        return known and direction in set(events["direction"].astype(str)) and _is_day(day)
    return True


def changed(
    events: pd.DataFrame,
    changes: Sequence[str],
    cameo: pd.DataFrame,
    sources: pd.DataFrame,
) -> pd.DataFrame:
    """The events after these changes, made one after the other; unknown ones change nothing.

    `events` are the acts of the two sides, `cameo` the table of codes with the intensities in use
    (cameo, goldstein), `sources` has source_id and side. Returns a table like `events`.
    """
    rows = events
    for change in changes:
        # What an earlier change has taken away cannot be changed again.
        if understood(change, rows, cameo, sources):
            rows = _made(rows, change, cameo, sources)
    return rows


def _made(
    events: pd.DataFrame, change: str, cameo: pd.DataFrame, sources: pd.DataFrame
) -> pd.DataFrame:
    kind, *parts = change.split(":")
    ids = events["event_id"]
    if kind == "drop":
        return events[ids != parts[0]]
    if kind == "episode":
        episode = episodes(events)
        return events[episode != episode[(ids == parts[0]).to_numpy()][0]]
    if kind == "domain":
        return events[events["domain"].astype(str) != parts[0]]
    if kind == "side":
        side = sources.set_index("source_id")["side"].astype(str)
        alone = [set(side.reindex(cited).dropna()) == {parts[0]} for cited in events["sources"]]
        return events[~np.array(alone, dtype=bool)]
    intensity = cameo.set_index("cameo")["goldstein"]
    if kind == "code":
        one = ids == parts[0]
        return events.assign(
            cameo=events["cameo"].astype(str).mask(one, parts[1]),
            goldstein=events["goldstein"].mask(one, float(intensity[parts[1]])),
        )
    if kind == "date":
        one = ids == parts[0]
        return events.assign(
            date=events["date"].mask(one, pd.Timestamp(parts[1])).astype(events["date"].dtype),
            date_precision=events["date_precision"].astype(str).mask(one, "day"),
        )
    day, code, salience, direction = parts
    added = {
        "event_id": f"{ADDED}-{int(ids.astype(str).str.startswith(ADDED).sum()) + 1}",
        "date": pd.Timestamp(day),
        "date_precision": "day",
        "title": f"{code}, {day}",
        "cameo": code,
        "goldstein": float(intensity[code]),
        "salience": salience,
        "weight": SALIENCE_WEIGHT[salience],
        "direction": direction,
        "domain": None,
        "responds_to": (),
        "sources": (),
    }
    row = pd.DataFrame([{name: added.get(name) for name in events.columns}])
    plain = events.astype(dict.fromkeys(events.select_dtypes("category").columns, object))
    return pd.concat([plain, row.astype({"date": events["date"].dtype})], ignore_index=True)


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def carrying(
    events: pd.DataFrame, at: pd.Timestamp, half_life_days: float = HALF_LIFE_DAYS
) -> pd.DataFrame:
    """Which events carry the temperature of a day?

    Returns the `CARRYING` rows of `events` with the largest contribution either way, largest
    first, with contribution and without (the temperature if this event alone were left out,
    degrees).
    """
    parts = breakdown(events, at, half_life_days)
    left, heat = parts["left"], parts["left"] * parts["goldstein"]
    mass = PRIOR_WEIGHT + left.sum() - left
    without = ((heat.sum() - heat) / mass.where(mass > 0)).fillna(0.0)
    largest = parts["contribution"].abs().sort_values(ascending=False, kind="stable").index
    return parts.assign(without=without).loc[largest[:CARRYING]]
