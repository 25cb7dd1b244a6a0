"""Who was held, for how long, and what happened to the case?"""

from __future__ import annotations

import pandas as pd

from analysis.tables.as_of import FREED, GOING, beginnings, endings, looked_up
from analysis.tables.dataset import Dataset
from analysis.tables.dates import days_between, first_day, last_day
from analysis.tables.pair import Pair

ENDINGS = ("released", "bail", "executed", "died", "in-custody", "outcome-unknown")
"""How a span ends: by a step on record, not yet, or nobody knows."""

OPEN_ENDINGS = ("in-custody", "outcome-unknown")

BOTH = "both"
"""The citizenship group of those who are citizens of both sides."""


def open_cases(cases: pd.DataFrame, on: pd.Timestamp) -> pd.DataFrame:
    """Which cases were open on this day: begun, and neither released nor ended by execution?

    A case whose beginning is not on record counts as begun. Returns the rows with `standing`:
    in-custody, or outcome-unknown where no outcome was found (counted apart).
    """
    held = ~(cases["detained"] > on) & ~(cases["released"] <= on)
    closed = cases["status"].isin(["executed"]) | (
        cases["status"].isin(FREED) & cases["released"].isna()
    )
    still = cases[held & ~closed]
    unknown = still["status"] == "outcome-unknown"
    return still.assign(
        standing=unknown.map({True: "outcome-unknown", False: "in-custody"}).astype(str)
    )


def spans(dataset: Dataset, on: pd.Timestamp, given: pd.DataFrame | None = None) -> pd.DataFrame:
    """From when to when was each person held, as known on this day?

    `dataset` holds nothing later than `on`; `given` is what `dates_given` returns for it, where
    that is known already. Returns one row per case, in the order of the beginning: case_id, person,
    citizenship, citizen (ISO code, or `both`), held_by, status and

    - `start`, `start_precision`; `start_known` is false where the record does not say when the
      person was taken, and `start` is then the first step on record (NaT where there is none);
    - `until`, `until_precision`: the day of release, of bail where the day of release is not on
      record, or of death; `on` while in custody; the last step on record where nobody knows;
    - `last`: the last step on record (NaT where there is none): what is drawn after it rests on
      the status that was last found;
    - `ending`: one of ENDINGS;
    - `days_least`, `days_most`: days from start to `until`, bail included, as far as the
      precision of both dates and every date that a source gives for them allow. Missing where
      the start is not on record; where nobody knows the outcome the most counts to `on`.
    """
    cases, steps = dataset.consular_cases, dataset.consular_milestones
    begun, ended = beginnings(cases, steps), endings(cases, steps)
    last = steps.sort_values("date").groupby("case_id").tail(1).set_index("case_id")
    ids = cases["case_id"]
    ending = looked_up(ids, ended["ending"])
    ending = ending.where(ending.notna(), _still(cases["status"]))
    until = looked_up(ids, ended["date"]).mask(ending == "in-custody", on)
    until = until.mask(ending == "outcome-unknown", looked_up(ids, last["date"]).fillna(on))
    precision = looked_up(ids, ended["precision"]).mask(ending == "in-custody", "day")
    precision = precision.mask(ending == "outcome-unknown", looked_up(ids, last["date_precision"]))
    found = pd.DataFrame(
        {
            "case_id": ids,
            "person": cases["person"],
            "citizenship": cases["citizenship"],
            "citizen": citizen(cases["citizenship"], dataset.pair),
            "held_by": cases["held_by"].astype(str),
            "status": cases["status"].astype(str),
            "start": begun["date"],
            "start_precision": begun["precision"].fillna("day"),
            "start_known": cases["detained"].notna(),
            "until": until,
            "until_precision": precision.fillna("day"),
            "last": looked_up(ids, last["date"]),
            "ending": ending,
        }
    )
    told = dates_given(dataset) if given is None else given
    return _counted(found, told, on).sort_values(["start", "case_id"], ignore_index=True)


def _still(status: pd.Series) -> pd.Series:
    unknown = status.isin(["outcome-unknown", *FREED, "executed"])
    return unknown.map({True: "outcome-unknown", False: "in-custody"})


