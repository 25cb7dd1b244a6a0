"""What happened on which day of an episode?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from analysis.compare.episodes import KEY
from analysis.tables.dataset import Dataset
from analysis.tables.dates import first_day, last_day
from analysis.tables.offices import with_level
from analysis.trade import standing

MARKS = ("measure", "lifting", "leader", "minister", "other", "detained", "released")
"""What is marked in a lane: a measure taken, one lifted or eased, a contact of leaders, one of
ministers or above, any other, and a person taken or set free."""

LETTER = "letter"
"""The format of contacts in which nobody speaks."""

COLUMNS = ["mark", "side", "date", "date_precision", "table", "row_id"]


def marks(record: Dataset) -> pd.DataFrame:
    """What is marked of a record, whatever the episode?

    Returns `mark` (one of MARKS), `side` (the code of the side that acts; empty for a contact),
    `date`, `date_precision`, and `table` and `row_id`, which name the row.
    """
    parts = [*_measures(record), _contacts(record), *_cases(record)]
    found = pd.concat([part.reindex(columns=COLUMNS) for part in parts], ignore_index=True)
    return found.dropna(subset=["date"]).sort_values("date", kind="stable", ignore_index=True)


def on_clock(records: Mapping[str, Dataset], episodes: pd.DataFrame) -> pd.DataFrame:
    """The marks of each episode by its day: from the trigger to the end, or as long as it is open.

    `episodes` is what `analysis.compare.episodes.episodes` returns. Adds `pair`, `episode_id` and
    `least` and `most`: between which days of the episode the mark lies (the same where its date is
    known to the day). A mark that may have come before the trigger counts only if it surely did
    not, or answers it.
    """
    if episodes.empty:
        return pd.DataFrame(columns=["pair", "episode_id", *COLUMNS, "least", "most"])
    found = [marked[marked["least"] <= one["lasted"]] for one, marked in after(records, episodes)]
    return pd.concat(found, ignore_index=True)


def taken(episode: Mapping[Any, Any], marked: pd.DataFrame) -> pd.DataFrame:
    """Of the marks of an episode, the measures that the side that answered took while it lasted."""
    own = (marked["mark"] == "measure") & (marked["side"] == episode["answered_by"])
    return marked[own & (marked["least"] <= episode["lasted"])]


def liftings(record: Dataset, marked: pd.DataFrame) -> pd.DataFrame:
    """Of the marks of an episode, the liftings and easings, each with the `measure_id` it frees."""
    freeing = marked[marked["mark"] == "lifting"]
    return freeing.assign(measure_id=freeing["row_id"].map(part_of(record)))


def after(
    records: Mapping[str, Dataset], episodes: pd.DataFrame
) -> Iterator[tuple[dict[Any, Any], pd.DataFrame]]:
    """Each episode, and every mark after its trigger, past its end too."""
    known = {pair: marks(records[pair]) for pair in episodes["pair"].unique()}
    for episode in episodes.to_dict("records"):
        answers = answering(records[episode["pair"]], episode["trigger_event"])
        yield episode, _since(known[episode["pair"]], episode, answers)


def _since(known: pd.DataFrame, episode: Mapping[Any, Any], answers: set[str]) -> pd.DataFrame:
    """The marks after the trigger, without an end."""
    begin = episode["begin"]
    least = (first_day(known["date"], known["date_precision"]) - begin).dt.days
    most = (last_day(known["date"], known["date_precision"]) - begin).dt.days
    own = known["row_id"] == episode["trigger_event"]
    after = (least > 0) | ((most >= 0) & known["row_id"].isin(answers))
    kept = known.assign(
        least=least.clip(lower=0),
        most=most,
        **{name: episode[name] for name in KEY},
    )
    return kept[after & ~own]


def answering(record: Dataset, trigger: str) -> set[str]:
    """The ids of the measures that answer the trigger."""
    rows = record.trade_restrictions
    answers = rows["responds_to"].explode() == trigger
    answering = rows.loc[answers[answers].index.unique(), "restriction_id"]
    return set(answering.map(part_of(record)))


def part_of(record: Dataset) -> dict[str, str]:
    """The measure of which each phase is part."""
    rows = record.trade_restrictions
    return dict(zip(rows["restriction_id"], standing.measures(rows), strict=True))


def measures(record: Dataset) -> pd.DataFrame:
    """Each measure as a whole: its phases taken together.

    Returns `measure_id`, `side`, `measure`, `product_group` and `made_known` of its first phase,
    and `begin` and `lifted` with their precisions (`lifted` is NaT while a phase still holds or
    its end was not found).
    """
    rows = record.trade_restrictions
    rows = rows.assign(
        measure_id=standing.measures(rows),
        side=rows["imposed_by"].astype(str),
        begin=rows[["announced", "effective"]].min(axis=1),
        begin_precision=rows["effective_precision"].where(
            rows["announced"].isna() | (rows["effective"] < rows["announced"]),
            rows["announced_precision"],
        ),
    ).sort_values(["begin", "restriction_id"], kind="stable")
    holds = rows[standing.restricting(rows)]
    if holds.empty:
        return pd.DataFrame(columns=[*MEASURE, "lifted", "lifted_precision"])
    first = holds.groupby("measure_id", sort=False).head(1)[MEASURE]
    # What has no end is sorted last: a measure of which a phase still holds is not lifted.
    last = holds.sort_values("ended").groupby("measure_id").tail(1).set_index("measure_id")
    return first.assign(
        lifted=first["measure_id"].map(last["ended"]),
        lifted_precision=first["measure_id"].map(last["ended_precision"]),
    ).reset_index(drop=True)


MEASURE = [
    *("measure_id", "side", "measure", "product_group", "made_known"),
    *("begin", "begin_precision"),
]


def _measures(record: Dataset) -> Iterator[pd.DataFrame]:
    whole = measures(record).assign(table="trade_restrictions")
    named = whole.rename(columns={"measure_id": "row_id"})
    begun = {"begin": "date", "begin_precision": "date_precision"}
    yield named.rename(columns=begun).assign(mark="measure")
    ended = {"lifted": "date", "lifted_precision": "date_precision"}
    yield named.rename(columns=ended).assign(mark="lifting")
    rows = record.trade_restrictions
    relief = rows[rows["status"] == "easing"]
    yield relief.assign(
        mark="lifting",
        side=relief["imposed_by"].astype(str),
        date=relief["effective"].fillna(relief["announced"]),
        date_precision=relief["effective_precision"].fillna(relief["announced_precision"]),
        table="trade_restrictions",
        row_id=relief["restriction_id"],
    )


def _contacts(record: Dataset) -> pd.DataFrame:
    rows = with_level(record.contacts, record.offices)
    rows = rows[rows["format"] != LETTER]
    levels = [rows["level"] == "leader", rows["level"] <= "minister"]
    return rows.assign(
        mark=np.select(levels, ["leader", "minister"], "other"),
        side="",
        table="contacts",
        row_id=rows["contact_id"],
    )


def _cases(record: Dataset) -> Iterator[pd.DataFrame]:
    rows = record.consular_cases
    for step in ("detained", "released"):
        yield rows.assign(
            mark=step,
            side=rows["held_by"].astype(str),
            date=rows[step],
            date_precision=rows[f"{step}_precision"],
            table="consular_cases",
            row_id=rows["case_id"],
        )
