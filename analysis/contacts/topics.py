"""What did they speak about, and who brought it up?"""

from __future__ import annotations

import pandas as pd

RAISED_BY = {"topics_a": "a", "topics_b": "b", "topics_shared": "shared"}
"""Each list of topics of a contact, and who raised what stands in it: side a, side b, or both (or
no one said who)."""

RAISERS = tuple(RAISED_BY.values())

KINDS = ("common", "only_a", "only_b")
"""Who names a topic of a contact: both sides, or only one."""


def raised(contacts: pd.DataFrame) -> pd.DataFrame:
    """Which topic was raised in which contact, and by whom?

    Returns contact_id, date, topic and raised_by (a, b or shared; categorical), one row per item
    of topics_a, topics_b and topics_shared. A topic may stand in several of the lists.
    """
    parts = [
        contacts[["contact_id", "date"]]
        .assign(topic=contacts[column], raised_by=who)
        .explode("topic")
        .dropna(subset=["topic"])
        for column, who in RAISED_BY.items()
    ]
    return (
        pd.concat(parts)
        .drop_duplicates()
        .astype({"topic": "str", "raised_by": pd.CategoricalDtype(RAISERS)})
        .sort_values("date", kind="stable", ignore_index=True)
    )


def by_year(raised: pd.DataFrame, topics: list[str] | None = None) -> pd.DataFrame:
    """In how many contacts of each year did each side raise each topic?

    `raised` is what `raised` returns; `topics` cuts it to some. Returns topic, year, raised_by and
    contacts, for the cells that are not empty.
    """
    cut = raised if topics is None else raised[raised["topic"].isin(topics)]
    cells = cut.assign(year=cut["date"].dt.year)
    return (
        cells.groupby(["topic", "year", "raised_by"], observed=True)["contact_id"]
        .nunique()
        .rename("contacts")
        .reset_index()
    )


def busiest(raised: pd.DataFrame, n: int) -> pd.Series:
    """In how many contacts were the most frequent topics raised?

    At most `n` by their id, the most frequent first, in order of the id where several are as
    frequent.
    """
    found = raised.groupby("topic")["contact_id"].nunique().rename("contacts")
    return found.sort_values(ascending=False, kind="stable").head(n)


def compared(contacts: pd.DataFrame) -> pd.DataFrame:
    """Which topics do both sides name, and which only one?

    With A, B and S the sets of topics_a, topics_b and topics_shared, adds three columns of tuples:

    - `common`: (A and B) or S, in both lists or in the shared one;
    - `only_a`: A without B and S;
    - `only_b`: B without A and S.

    The three share no topic, and together they are all topics of the contact. The order is that of
    the lists.
    """
    lists = zip(*(contacts[f"topics_{who}"] for who in ("a", "b", "shared")), strict=True)
    sets = [
        (
            tuple(dict.fromkeys([*shared, *(topic for topic in a if topic in b)])),
            tuple(dict.fromkeys(topic for topic in a if topic not in {*b, *shared})),
            tuple(dict.fromkeys(topic for topic in b if topic not in {*a, *shared})),
        )
        for a, b, shared in lists
    ]
    return contacts.assign(
        **{
            name: pd.Series([row[i] for row in sets], index=contacts.index, dtype=object)
            for i, name in enumerate(KINDS)
        }
    )


def left_out(contacts: pd.DataFrame) -> pd.DataFrame:
    """Which topics does one side raise, and the other leave out?

    `contacts` are those to compare: only where both sides' accounts are on record does it mean
    anything that one does not name a topic. Returns one row per topic with the number of contacts
    in which only side a names it (`only_a`), only side b (`only_b`), or both (`common`), those
    left out most often first.
    """
    sets = compared(contacts)
    counts = {kind: sets[kind].explode().dropna().astype("str").value_counts() for kind in KINDS}
    table = pd.DataFrame(counts).reindex(columns=list(KINDS)).fillna(0).astype("int64")
    one_sided = table["only_a"] + table["only_b"]
    return (
        table.assign(one_sided=one_sided)
        .rename_axis("topic")
        .reset_index()
        .sort_values(["one_sided", "topic"], ascending=[False, True], ignore_index=True)
        .drop(columns="one_sided")
    )
