"""How many days after the trigger did the first of each kind come, and when did it end?"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from analysis.compare import clock
from analysis.compare.episodes import KEY
from analysis.tables.dataset import Dataset

MEASURES = (
    *("days-to-first-measure", "days-to-first-contact", "days-to-first-leaders"),
    *("days-to-leaders-visit", "days-to-first-easing", "days-to-end"),
)
"""From the trigger to: the first measure of the side that answered, the first contact of ministers
or leaders, that of leaders, the first visit of a leader, the first lifting or easing of a measure
that the side had taken in answer, and the end by the rule of the episode."""

FEWEST = 5
"""Of fewer episodes than so many no median is given."""


def durations(records: Mapping[str, Dataset], episodes: pd.DataFrame) -> pd.DataFrame:
    """How long did it take, by measure and episode?

    Returns `pair`, `episode_id`, `measure` (one of MEASURES), `days` (the earliest possible where
    a date is known to the month), `days_most`, `open` (it had not come by the end of the record:
    `days` is how long it has been awaited) and `table` and `row_id` of what came. An episode in
    which nothing was there to ease has no row for the first easing.
    """
    found = [
        {**{name: episode[name] for name in KEY}, "measure": name, **row}
        for episode, marks in clock.after(records, episodes)
        for name, row in _of_episode(records[episode["pair"]], episode, marks)
    ]
    columns = [*KEY, "measure", "days", "days_most", "open", "table", "row_id"]
    rows = pd.DataFrame(found, columns=columns)
    return rows.assign(measure=pd.Categorical(rows["measure"], categories=MEASURES, ordered=True))


def _of_episode(
    record: Dataset, episode: Mapping[Any, Any], marks: pd.DataFrame
) -> list[tuple[str, dict[str, Any]]]:
    watched = (episode["watched"] - episode["begin"]).days
    until, taken = episode["lasted"], clock.taken(episode, marks)
    contacts = record.contacts
    visits = contacts.loc[contacts["format"] == "official-visit", "contact_id"]
    leaders = marks[marks["mark"] == "leader"]
    lifted = clock.liftings(record, marks)
    sought = [
        taken,
        marks[marks["mark"].isin(["leader", "minister"])],
        leaders,
        leaders[leaders["row_id"].isin(visits)],
        lifted[lifted["measure_id"].isin(taken["row_id"])],
    ]
    found = [(name, first(rows, watched)) for name, rows in zip(MEASURES, sought, strict=False)]
    if taken.empty:
        # Nothing was taken that could be eased; and once it is over, none will be.
        found = [row for row in found if row[0] not in (MEASURES[0], MEASURES[4])]
    end = {"days": until, "days_most": until, "open": pd.isna(episode["end"]), "table": "events"}
    return [*found, (MEASURES[-1], {**end, "row_id": episode["trigger_event"]})]


def first(rows: pd.DataFrame, watched: int) -> dict[str, Any]:
    """When did the first of these come, at the earliest and at the latest? Open where none did."""
    if rows.empty:
        return {"days": watched, "days_most": watched, "open": True, "table": "", "row_id": ""}
    known = rows.sort_values(["most", "least"], kind="stable").iloc[0]
    return {
        "days": int(rows["least"].min()),
        "days_most": int(known["most"]),
        "open": False,
        "table": known["table"],
        "row_id": known["row_id"],
    }


class Median(NamedTuple):
    """Kaplan and Meier's median with its 95 % interval, in days; NaN where it is not reached.

    `days` and `low` take every rough date for its first day, `most` and `high` for its last.
    """

    n: int
    came: int
    days: float
    most: float
    low: float
    high: float


def median(rows: pd.DataFrame) -> Median:
    """After how many days had half of the episodes seen it, open ones counted as long as watched?

    `rows` are those of one measure in `durations`. The estimate is that of Kaplan and Meier (1958),
    the interval that of Brookmeyer and Crowley (1982) on log(-log S). Below FEWEST episodes nothing
    is estimated.
    """
    late = rows["open"].astype(bool)
    n, came = len(rows), int((~late).sum())
    if n < FEWEST or not came:
        return Median(n, came, *[np.nan] * 4)
    (days, low, _high), (most, _low, high) = (
        _halves(rows[known].astype(float), late) for known in ("days", "days_most")
    )
    return Median(n, came, days, most, low, high)


def _halves(days: pd.Series, late: pd.Series) -> Iterator[float]:
    """The first days on which no more than half are left: the estimate, its low and high end."""
    # It takes half a second to import, and only these medians need it.
    from scipy import stats

    survival = stats.ecdf(stats.CensoredData(uncensored=days[~late], right=days[late])).sf
    with warnings.catch_warnings():
        # Where all or none are left the interval is not defined; there nothing is claimed.
        warnings.simplefilter("ignore", RuntimeWarning)
        interval = survival.confidence_interval(0.95, method="log-log")
    for left in (survival, interval.low, interval.high):
        there = np.flatnonzero(left.probabilities <= 0.5)
        yield float(left.quantiles[there[0]]) if len(there) else np.nan
