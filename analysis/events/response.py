"""Do the acts of one side follow those of the other more than chance would have it?

What is stated as an answer (`responds_to`) is a lower bound: it depends on who writes down links.
Here an act counts as followed where any act of the other side comes within so many days, and that
is set against chance: the same with the days of the other side's acts jittered by up to 90 days,
which keeps how busy the season was and breaks what answers what.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.shares import wilson
from analysis.tables.pair import Pair

WITHIN = (7, 30, 90)
JITTER = 90
DRAWS = 1000
LAGS = 6
LEAST_SHIFT = 0.1
"""The least part of the months by which a stream is shifted against the other for chance."""

WARM = 5.0
"""From this intensity on an event is a concession or cooperation worth the name."""

Days = npt.NDArray[np.int64]


def followed(
    events: pd.DataFrame,
    pair: Pair,
    start: pd.Timestamp,
    end: pd.Timestamp,
    seed: int = 0,
) -> pd.DataFrame:
    """What share of the conflictual acts of a side is followed by one of the other, and by chance?

    `events` has date, date_precision, direction and goldstein; taken are those known to their day
    from `start` on, as acts only those at least 90 days before `end`. Returns for each direction
    and span: direction (of the acts), days, n, followed (share), low and high (95 %), chance (the
    mean share with jittered days) and p (of as large a share by chance).
    """
    known = events[(events["date_precision"] == "day") & (events["date"] >= start)]
    cold = known[known["goldstein"] < 0]
    last = (end - start).days
    random = np.random.default_rng(seed)
    rows = []
    for own, other in ((pair.a_to_b, pair.b_to_a), (pair.b_to_a, pair.a_to_b)):
        acts, replies = (_days(cold[cold["direction"] == way], start) for way in (own, other))
        acts = acts[acts <= last - max(WITHIN)]
        if len(acts) == 0:
            continue
        moved = replies + random.integers(-JITTER, JITTER + 1, (DRAWS, len(replies)))
        # Moved past an end, a day comes back by as much: none piles up there or is lost.
        jittered = np.sort(last - np.abs(last - np.abs(moved)), axis=1)
        for days in WITHIN:
            held = _follow(acts, replies, days)
            chance = np.array([_follow(acts, drawn, days).mean() for drawn in jittered])
            low, high = wilson(int(held.sum()), len(acts))
            p = (1 + (chance >= held.mean() - 1e-12).sum()) / (1 + DRAWS)
            rows.append((own, days, len(acts), held.mean(), low, high, chance.mean(), p))
    columns = ["direction", "days", "n", "followed", "low", "high", "chance", "p"]
    return pd.DataFrame(rows, columns=columns)


def _days(events: pd.DataFrame, start: pd.Timestamp) -> Days:
    return np.sort((events["date"] - start).dt.days.to_numpy(np.int64))


def _follow(acts: Days, replies: Days, days: int) -> npt.NDArray[np.bool_]:
    """Does a reply come after each act, within so many days?"""
    found: npt.NDArray[np.bool_] = np.searchsorted(replies, acts + days, "right") > (
        np.searchsorted(replies, acts, "right")
    )
    return found


def lags(events: pd.DataFrame, pair: Pair, start: pd.Timestamp, end: pd.Timestamp) -> pd.DataFrame:
    """Do the months of one side go with the same, earlier or later months of the other?

    The streams are sums of weight times intensity by whole month, of events known to their day.
    Returns lag (months; above 0 side b comes later), r (correlation), low and high (where 95 % of
    circular shifts lie, which keep how each stream hangs together) and p (the share of shifts as
    far from 0, the observed one among them, so that a short record tells nothing); and months, how
    many there are.
    """
    known = events[(events["date_precision"] == "day") & (events["date"] >= start)]
    months = pd.period_range(start, end, freq="M")
    if months[-1].end_time.normalize() > end:
        months = months[:-1]
    streams = []
    for way in (pair.a_to_b, pair.b_to_a):
        rows = known[known["direction"] == way]
        heat = (rows["weight"] * rows["goldstein"]).groupby(rows["date"].dt.to_period("M")).sum()
        values = heat.reindex(months, fill_value=0.0).to_numpy(np.float64)
        spread = values.std()
        streams.append((values - values.mean()) / (spread if spread > 0 else 1.0))
    a, b = streams
    count = len(months)
    least = max(int(count * LEAST_SHIFT), 1)
    shifts = range(least, max(count - least, least))
    rows = []
    for lag in range(-LAGS, LAGS + 1):
        r = _lagged(a, b, lag)
        null = np.array([_lagged(a, np.roll(b, shift), lag) for shift in shifts] or [0.0])
        low, high = np.quantile(null, [0.025, 0.975])
        p = float(1 + (np.abs(null) >= abs(r) - 1e-12).sum()) / (1 + len(null))
        rows.append((lag, r, low, high, p, count))
    return pd.DataFrame(rows, columns=["lag", "r", "low", "high", "p", "months"])


def _lagged(a: npt.NDArray[np.float64], b: npt.NDArray[np.float64], lag: int) -> float:
    count = len(a) - abs(lag)
    if count < 2:
        return 0.0
    early, late = (a[:count], b[lag:]) if lag >= 0 else (b[:count], a[-lag:])
    return float((early * late).mean())


def base_rates(
    events: pd.DataFrame,
    contacts: pd.DataFrame,
    restrictions: pd.DataFrame,
    pair: Pair,
    start: pd.Timestamp,
    end: pd.Timestamp,
    days: int = 30,
) -> pd.DataFrame:
    """What usually followed what, within so many days, and in any week?

    `contacts` has date and level; `restrictions` are the phases that restrict (see
    `analysis.trade.standing.restricting`), with imposed_by, effective and announced. Events known
    to their month are left out; contacts and restrictions count on the date in their table. A table
    of what was, never a forecast. Returns given and then (`leaders` met, or `ministers` or above, a
    `warm` event, an act of `material` conflict, a new `restriction`), side (whose act was given,
    where it matters), n, held, share, low and high (95 %, Wilson 1927) and any_week (the share of
    all weeks that are followed so).
    """
    known = events[events["date_precision"] == "day"]
    leaders = contacts.loc[contacts["level"] == "leader", "date"]
    ministers = contacts.loc[contacts["level"] <= "minister", "date"]
    warm = known.loc[known["goldstein"] >= WARM, "date"]
    cases = [
        ("leaders", "ministers", "", leaders, ministers),
        ("ministers", "warm", "", ministers, warm),
    ]
    since = restrictions["effective"].fillna(restrictions["announced"])
    for side, other, way in (
        (pair.a.code, pair.b.code, pair.a_to_b),
        (pair.b.code, pair.a.code, pair.b_to_a),
    ):
        material = (known["quad_class"].astype(str) == "material conflict") & (
            known["direction"] == way
        )
        imposed = since[restrictions["imposed_by"] == other].dropna()
        cases.append(("material", "restriction", side, known.loc[material, "date"], imposed))
    weeks = _on(pd.Series(pd.date_range(start, end, freq="7D")), start, end, days)
    rows = []
    for given, then, side, first, later in cases:
        acts, replies = _on(first, start, end, days), _on(later, start, end, 0)
        held = int(_follow(acts, replies, days).sum())
        low, high = wilson(held, len(acts))
        share = held / len(acts) if len(acts) else float("nan")
        usual = float(_follow(weeks, replies, days).mean()) if len(weeks) else float("nan")
        rows.append((given, then, side, len(acts), held, share, low, high, usual))
    columns = ["given", "then", "side", "n", "held", "share", "low", "high", "any_week"]
    return pd.DataFrame(rows, columns=columns)


def _on(dates: pd.Series, start: pd.Timestamp, end: pd.Timestamp, days: int) -> Days:
    """The different days between `start` and so many days before `end`, counted from `start`."""
    within = dates[(dates >= start) & (dates <= end - pd.Timedelta(days=days))]
    return np.unique((within - start).dt.days.to_numpy(np.int64))
