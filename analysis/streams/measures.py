"""What machines report of a pair, as expressions that any engine of Ibis computes.

One act is reported many times over: by several papers, by one paper in several articles, and, where
two governments meet, once from each side. `folded` makes one event of them and keeps how many rows
stand behind it; the other measures add up its events. None of these expressions is computed here:
`engine` says where, and `.to_pandas()` when. The line is drawn in pandas, from the days counted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.streams.forms import CONSULT

if TYPE_CHECKING:
    import ibis

TOP = 300
"""So many events with the most reports are handed over whole."""

MUTUAL = "mutual"
FOLD = ("day", "side", "root")
"""Reports that differ in one of these are never one event."""
BAND = 1.6449
"""A normal distribution has 90 % of its mass within so many standard deviations of its mean."""


def reports(rows: ibis.Table, a: str, b: str, scale: pd.DataFrame) -> ibis.Table:
    """Every report of an act between the two sides, with its direction and intensity.

    `rows` has the columns of `analysis.streams.columns.SCHEMA`; `scale` has cameo (code) and
    goldstein (-10 to +10), as the curated record uses it. A code that the scale does not know
    counts as its root does, and a root that it does not know as the source itself says. Adds
    direction (`A-B` or `B-A`), forth (is side a the actor?) and goldstein; rows of other pairs are
    left out.
    """
    import ibis

    a_acts = (rows.initiator == a) & (rows.target == b)
    b_acts = (rows.initiator == b) & (rows.target == a)
    found = rows.filter(a_acts | b_acts)
    return found.mutate(
        day=found.day.cast("date"),
        forth=found.initiator == a,
        direction=ibis.ifelse(found.initiator == a, f"{a}-{b}", f"{b}-{a}"),
        goldstein=ibis.coalesce(
            _on_scale(found.code, scale), _on_scale(found.root, scale), found.intensity, 0.0
        ),
    )


def _on_scale(code: ibis.Value, scale: pd.DataFrame) -> ibis.Value:
    """The intensity of a code; null where the scale has none. One branch for each intensity."""
    import ibis

    codes = scale.groupby("goldstein")["cameo"].agg(list)
    found = ibis.cases(*((code.isin(own), float(value)) for value, own in codes.items()))
    # Spark takes literals for decimals, and divides those with six digits only.
    return found.cast("float64")


def labelled(found: ibis.Table) -> ibis.Table:
    """The reports of each day, direction, root, address and place, with the event they belong to.

    `found` is what `reports` returns. Returns day, side (the direction; `mutual` for
    consultations, which are coded once from each side), root and event (the name of a place), which
    together name an event as `folded` makes it, and forth, direction, address, rows, reports (rows
    with an identifier of their own) and goldstein (their mean).
    """
    import ibis

    rows = found.mutate(side=ibis.ifelse(found.root == CONSULT, MUTUAL, found.direction))
    pieces = rows.group_by([*FOLD, "forth", "direction", "place", "address"]).agg(
        rows=rows.count(), reports=rows.event_id.nunique(), goldstein=rows.goldstein.mean()
    )
    placed = pieces.filter((pieces.place != "") & (pieces.address != ""))
    firsts = placed.group_by([*FOLD, "address"]).agg(first=placed.place.min())
    pieces = _joined(pieces, firsts, [*FOLD, "address"])
    pieces = pieces.mutate(
        place=ibis.ifelse(pieces.place == "", pieces.first.fill_null(""), pieces.place)
    )
    pieces = pieces.mutate(first=pieces.first.fill_null(pieces.place))
    events = pieces.group_by([*FOLD, "place"]).agg(event=pieces.first.min())
    return _joined(pieces, events, [*FOLD, "place"]).drop("first", "place")


def folded(found: ibis.Table) -> ibis.Table:
    """One row for each event: the reports of a day, a direction, a CAMEO root and a place.

    Where one address reports several places of that day, direction and root, they are one event:
    each place counts to the first by name of those that share an address with it directly. Of a
    chain (one address names A and B, another B and C) C stays an event of its own. A report without
    a place belongs to the place that its address names elsewhere. Consultations (root 04: meetings,
    visits, calls) are one event of both sides, with the direction `mutual`, where each side has
    one.

    `found` is what `reports` returns. Returns day, side, direction, root, event (the name of the
    place to which its places count), reports (rows with an identifier of their own), repeated (rows
    whose identifier was there already), mirrored (of a mutual event, the reports of the side that
    has fewer), addresses (how many) and goldstein (the mean of its reports).
    """
    import ibis

    pieces = labelled(found)
    both = pieces.group_by([*FOLD, "event"]).agg(
        one=pieces.direction.min(),
        other=pieces.direction.max(),
        reports=pieces.reports.sum(),
        repeated=(pieces.rows - pieces.reports).sum(),
        of_a=pieces.reports.sum(where=pieces.forth),
        of_b=pieces.reports.sum(where=~pieces.forth),
        addresses=pieces.address.nullif("").nunique(),
        heat=(pieces.goldstein * pieces.reports).sum(),
    )
    return both.mutate(
        direction=ibis.ifelse(both.one == both.other, both.one, MUTUAL),
        mirrored=ibis.least(both.of_a.fill_null(0), both.of_b.fill_null(0)),
        goldstein=both.heat / both.reports,
    ).drop("one", "other", "of_a", "of_b", "heat")


def behind(found: ibis.Table, events: pd.DataFrame) -> ibis.Table:
    """Which addresses report these events, and how often each?

    `events` has day, side, root and event, as `folded` returns them. Returns these with address
    and reports; events whose reports have no address have no row.
    """
    import ibis

    chosen = events[[*FOLD, "event"]].drop_duplicates()
    wanted = ibis.memtable(chosen.astype({"side": "object", "root": "object", "event": "object"}))
    wanted = wanted.mutate(day=wanted.day.cast("date"))
    days = found.semi_join(wanted.select("day").distinct(), "day")
    pieces = labelled(days).semi_join(wanted, [*FOLD, "event"])
    pieces = pieces.filter(pieces.address != "")
    return pieces.group_by([*FOLD, "event", "address"]).agg(reports=pieces.reports.sum())


def by_day(events: ibis.Table) -> ibis.Table:
    """How many events and reports are there on each day, by direction and root?

    `events` is what `folded` returns. Returns day, direction, root, events, reports, repeated,
    mirrored, heat (the sum of goldstein) and square (the sum of its squares).
    """
    return events.group_by(["day", "direction", "root"]).agg(
        events=events.count(),
        reports=events.reports.sum(),
        repeated=events.repeated.sum(),
        mirrored=events.mirrored.sum(),
        heat=events.goldstein.sum(),
        square=(events.goldstein * events.goldstein).sum(),
    )


def by_month(days: ibis.Table) -> ibis.Table:
    """The same for each month (its first day), by direction and root; `days` is from `by_day`."""
    rows = days.mutate(month=days.day.truncate("M"))
    names = ("events", "reports", "repeated", "mirrored", "heat", "square")
    return rows.group_by(["month", "direction", "root"]).agg(
        **{name: rows[name].sum() for name in names}
    )


@dataclass(frozen=True, eq=False)
class Counted:
    """What a page shows of a stream: small, whatever the size of it.

    `days` is `by_day`, `largest` the events of `folded` with the most reports (`TOP` at most, most
    first) and `addresses` what `behind` says of them.
    """

    days: pd.DataFrame
    largest: pd.DataFrame
    addresses: pd.DataFrame


def counted(found: ibis.Table) -> Counted:
    """Compute what a page shows, folding the reports once; `found` is what `reports` returns."""
    with folded(found).cache() as events:
        order = [events.reports.desc(), *(events[name] for name in (*FOLD, "event"))]
        largest = _frame(events.order_by(order).limit(TOP))
        return Counted(
            days=_frame(by_day(events).order_by(["day", "direction", "root"])),
            largest=largest,
            addresses=_frame(behind(found, largest)).sort_values(
                [*FOLD, "event", "reports", "address"],
                ascending=[True, True, True, True, False, True],
                ignore_index=True,
            ),
        )


def line(
    days: pd.DataFrame, at: pd.DatetimeIndex, half_life_days: float, prior_weight: float
) -> pd.DataFrame:
    """How warm is the relationship by the machine's events, at the end of each day of `at`?

    The formula of the curated line (`analysis.temperature.line`), with every folded event of
    weight 1: T(t) = sum w g / (k + sum w), w = 2^(-(t - t_e) / H), over the events up to t. The
    band is that of a Poisson bootstrap of the events (Hanley and MacGibbon 2006), in the normal
    approximation: var T = sum w^2 (g - T)^2 / (k + sum w)^2, and 1.64 standard deviations of it on
    each side hold 90 %. It takes events for independent, which those of one crisis are not.

    `days` is what `by_day` says, with a row at least; `at` are days in order, none before the first
    of `days`. Returns date, temperature, low, high (degrees) and weight (what is left of all
    events).
    """
    daily = days.groupby("day")[["events", "heat", "square"]].sum()
    daily = daily.reindex(pd.date_range(daily.index[0], at[-1]), fill_value=0)
    # As in `analysis.temperature.kernel`; w^2 is w with half the half-life.
    once, twice = (daily.ewm(halflife=half_life_days / times).sum().loc[at] for times in (1, 2))
    mass = once["events"] + prior_weight
    temperature = once["heat"] / mass
    spread = twice["square"] - 2 * temperature * twice["heat"] + temperature**2 * twice["events"]
    reach = BAND * np.sqrt(spread.clip(lower=0)) / mass
    shown = pd.DataFrame(
        {
            "temperature": temperature,
            "weight": once["events"],
            "low": temperature - reach,
            "high": temperature + reach,
        }
    )
    return shown.rename_axis("date").reset_index()


def _frame(expression: ibis.Table) -> pd.DataFrame:
    """The rows in pandas, with days as the other tables have them, whatever the engine."""
    table = expression.to_pandas()
    days = table.columns.intersection(["day", "date", "month"])
    return table.assign(**{day: pd.to_datetime(table[day]).astype("datetime64[s]") for day in days})


def _joined(left: ibis.Table, right: ibis.Table, keys: list[str]) -> ibis.Table:
    """A left join in which the keys stand once."""
    return left.left_join(right, keys).drop(*(f"{key}_right" for key in keys))
