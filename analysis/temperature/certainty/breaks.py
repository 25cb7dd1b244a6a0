"""When did the level change, and is that more than chance or a slow drift?

Breaks are sought in the intensities of the events themselves, not on the line: neighbouring points
of a trailing average share their events, and any method for independent points finds turns in it
where there are none (Shi, Gallagher, Lund and Killick 2022). The split that lowers the weighted
squared deviation most is found, tested, and its two sides are split again (binary segmentation:
Vostrikova 1981). The test puts whole episodes in another order, because the events of an episode
come together and are alike. The interval of the date comes from records of the same two means, with
the residuals resampled in blocks of neighbouring events. An event takes its weight along to its new
place: the weightiest acts are the most intense ones.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.tables.dates import numbered
from analysis.temperature.acts import episodes
from analysis.temperature.certainty.state import Drift
from analysis.temperature.kernel import Floats, Ints, degrees, remaining
from analysis.temperature.line import HALF_LIFE_DAYS, PRIOR_WEIGHT

FEWEST_EVENTS = 40
"""A stretch of fewer events is not split."""

LEAST_EVENTS, LEAST_SHARE = 10, 0.08
"""Each side of a split holds at least so many events, and this share of the stretch."""

ORDERS, RESAMPLED, SIMULATED = 999, 500, 2000
BLOCK = 10
"""Neighbouring events whose residuals are resampled together."""

CHANCE, FIRM = 0.05, 0.01
"""Above the first p a split is no break; up to the second it is firm, and between them weaker."""

INTERVAL = 0.90


def breaks(events: pd.DataFrame, seed: int = 0) -> pd.DataFrame:
    """Where did the mean intensity of events change beyond chance?

    `events` has event_id, date, goldstein, weight and responds_to, in any order. Returns in order
    of time date (that of the first event after the break), p (share of orders of whole episodes
    with as large a shift), low and high (90 % interval of the date), firm (p up to 0.01), and the
    stretch that was split: begin, end (positions in order of date) and shift (the statistic).
    """
    ordered = events.sort_values(["date", "event_id"], kind="stable")
    values, weight = _columns(ordered)
    found = _split(values, weight, episodes(ordered), 0, np.random.default_rng(seed))
    table = pd.DataFrame(
        found,
        columns=["at", "p", "low_at", "high_at", "begin", "end", "shift"],
    ).sort_values("at", ignore_index=True)
    date = ordered["date"].to_numpy()
    return table.assign(
        **{name: date[table[at].to_numpy(np.int64)] for name, at in _DATES.items()},
        firm=table["p"] <= FIRM,
    ).drop(columns=list(_DATES.values()))


def levels(events: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """What was the weighted mean intensity between the breaks?

    `found` is what `breaks` gives of `events`. Returns start and end (days of the first and last
    event), mean (degrees) and events (how many), in order of time.
    """
    ordered = events.sort_values(["date", "event_id"], kind="stable")
    part = np.searchsorted(found["date"].to_numpy(), ordered["date"].to_numpy(), "right")
    return pd.DataFrame(
        [
            (
                rows["date"].iloc[0],
                rows["date"].iloc[-1],
                np.average(rows["goldstein"], weights=rows["weight"]),
                len(rows),
            )
            for _part, rows in ordered.groupby(part)
        ],
        columns=["start", "end", "mean", "events"],
    )


_DATES = {"date": "at", "low": "low_at", "high": "high_at"}


def against_drift(events: pd.DataFrame, found: pd.DataFrame, drift: Drift) -> pd.Series:
    """How often would a slow drift without any jump show as large a shift?

    Records are simulated from the Ornstein–Uhlenbeck model at the dates of `events`; `found` is
    what `breaks` gives of them. Returns p for each row of `found`.
    """
    ordered = events.sort_values(["date", "event_id"], kind="stable")
    _values, weight = _columns(ordered)
    drawn = simulated(ordered, drift, SIMULATED)
    p = []
    for row in found.itertuples():
        part = slice(row.begin, row.end)
        shift, _at = _shift(drawn[:, part], weight[part])
        p.append(_share(shift >= row.shift))
    return pd.Series(p, index=found.index, dtype="float64", name="drift_p")


def drop_against_drift(
    events: pd.DataFrame,
    at: pd.DatetimeIndex,
    drift: Drift,
    half_life_days: float = HALF_LIFE_DAYS,
) -> tuple[pd.Timestamp, float, float]:
    """How often would a drift show as large a fall between two points as the largest here?

    Returns the later point of the fall, the fall (degrees, below 0) and p.
    """
    ordered = events.sort_values(["date", "event_id"], kind="stable")
    values, _weight = _columns(ordered)
    left = np.array([remaining(ordered, day, half_life_days) for day in at])
    drawn = np.vstack([values, simulated(ordered, drift, SIMULATED)])
    mass = np.repeat(left.sum(axis=1)[:, np.newaxis], len(drawn), 1)
    falls = np.diff(degrees(left @ drawn.T, mass, PRIOR_WEIGHT), axis=0)
    largest = falls.min(axis=0)
    return at[1:][falls[:, 0].argmin()], float(largest[0]), _share(largest[1:] <= largest[0])


def simulated(ordered: pd.DataFrame, drift: Drift, draws: int) -> Floats:
    """Intensities that a drift without jumps would show at these dates: draws by events."""
    random = np.random.default_rng(0)
    days = numbered(ordered["date"])
    fades = np.exp(-np.diff(days) / drift.memory)
    state = np.empty((len(days), draws))
    if len(days):
        state[0] = np.sqrt(drift.spread) * random.standard_normal(draws)
    for n, fade in enumerate(fades, start=1):
        step = np.sqrt(drift.spread * (1 - fade**2)) * random.standard_normal(draws)
        state[n] = fade * state[n - 1] + step
    noise = np.sqrt(drift.noise) * random.standard_normal(state.shape)
    shown: Floats = np.clip(state + noise, -10.0, 10.0)
    return shown.T


def _columns(events: pd.DataFrame) -> tuple[Floats, Floats]:
    return events["goldstein"].to_numpy(np.float64), events["weight"].to_numpy(np.float64)


def _split(
    values: Floats, weight: Floats, episode: Ints, begin: int, random: np.random.Generator
) -> list[tuple[float, ...]]:
    """The breaks of one stretch of events, which begins at this position of the whole."""
    count = len(values)
    if count < FEWEST_EVENTS:
        return []
    (shift,), (k,) = _shift(values[np.newaxis], weight)
    p = by_chance(values, weight, episode, random)
    if p > CHANCE:
        return []
    parts = slice(None, k), slice(k, None)
    means = [np.average(values[part], weights=weight[part]) for part in parts]
    level = np.repeat(means, (k, count - k))
    drawn = [blocks(size, BLOCK, RESAMPLED, random) for size in (k, count - k)]
    place = np.hstack([drawn[0], k + drawn[1]])
    low, high = np.quantile(
        _shift(level + (values - level)[place], weight[place])[1],
        [(1 - INTERVAL) / 2, (1 + INTERVAL) / 2],
        method="inverted_cdf",
    )
    row = (begin + k, p, begin + low, begin + high, begin, begin + count, shift)
    return [
        *_split(values[:k], weight[:k], episode[:k], begin, random),
        row,
        *_split(values[k:], weight[k:], episode[k:], begin + k, random),
    ]


def by_chance(values: Floats, weight: Floats, episode: Ints, random: np.random.Generator) -> float:
    """In what share of orders of whole episodes is the largest shift as large (p)?"""
    (shift,), _at = _shift(values[np.newaxis], weight)
    places = random.random((ORDERS, episode.max() + 1))[:, episode]
    orders = np.argsort(places, axis=1, kind="stable")
    return _share(_shift(values[orders], weight[orders])[0] >= shift)


def _shift(values: Floats, weight: Floats) -> tuple[Floats, Ints]:
    """The largest shift of the weighted mean in each row, and the position after it.

    `weight` is one row for all, or a row for each. A shift is measured by how much the split lowers
    the weighted squared deviation.
    """
    count = values.shape[1]
    edge = max(LEAST_EVENTS, int(LEAST_SHARE * count))
    mass, heat = np.cumsum(weight, axis=-1), np.cumsum(weight * values, axis=1)
    inner = slice(edge - 1, count - edge - 1)
    before, whole = mass[..., inner], mass[..., -1:]
    after = whole - before
    apart = heat[:, inner] / before - (heat[:, -1:] - heat[:, inner]) / after
    lowered = before * after / whole * apart**2
    best = lowered.argmax(axis=1)
    return lowered[np.arange(len(values)), best], best + edge


def blocks(count: int, size: int, draws: int, random: np.random.Generator) -> Ints:
    """The places of so many neighbours resampled in blocks of this size, in a circle.

    Returns draws by places.
    """
    starts = random.integers(0, count, (draws, -(-count // size)))
    place: Ints = (starts[:, :, np.newaxis] + np.arange(size)) % count
    return place.reshape(draws, -1)[:, :count]


def _share(as_far: np.ndarray) -> float:
    """The share of draws as far out, the observed one among them."""
    return float(1 + as_far.sum()) / (1 + len(as_far))
