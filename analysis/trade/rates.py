"""What did goods pay on top of the ordinary duty, and when?"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis.trade.standing import measures, took_effect, uncertain_from, widened_on

_STEP = ["measure_id", "restriction_id", "product", "imposed_by", "begin", "finish"]
_STEP += ["since", "precision", "until", "rate_percent", "standing", "tier"]


def path(phases: pd.DataFrame, start: pd.Timestamp, end: pd.Timestamp) -> pd.DataFrame:
    """Which additional rate applied to these phases' goods, from `start` to `end`, step by step?

    Returns one row per step of each measure that states a rate, in order of measure and time:

    - `measure_id`, `restriction_id` (of the phase; empty where the measure does not apply),
      `product` and `imposed_by`;
    - `begin`, `finish`: from that day up to, and not on, the other, cut to `start` and to the day
      after `end`;
    - `since` with its precision, `until`: the same uncut; `until` is missing where it is open;
    - `rate_percent`: per cent of value; 0 before, between and after the phases of a measure;
      NaN where a phase states no rate;
    - `standing`: in-force, end-unknown (from the day on which it is no longer known), easing, or
      none where the measure does not apply;
    - `tier`: within-quota, outside-quota (what goes on beside it), above-quota, or empty. The rate
      within a quota is the ordinary duty itself: nothing is added to it, and it is added to
      nothing.

    Phases that overlap are steps of their own, never summed (see `together`). Steps wholly before
    `start` or after `end` are left out. A reduced date counts from the first day of its period.
    """
    known = phases.assign(effective=took_effect(phases), measure_id=measures(phases))
    applied = known[
        known["effective"].notna() & ~known["status"].isin(["investigation", "scheduled"])
    ]
    rated = applied.groupby("measure_id")["rate_percent"].transform("max") > 0
    steps = _in_two(applied[rated]).assign(tier=_tier)
    after = end + pd.Timedelta(days=1)
    whole = pd.concat([steps, _without(steps, start)], ignore_index=True)
    cut = whole.assign(
        since=whole["begin"],
        until=whole["finish"],
        begin=whole["begin"].clip(lower=start),
        finish=whole["finish"].fillna(after).clip(upper=after),
    )
    return cut.loc[cut["begin"] < cut["finish"], _STEP].sort_values(
        ["measure_id", "begin", "rate_percent"], ignore_index=True
    )


def _in_two(rows: pd.DataFrame) -> pd.DataFrame:
    """Each phase as a step; two where its end was not found: while it held, and since."""
    doubt = uncertain_from(rows)
    relief = rows["status"].eq("easing")
    precision = rows["effective_precision"]
    sure = rows.assign(
        begin=rows["effective"],
        precision=precision,
        finish=doubt.fillna(rows["ended"]).fillna(widened_on(rows)),
        standing=relief.map({True: "easing", False: "in-force"}),
    )
    since = rows[doubt.notna()].assign(
        begin=doubt[doubt.notna()],
        precision=precision.where(doubt == rows["effective"], "day"),
        finish=rows["ended"],
        standing="end-unknown",
    )
    both = pd.concat([sure, since], ignore_index=True)
    return both[~(both["finish"] <= both["begin"])]


def _tier(rows: pd.DataFrame) -> pd.Series:
    quota = rows["measure"] == "quota"
    above = rows["tier"] == "above-quota"
    opened = rows["begin"].where(quota & ~above).groupby(rows["measure_id"]).transform("min")
    return (
        pd.Series("", index=rows.index)
        .mask(rows["begin"] >= opened, "outside-quota")
        .mask(quota & above, "above-quota")
        .mask(quota & ~above, "within-quota")
    )


def _without(steps: pd.DataFrame, start: pd.Timestamp) -> pd.DataFrame:
    """The times at which a measure did not apply: before its first phase, and any gap after."""
    order = steps.sort_values(["measure_id", "begin"])
    far = pd.Timestamp.max.floor("D").as_unit("s")
    until = order["finish"].fillna(far).groupby(order["measure_id"]).cummax()
    before = until.groupby(order["measure_id"]).shift()
    opening = order.assign(finish=order["begin"], begin=before.fillna(start))
    closing = order.assign(begin=until).groupby("measure_id").tail(1).assign(finish=pd.NaT)
    closing = closing[closing["begin"] < far]
    idle = pd.concat([opening[opening["begin"] < opening["finish"]], closing])
    return idle.assign(rate_percent=0.0, standing="none", tier="", restriction_id="")


def ordinary_duty(phases: pd.DataFrame) -> float:
    """The ordinary (most-favoured-nation) duty that a phase says it comes on top of, in per cent.

    It applied all along; it is explained and never added. NaN where no phase names it.
    """
    named = phases["ordinary_duty"].dropna()
    return float(named.iloc[0]) if len(named) else float("nan")


def together(phases: pd.DataFrame, day: pd.Timestamp) -> float:
    """The rates in force on `day` summed, in per cent, where the data says that they stack.

    Only phases of which it is said that they stack are added to the others in force; NaN where no
    two rates may be added.
    """
    held = phases[
        (phases["effective"] <= day)
        & ~(phases["ended"] <= day)
        & phases["rate_percent"].gt(0)
        & phases["status"].isin(["in-force", "ended"])
        & (phases["measure"] != "quota")
    ]
    stacks = held["stacks"] == "yes"
    if len(held) < 2 or not stacks.any():
        return float("nan")
    return float(held["rate_percent"].sum()) if stacks.sum() >= len(held) - 1 else float("nan")


@dataclass(frozen=True)
class Aside:
    """What belongs beside a rate path: see `ordinary_duty`, `together` and `without_rate`."""

    ordinary_duty: float
    together: float
    unrated: int


def aside(phases: pd.DataFrame, day: pd.Timestamp) -> Aside:
    """What else belongs to the rates of these phases on `day`?"""
    return Aside(ordinary_duty(phases), together(phases, day), len(without_rate(phases)))


def without_rate(phases: pd.DataFrame) -> pd.DataFrame:
    """The duties that state no single rate, because it differs by exporter or is not on record."""
    duties = phases["measure"].isin(["tariff", "anti-dumping-duty", "countervailing-duty", "quota"])
    return phases[duties & phases["rate_percent"].isna() & (phases["status"] != "investigation")]
