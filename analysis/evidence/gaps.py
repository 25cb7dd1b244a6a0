"""What is missing: months without events, offices without dates, meetings told by one side."""

from __future__ import annotations

import pandas as pd

from analysis.tables.accounts import KNOWN, known
from analysis.tables.dataset import Dataset
from analysis.tables.pair import Pair

TABLE = {
    "office-undated": "offices",
    "contact-account": "contacts",
    "restriction-end": "trade_restrictions",
    "case-outcome": "consular_cases",
    "source-undated": "sources",
}
"""The kinds of gap that are counted in rows, and the table in which each is found."""


def rows(dataset: Dataset, kind: str) -> pd.DataFrame:
    """Which rows have this gap? KeyError for a kind that is not in TABLE.

    - office-undated: neither start nor end of the office is known;
    - contact-account: the account of one side, or of both, is missing;
    - restriction-end: it took effect, no end was found, and it may have ended (of the others not
      even a beginning is known, and they are in force on no day);
    - case-outcome: no outcome of the case was found;
    - source-undated: the day of publication is not known at all.
    """
    table = dataset.tables()[TABLE[kind]]
    missing = {
        "office-undated": lambda t: t["start"].isna() & t["end"].isna(),
        "contact-account": lambda t: known(t, dataset.pair) != "both",
        "restriction-end": lambda t: (t["status"] == "end-unknown") & t["effective"].notna(),
        "case-outcome": lambda t: t["status"] == "outcome-unknown",
        "source-undated": lambda t: t["published"].isna(),
    }[kind](table)
    return table[missing]


def counted(dataset: Dataset) -> pd.DataFrame:
    """How many rows have each kind of gap? Returns kind, table, rows, of and share."""
    found = [(kind, name, len(rows(dataset, kind))) for kind, name in TABLE.items()]
    table = pd.DataFrame(found, columns=["kind", "table", "rows"])
    of = [len(dataset.tables()[name]) for name in table["table"]]
    return table.assign(of=of, share=table["rows"] / pd.Series(of).replace(0, pd.NA))


def accounts(contacts: pd.DataFrame, pair: Pair) -> pd.DataFrame:
    """Whose account of a contact is on record (see `analysis.tables.accounts.known`)?

    Returns told (both, only_a, only_b, neither) and contacts, in that order.
    """
    counts = known(contacts, pair).value_counts().reindex(list(KNOWN))
    return counts.rename("contacts").rename_axis("told").reset_index()


def months(events: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp) -> pd.DataFrame:
    """How many events fall in each month from `first` to `last`, and which have none?

    Returns month (its first day), year, number (1 to 12) and events. An event known only to its
    year counts in the month where its date stands.
    """
    every = pd.period_range(first, last, freq="M")
    counts = events["date"].dt.to_period("M").value_counts().reindex(every, fill_value=0)
    return pd.DataFrame(
        {
            "month": every.to_timestamp().astype("datetime64[s]"),
            "year": every.year,
            "number": every.month,
            "events": counts.to_numpy(),
        }
    )


def listed(text: str) -> list[tuple[str, list[str]]]:
    """What does the maintainers' own list (GAPS.md) say is missing?

    Returns its sections, each with its title and its lines; what stands before the first has an
    empty title. Empty lines and the title of the list are left out.
    """
    found: list[tuple[str, list[str]]] = [("", [])]
    for line in map(str.strip, text.splitlines()):
        if line.startswith("## "):
            found.append((line[3:].strip(), []))
        elif line and not line.startswith("# "):
            found[-1][1].append(line)
    return [section for section in found if section[1]]
