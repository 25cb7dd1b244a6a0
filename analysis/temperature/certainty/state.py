"""Where may the relationship itself stand, given the events on record?

The state band. The relationship is taken for a level that drifts and is drawn back to neutral, and
every event for a noisy sign of it: an Ornstein–Uhlenbeck process in continuous time, seen with
error (Kalman and Bucy 1961; for event data see Brandt and Freeman 2006):

    x(t) has mean 0, variance v, and correlation exp(-|t - s| / tau) between days t and s
    g_e  = x(t_e) + noise of variance s2

The filter gives the mean and variance of x(t) from the events up to t. In silence the mean fades
to neutral and the variance grows back to v: the interval widens, as it should. The mean is linear
in the intensities, so that it breaks down into events exactly.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from statistics import NormalDist

import numpy as np
import pandas as pd

from analysis.tables.dates import last_day, numbered
from analysis.temperature.certainty.record import LEVEL
from analysis.temperature.kernel import Floats, Ints

FEWEST_TO_FIT = 100
"""With fewer events than this the parameters of the shipped record are taken."""


@dataclass(frozen=True)
class Drift:
    """How the state moves, and how well an event shows it.

    `spread` is the variance of the state (degrees squared), `noise` that of an event about it, and
    `memory` the time (days) in which what is known of it fades to 1/e.
    """

    spread: float = 8.9
    noise: float = 13.2
    memory: float = 766.0


def fit(events: pd.DataFrame) -> Drift:
    """Which parameters make these events likeliest (Nelder and Mead 1965)?

    `events` has date, date_precision and goldstein. Of fewer than `FEWEST_TO_FIT` events the
    parameters cannot be told, and those of `Drift` are returned.
    """
    if len(events) < FEWEST_TO_FIT:
        return Drift()
    # Imported where needed: it takes a fifth of a second.
    from scipy import optimize

    _rows, day, goldstein = _order(events)
    start = np.log([Drift.spread, Drift.noise, Drift.memory])
    found = optimize.minimize(
        lambda x: -_likelihood(day, goldstein, Drift(*np.exp(x).tolist())),
        start,
        method="Nelder-Mead",
        options={"xatol": 0.01, "fatol": 0.01},
    )
    return Drift(*np.exp(found.x).tolist())


def state(events: pd.DataFrame, at: pd.DatetimeIndex, drift: Drift) -> pd.DataFrame:
    """Where does the state lie on each day of `at`, at the level of the record band?

    An event counts from the last day of its period on, when it is known to have happened. Returns
    date, state (the mean), low and high, all in degrees.
    """
    _rows, day, goldstein = _order(events)
    points = numbered(at)
    reach = NormalDist().inv_cdf((1 + LEVEL) / 2)
    mean, variance = np.zeros(len(points)), np.full(len(points), drift.spread)
    m, p, now, n = 0.0, drift.spread, 0.0, 0
    for k in np.argsort(points, kind="stable"):
        while n < len(day) and day[n] <= points[k]:
            m, p = _moved(m, p, day[n] - now, drift)
            gain = p / (p + drift.noise)
            m, p, now, n = m + gain * (goldstein[n] - m), p * (1 - gain), day[n], n + 1
        mean[k], variance[k] = _moved(m, p, points[k] - now, drift)
    half = reach * np.sqrt(variance)
    return pd.DataFrame({"date": at, "state": mean, "low": mean - half, "high": mean + half})


def breakdown(events: pd.DataFrame, at: pd.Timestamp, drift: Drift) -> pd.DataFrame:
    """What does each event add to the mean of the state on this day?

    Returns the rows of `events` with contribution (degrees). The contributions add up to `state`.
    """
    order, day, goldstein = _order(events)
    (end,) = numbered(pd.DatetimeIndex([at]))
    come = int(np.searchsorted(day, end, "right"))
    days, p = [*day[:come], end], drift.spread
    share = np.zeros(len(day))
    for n, (here, after) in enumerate(pairwise(days)):
        gain = p / (p + drift.noise)
        share[:n] *= 1 - gain
        share[n] = gain
        fade, p = _moved(1.0, p * (1 - gain), after - here, drift)
        share[: n + 1] *= fade
    contribution = np.empty(len(day))
    contribution[order] = share * goldstein
    return events.assign(contribution=contribution)


def _moved(m: float, p: float, days: float, drift: Drift) -> tuple[float, float]:
    """Mean and variance of the state after so many days without an event."""
    fade = float(np.exp(-days / drift.memory))
    return m * fade, p * fade**2 + drift.spread * (1 - fade**2)


def _likelihood(day: Floats, goldstein: Floats, drift: Drift) -> float:
    """The logarithm of the likelihood of the events, each told from those before it."""
    spread, noise = drift.spread, drift.noise
    fades = np.exp(-np.diff(day, prepend=day[:1]) / drift.memory)
    m, p, total = 0.0, spread, 0.0
    logs = 0.0
    for fade, g in zip(fades.tolist(), goldstein.tolist(), strict=True):
        m *= fade
        p = p * fade * fade + spread * (1 - fade * fade)
        s = p + noise
        apart = g - m
        total += apart * apart / s
        logs += math.log(s)
        m += p / s * apart
        p *= noise / s
    return float(-0.5 * (total + logs + len(day) * math.log(2 * math.pi)))


def _order(events: pd.DataFrame) -> tuple[Ints, Floats, Floats]:
    """The order in which the events become known, the days on which they do, and intensities."""
    known = numbered(last_day(events["date"], events["date_precision"])).astype(np.float64)
    order = np.argsort(known, kind="stable")
    return order, known[order], events["goldstein"].to_numpy(np.float64)[order]
