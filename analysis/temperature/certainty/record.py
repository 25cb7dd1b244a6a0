"""How far would the average move, had other events come on record?

The record band. Events come in episodes: an arrest brings its answers with it. So whole episodes
are resampled, by multiplying all events of an episode with one draw from a Poisson distribution of
mean 1 (the Poisson bootstrap: Hanley and MacGibbon 2006; Chamandy and others 2012). An event known
only to its month or year is put on a day drawn evenly from that period, not before the acts that
it answers and not after the answers to it. Where a sample of events was coded again, each is coded
as another coder might have done. The temperature is then worked out again, and the spread of the
results is the band.

It tells how sure the average of what is on record is. It does not know of events that nobody
reported, and it is no interval for the state of the relationship: see `state`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.tables.dates import first_day, last_day, numbered
from analysis.temperature.acts import episodes
from analysis.temperature.certainty.coders import Errors, miscoded
from analysis.temperature.kernel import Floats, Ints, check_parameters, degrees
from analysis.temperature.line import HALF_LIFE_DAYS, PRIOR_WEIGHT

Counts = npt.NDArray[np.int8]

DRAWS = 2000
LEVEL = 0.90


@dataclass(frozen=True, eq=False)
class Resamples:
    """Many records that might have been: weight, intensity and day (since 1970) of each event.

    `events` are the rows in the order of the arrays, which are events by draws.
    """

    events: pd.DataFrame
    weight: Floats
    goldstein: Floats
    day: Ints

    def of(self, rows: npt.ArrayLike) -> Resamples:
        """The same records cut to these rows of `events`."""
        keep = np.asarray(rows, dtype=bool)
        return Resamples(self.events[keep], self.weight[keep], self.goldstein[keep], self.day[keep])

    def left(self, day: pd.Timestamp, half_life_days: float = HALF_LIFE_DAYS) -> Floats:
        """What is left of the weight of each event at the end of a day: events by draws."""
        age = int(numbered(pd.DatetimeIndex([day]))[0]) - self.day
        left: Floats = np.where(age >= 0, self.weight * np.exp2(-age / half_life_days), 0.0)
        return left

    def line(
        self,
        at: pd.DatetimeIndex,
        half_life_days: float = HALF_LIFE_DAYS,
        prior_weight: float = PRIOR_WEIGHT,
    ) -> Floats:
        """The temperature of each record on each day of `at`: points by draws, in degrees."""
        check_parameters(half_life_days, prior_weight)
        points, order = np.unique(numbered(at), return_inverse=True)
        draws = self.weight.shape[1]
        # What happens after the last point falls on one that never comes.
        ends, every = np.append(points, np.inf), np.arange(draws)
        mass, heat = np.zeros((2, len(ends), draws))
        for day, weight, goldstein in zip(self.day, self.weight, self.goldstein, strict=True):
            # A known day is the same in every record.
            known = bool((day == day[0]).all())
            when = day[0] if known else day
            first = np.searchsorted(points, when)
            left = weight * np.exp2((when - ends[first]) / half_life_days)
            cell = first if known else (first, every)
            mass[cell] += left
            heat[cell] += left * goldstein
        for n, fade in enumerate(np.exp2(-np.diff(points) / half_life_days), start=1):
            mass[n] += fade * mass[n - 1]
            heat[n] += fade * heat[n - 1]
        return degrees(heat[:-1], mass[:-1], prior_weight)[order]


def resamples(
    events: pd.DataFrame, draws: int = DRAWS, seed: int = 0, errors: Errors | None = None
) -> Resamples:
    """So many records as they might have been.

    `events` has event_id, date, date_precision, goldstein, weight and responds_to, in any order.
    With `errors` (and then quad_class and salience too) each event is coded as another coder might
    have coded it. The draws are fixed by `seed`; those of earlier episodes do not depend on later
    ones.
    """
    ordered = events.sort_values(["date", "event_id"], kind="stable")
    episode = episodes(ordered)
    times = _times(int(episode.max(initial=-1)) + 1, draws, seed)[episode]
    if errors is None:
        goldstein = np.repeat(ordered["goldstein"].to_numpy(np.float64)[:, np.newaxis], draws, 1)
        weight = ordered["weight"].to_numpy(np.float64)[:, np.newaxis]
    else:
        goldstein, weight = miscoded(ordered, errors, draws, np.random.default_rng([seed, 2]))
    return Resamples(
        events=ordered,
        weight=weight * times,
        goldstein=goldstein,
        day=_drawn_days(ordered, draws, np.random.default_rng([seed, 1])),
    )


def limits(drawn: Floats) -> tuple[Floats, Floats]:
    """Between which values do the draws lie, so many of them as `LEVEL` says?"""
    low, high = np.quantile(drawn, [(1 - LEVEL) / 2, (1 + LEVEL) / 2], axis=-1)
    return low, high


def _times(episodes: int, draws: int, seed: int) -> Counts:
    """How often does each episode come in each draw?"""
    return _many_times(1 << episodes.bit_length(), draws, seed)[:episodes]


@lru_cache(maxsize=2)
def _many_times(episodes: int, draws: int, seed: int) -> Counts:
    """The same of more episodes: what is drawn of one does not depend on how many follow."""
    return np.random.default_rng([seed, 0]).poisson(1.0, (episodes, draws)).astype(np.int8)


def _drawn_days(ordered: pd.DataFrame, draws: int, random: np.random.Generator) -> Ints:
    """The day of each event in each draw: known, or drawn inside its period.

    It lies not before the acts that it answers, which are drawn first, and not after the last day
    that its own answers can have. Where that leaves no day, only the acts that it answers count,
    and it comes as soon after them as its period allows.
    """
    first = numbered(first_day(ordered["date"], ordered["date_precision"]))
    last = numbered(last_day(ordered["date"], ordered["date_precision"]))
    place = {event: n for n, event in enumerate(ordered["event_id"])}
    told = ordered["responds_to"].explode().map(place).dropna()
    acts = told.to_numpy(dtype=np.int64)
    answers = ordered.loc[told.index, "event_id"].map(place).to_numpy(dtype=np.int64)
    latest = last.copy()
    while (latest[answers] < latest[acts]).any():
        np.minimum.at(latest, acts, latest[answers])
    day = np.repeat(first[:, np.newaxis], draws, 1)
    rough = np.flatnonzero(last > first).tolist()
    waiting = set(rough)

    def draw(n: int) -> None:
        waiting.remove(n)
        answered = acts[answers == n]
        for act in answered.tolist():
            if act in waiting:
                draw(act)
        since = np.clip(day[answered].max(axis=0, initial=first[n]), first[n], last[n])
        until = np.clip(latest[n], since, last[n])
        day[n] = since + random.integers(0, until - since + 1)

    for n in rough:
        if n in waiting:
            draw(n)
    return day