def citizen(citizenship: pd.Series, pair: Pair) -> pd.Series:
    """Whose citizen is each person: side a's, side b's or `both`? Else the first country given."""
    sides = {side.code for side in pair.sides}
    return pd.Series(
        [BOTH if sides <= set(c) else (c[0] if c else "") for c in citizenship],
        index=citizenship.index,
        dtype=object,
    )


def _counted(found: pd.DataFrame, given: pd.DataFrame, on: pd.Timestamp) -> pd.DataFrame:
    exact = given[given["precision"] == "day"]

    def bound(field: str, how: str) -> pd.Series:
        dates = exact[exact["field"] == field].groupby("case_id")["date"].agg(how)
        return looked_up(found["case_id"], dates)

    released = found["ending"] == "released"
    until = found["until"], found["until_precision"]
    start = found["start"], found["start_precision"]
    until_first = _earlier(first_day(*until), bound("released", "min").where(released))
    until_last = _later(last_day(*until), bound("released", "max").where(released))
    until_last = until_last.mask(found["ending"] == "outcome-unknown", on).clip(upper=on)
    start_first = _earlier(first_day(*start), bound("detained", "min"))
    start_last = _later(last_day(*start), bound("detained", "max"))
    known = found["start_known"]
    return found.assign(
        days_least=(until_first - start_last).dt.days.clip(lower=0).where(known),
        days_most=(until_last - start_first).dt.days.where(known),
    )


def _earlier(one: pd.Series, other: pd.Series) -> pd.Series:
    return one.mask(other < one, other)


def _later(one: pd.Series, other: pd.Series) -> pd.Series:
    return one.mask(other > one, other)


def bail_periods(found: pd.DataFrame, steps: pd.DataFrame) -> pd.DataFrame:
    """When was a person still held by the law, and out of jail after a bail decision?

    `found` is what `spans` returns, `steps` the milestones. Returns case_id, start, end: from a
    bail step to the next arrest or detention, or to the end of the case.
    """
    turns = steps[steps["kind"].isin(["bail", "arrested", "detained"])].sort_values(
        ["case_id", "date"], kind="stable"
    )
    out = turns["kind"] == "bail"
    begins = turns[out & ~(out.groupby(turns["case_id"]).shift(fill_value=False))]
    back = turns.loc[~out, ["case_id", "date"]].rename(columns={"date": "end"})
    periods = pd.merge_asof(
        begins[["case_id", "date"]].rename(columns={"date": "start"}).sort_values("start"),
        back.sort_values("end"),
        left_on="start",
        right_on="end",
        by="case_id",
        direction="forward",
    ).merge(found[["case_id", "until", "ending"]], on="case_id", validate="many_to_one")
    ends = periods["end"].mask(~(periods["end"] < periods["until"]), periods["until"])
    within = (periods["start"] < ends) & (periods["ending"] != "bail")
    return periods.assign(end=ends).loc[within, ["case_id", "start", "end"]]


def directions(found: pd.DataFrame, visits: pd.DataFrame, pair: Pair) -> pd.DataFrame:
    """How many cases run in each direction, and how do they stand?

    `found` is what `spans` returns, `visits` what `analysis.consular.access.visits` returns. One
    row for the citizens of each side held by the other, in the order of the sides that hold, and
    one for citizens of both held by each side that holds some; columns citizen, held_by, cases,
    in_custody, outcome_unknown, ended and visited (cases with a consular visit on record).
    """
    a, b = (side.code for side in pair.sides)
    dual = found.loc[found["citizen"] == BOTH, "held_by"]
    groups = [(b, a), (a, b), *((BOTH, holder) for holder in (a, b) if (dual == holder).any())]
    rows = []
    for citizenship, holder in groups:
        held = found[(found["citizen"] == citizenship) & (found["held_by"] == holder)]
        rows.append(
            {
                "citizen": citizenship,
                "held_by": holder,
                "cases": len(held),
                "in_custody": int((held["ending"] == "in-custody").sum()),
                "outcome_unknown": int((held["ending"] == "outcome-unknown").sum()),
                "ended": int((~held["ending"].isin(OPEN_ENDINGS)).sum()),
                "visited": int(held["case_id"].isin(visits["case_id"]).sum()),
            }
        )
    return pd.DataFrame(rows)


