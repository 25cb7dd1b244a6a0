"""How often were people held spoken of in contacts, and how long until a case moved?"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis.tables.as_of import beginnings
from analysis.tables.dates import every_year
from analysis.tables.filters import involves
from analysis.tables.pair import Pair

TOPICS = ("consular-cases", "death-penalty", "extradition")
"""The topics under which the two governments speak of people held."""

BOTH = "both"

NEXT = {"date": "next_date", "case_id": "next_case", "kind": "next_kind", "detail": "next_detail"}


def raised(contacts: pd.DataFrame, pair: Pair, topics: Sequence[str] = TOPICS) -> pd.DataFrame:
    """In which contacts did a side raise one of these topics?

    Returns the rows of `contacts` in question with `by`: the ISO code of the side that raised
    it, or `both` where both did or where it is on record as shared.
    """
    wanted = frozenset(topics)
    by_a, by_b, shared = (
        involves(contacts, wanted, (f"topics_{who}",)) for who in ("a", "b", "shared")
    )
    by = pd.Series(BOTH, index=contacts.index, dtype=object)
    by = by.mask(by_a & ~by_b & ~shared, pair.a.code).mask(by_b & ~by_a & ~shared, pair.b.code)
    anyone = by_a | by_b | shared
    return contacts[anyone].assign(by=by[anyone])


def yearly(contacts: pd.DataFrame, spoken: pd.DataFrame, pair: Pair) -> pd.DataFrame:
    """How often was it raised, by whom, out of all contacts of the year?

    `spoken` is what `raised` returns for `contacts`. One row per year from the first contact to
    the last: year, one column for each side's code and `both` (contacts in which it was raised
    by them), raised, contacts and share (0 to 1; missing in a year without contacts).
    """
    who = [pair.a.code, pair.b.code, BOTH]
    years = contacts["date"].dt.year
    every = every_year(contacts["date"])
    counted = pd.crosstab(spoken["date"].dt.year, spoken["by"])
    table = counted.reindex(index=every, columns=who, fill_value=0).astype("int64")
    total = years.value_counts().reindex(every, fill_value=0)
    number = table[who].sum(axis=1)
    return (
        table.assign(raised=number, contacts=total, share=(number / total).where(total > 0))
        .rename_axis(index="year", columns=None)
        .reset_index()
    )


def next_steps(
    spoken: pd.DataFrame, cases: pd.DataFrame, steps: pd.DataFrame, pair: Pair
) -> pd.DataFrame:
    """How long after each contact did anything next change in a case held by the other side?

    A description, not a cause: something may change at any time, contact or not. `spoken` is
    what `raised` returns; of `steps`, the milestones, those known to the day count, in cases
    that had begun by the day of the contact. Returns one row per contact and side that raised
    it, in the order of the dates: the columns of `spoken` with side (ISO code of the side that
    raised it), next_case, next_kind, next_date, next_detail and days (missing where no such
    step is on record).
    """
    found = [
        _following(
            spoken[spoken["by"].isin([side.code, BOTH])].assign(side=side.code),
            cases[cases["held_by"] == other.code],
            steps,
        )
        for side, other in ((pair.a, pair.b), (pair.b, pair.a))
    ]
    return pd.concat(found, ignore_index=True).sort_values(
        ["date", "side"], kind="stable", ignore_index=True
    )


def usual_waits(
    waits: pd.DataFrame, cases: pd.DataFrame, steps: pd.DataFrame, pair: Pair
) -> pd.DataFrame:
    """Is the wait after a contact short? Beside the wait from any day of the same years.

    `waits` is what `next_steps` returns. One row per side: side, contacts (with a later step on
    record), median (days after a contact) and usual (median days to the next change from every
    day of the calendar years from the first of these contacts to the last); NaN where there is
    none.
    """
    rows = []
    for side, other in ((pair.a, pair.b), (pair.b, pair.a)):
        own = waits[(waits["side"] == side.code) & waits["days"].notna()]
        years = own["date"].dt.year
        every = pd.DataFrame(
            {"date": pd.date_range(f"{years.min()}-01-01", f"{years.max()}-12-31", unit="s")}
            if len(own)
            else {"date": own["date"]}
        )
        held = cases[cases["held_by"] == other.code]
        usual = _following(every, held, steps)["days"].median()
        rows.append(
            {
                "side": side.code,
                "contacts": len(own),
                "median": float(own["days"].median()),
                "usual": float(usual),
            }
        )
    return pd.DataFrame(rows)


def _following(days: pd.DataFrame, cases: pd.DataFrame, steps: pd.DataFrame) -> pd.DataFrame:
    """The next step after each day in any of the cases that had begun by then."""
    exact = steps[steps["date_precision"] == "day"].sort_values("date", kind="stable")
    begun = cases[["case_id"]].assign(begun=beginnings(cases, steps)["date"])
    ordered = days.sort_values("date", kind="stable", ignore_index=True)
    dated = ordered[["date"]].rename_axis("day").reset_index()
    asked = dated.merge(begun, how="cross").query("date >= begun")
    found = pd.merge_asof(
        asked[["day", "date", "case_id"]],
        exact.rename(columns=NEXT)[list(NEXT.values())],
        left_on="date",
        right_on="next_date",
        left_by="case_id",
        right_by="next_case",
        direction="forward",
        allow_exact_matches=False,
    ).dropna(subset="next_date")
    soonest = found.sort_values("next_date", kind="stable").drop_duplicates("day").set_index("day")
    following = ordered.join(soonest[list(NEXT.values())])
    return following.assign(
        days=(following["next_date"] - following["date"]).dt.days.astype("float64")
    )
