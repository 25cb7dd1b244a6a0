"""What did both sides say around each contact?"""

from __future__ import annotations

import pandas as pd

from analysis.statements.tone import with_tone
from analysis.tables.dataset import Dataset
from analysis.tables.pair import Pair

ECHO_DAYS = 7
"""How many days before and after a contact words count as its echo."""


def dated(contacts: pd.DataFrame) -> pd.DataFrame:
    """The contacts that can have an echo: those known to the day."""
    return contacts[contacts["date_precision"] == "day"]


def echo(
    contacts: pd.DataFrame, statements: pd.DataFrame, pair: Pair, days: int = ECHO_DAYS
) -> pd.DataFrame:
    """What did both sides say around each contact?

    Returns one row per contact and statement of either side at most `days` before or after it:
    contact_id, statement_id, side, tone, stance and `offset` (days from the contact to the
    statement; negative before). Only dates that are known to the day count.
    """
    sides = [side.code for side in pair.sides]
    spoken = with_tone(statements)
    spoken = spoken[spoken["side"].isin(sides) & (spoken["date_precision"] == "day")]
    met = dated(contacts)[["contact_id", "date"]].rename(columns={"date": "met_on"})
    offsets = pd.DataFrame({"offset": range(-days, days + 1)})
    near = met.merge(offsets, how="cross").assign(
        date=lambda rows: rows["met_on"] + pd.to_timedelta(rows["offset"], unit="D")
    )
    found = near.assign(date=near["date"].astype("datetime64[s]")).merge(
        spoken[["statement_id", "date", "side", "tone", "stance"]], on="date"
    )
    return found[["contact_id", "statement_id", "side", "tone", "stance", "offset"]].sort_values(
        ["contact_id", "offset", "statement_id"], ignore_index=True
    )


def around(dataset: Dataset, contact_id: str, days: int = ECHO_DAYS) -> pd.DataFrame:
    """The statements of either side around one contact, with `offset`; in order of the days."""
    contacts = dataset.contacts[dataset.contacts["contact_id"] == contact_id]
    near = echo(contacts, dataset.statements, dataset.pair, days)
    return near[["statement_id", "offset"]].merge(
        dataset.statements, on="statement_id", validate="one_to_one"
    )


def by_contact(near: pd.DataFrame, contacts: pd.DataFrame, pair: Pair) -> pd.DataFrame:
    """Which contacts have an echo, and how much did each side say before and after?

    `near` is what `echo` returns. Returns contact_id, date, side_a and side_b, and for each side's
    code `<code>_before` (until the day itself) and `<code>_after`; the latest contact first.
    """
    when = (near["offset"] > 0).map({True: "after", False: "before"})
    counts = pd.crosstab(near["contact_id"], near["side"].astype(str) + "_" + when)
    columns = [f"{side.code}_{time}" for side in pair.sides for time in ("before", "after")]
    counts = counts.reindex(columns=columns, fill_value=0).reset_index()
    return (
        contacts[["contact_id", "date", "side_a", "side_b"]]
        .merge(counts, on="contact_id")
        .sort_values(["date", "contact_id"], ascending=[False, True], ignore_index=True)
    )