def dates_given(dataset: Dataset) -> pd.DataFrame:
    """Which source gives which date for the beginning and the end of each case?

    Returns case_id, field (detained, released), date, precision, source_id, publisher, note and
    `days_least` and `days_most`: from the case's own beginning to the date, for a release. The
    rows of the case and of its first and last step, the claims on them, and the claims on the date
    of an event on the same day in which the person takes part, are all read.
    """
    own = pd.concat([_own_dates(dataset, field) for field in ("detained", "released")])
    claimed = pd.concat([_claimed_dates(dataset, own), _event_dates(dataset, own)])
    given = pd.concat([claimed, own.assign(note="")], ignore_index=True).drop_duplicates(
        ["case_id", "field", "date", "source_id"]
    )
    publishers = dataset.sources.set_index("source_id")["publisher"]
    cases, freed = dataset.consular_cases.set_index("case_id"), given["field"] == "released"
    begun, known = (looked_up(given["case_id"], cases[f"detained{n}"]) for n in ("", "_precision"))
    least, most = days_between(begun, known, given["date"], given["precision"])
    return given.assign(
        publisher=given["source_id"].map(publishers),
        days_least=least.where(freed),
        days_most=most.where(freed),
    ).sort_values(["case_id", "field", "date", "source_id"], ignore_index=True)


COLUMNS = ["case_id", "field", "date", "precision", "source_id", "note"]


def _own_dates(dataset: Dataset, field: str) -> pd.DataFrame:
    """The date that the case itself states, by each source of the step of that day."""
    cases, steps = dataset.consular_cases, dataset.consular_milestones
    rows = cases.loc[cases[field].notna(), ["case_id", field, f"{field}_precision", "sources"]]
    rows = rows.set_axis(["case_id", "date", "precision", "sources"], axis=1)
    kinds = ["detained", "arrested"] if field == "detained" else list(GOING)
    step = steps[steps["kind"].isin(kinds)].drop_duplicates(["case_id", "date"])
    found = rows.merge(
        step[["case_id", "date", "sources"]],
        on=["case_id", "date"],
        how="left",
        suffixes=("", "_step"),
        validate="one_to_one",
    )
    cited = found["sources_step"].where(found["sources_step"].notna(), found["sources"])
    exploded = found.assign(source_id=cited, field=field).explode("source_id")
    return exploded[["case_id", "field", "date", "precision", "source_id"]]


def _claimed_dates(dataset: Dataset, own: pd.DataFrame) -> pd.DataFrame:
    """What sources say of the two fields of a case, and of the date of the steps behind them."""
    claims = dataset.claims
    on_cases = claims[
        (claims["table"] == "consular_cases") & claims["field"].isin(["detained", "released"])
    ].rename(columns={"row_id": "case_id"})
    on_steps = claims[(claims["table"] == "consular_milestones") & (claims["field"] == "date")]
    keys = own.assign(row_id=own["case_id"] + "@" + own["date"].dt.strftime("%Y-%m-%d"))
    of_steps = on_steps.drop(columns="field").merge(
        keys.drop_duplicates("row_id")[["row_id", "case_id", "field"]], on="row_id"
    )
    return _dated(pd.concat([on_cases, of_steps]))


def _event_dates(dataset: Dataset, own: pd.DataFrame) -> pd.DataFrame:
    """What sources say of the date of the event by which a case began or ended."""
    events = dataset.events[["event_id", "date", "initiator", "target"]]
    part = events.assign(actor=events["initiator"] + events["target"]).explode("actor")
    people = dataset.consular_cases[["case_id", "person"]]
    days = own.drop_duplicates(["case_id", "field"])[["case_id", "field", "date"]]
    found = part.merge(people, left_on="actor", right_on="person").merge(
        days, on=["case_id", "date"]
    )
    claims = dataset.claims
    on_events = claims[(claims["table"] == "events") & (claims["field"] == "date")]
    return _dated(
        on_events.drop(columns="field").merge(
            found[["event_id", "case_id", "field"]].drop_duplicates(),
            left_on="row_id",
            right_on="event_id",
        )
    )


def _dated(claims: pd.DataFrame) -> pd.DataFrame:
    """The claims whose value is a full date; words such as `a Saturday` name none."""
    full = claims[claims["value"].str.fullmatch(r"\d{4}-\d{2}-\d{2}")]
    return full.assign(
        date=pd.to_datetime(full["value"], format="%Y-%m-%d").astype("datetime64[s]"),
        precision="day",
    )[COLUMNS]
