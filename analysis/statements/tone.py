"""What did each side say, about what, and what followed?"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis.tables import kinds
from analysis.tables.dataset import Dataset
from analysis.tables.pair import Pair

TONES = {
    "cooperative": ("reassurance", "offer", "concession", "praise", "regret"),
    "neutral": ("appeal", "rejection", "denial"),
    "confrontational": ("demand", "condition", "blame", "accusation", "warning", "threat"),
}
"""The grouping of stances, from the warmest tone to the coldest."""

STANCES = tuple(stance for stances in TONES.values() for stance in stances)
"""Every stance, in the order of the tones."""

TONE_OF = {stance: tone for tone, stances in TONES.items() for stance in stances}

LEDGER = ("demand", "condition", "offer")
"""The stances that ask for an answer."""

SUBJECTS = ("events", "contacts", "trade_restrictions", "consular_cases", "actors")
"""The tables in one of which stands what a statement is about."""

MOST_TOPICS = 15
"""How many topics are told apart at most: the most frequent."""

ECHO_DAYS = 7
"""How many days before and after a contact words count as its echo."""

BASES = ("answers", "topic")
"""How an event follows a statement: it answers what the statement is about, or shares a topic."""


def with_tone(statements: pd.DataFrame) -> pd.DataFrame:
    """The statements with `tone`: cooperative, neutral or confrontational (ordered)."""
    tones = statements["stance"].astype(object).map(TONE_OF)
    return statements.assign(tone=pd.Categorical(tones, categories=list(TONES), ordered=True))


def over_time(statements: pd.DataFrame, pair: Pair, by: str = "tone") -> pd.DataFrame:
    """How often did each side speak in each tone (or stance), year by year?

    `by` is tone or stance. Returns side (ISO code, a first), year, the column named by `by`, and
    `statements`: every year from the first to the last and every tone or stance, zeros included.
    Third parties are left out.
    """
    spoken = with_tone(statements).assign(year=statements["date"].dt.year)
    spoken = spoken[spoken["side"].isin([side.code for side in pair.sides])]
    years = spoken["year"]
    every = range(int(years.min()), int(years.max()) + 1) if len(years) else range(0)
    full = pd.MultiIndex.from_product(
        [[side.code for side in pair.sides], list(every), _values(by)], names=["side", "year", by]
    )
    keys = [spoken["side"].astype(str), years, spoken[by].astype(str)]
    return (
        spoken.groupby(keys).size().reindex(full, fill_value=0).rename("statements").reset_index()
    )


def _values(by: str) -> list[str]:
    return list(TONES) if by == "tone" else list(STANCES)


def by_topic(
    statements: pd.DataFrame, pair: Pair, by: str = "tone", most: int = MOST_TOPICS
) -> pd.DataFrame:
    """Who says what about what?

    Returns one row per topic (the `most` frequent, the most frequent first) and tone or stance:
    topic, the column named by `by`, one column of counts for each side's code, and one of
    `share_<code>`: of the side's statements that have a topic, the share on this topic in this
    tone or stance (0 to 1). A statement on two topics counts for both.
    """
    sides = [side.code for side in pair.sides]
    spoken = with_tone(statements[statements["side"].isin(sides)])
    on_topic = spoken.explode("topics").dropna(subset="topics")
    ranking = on_topic["topics"].value_counts()
    topics = sorted(ranking.index, key=lambda topic: (-ranking[topic], topic))[:most]
    full = pd.MultiIndex.from_product([topics, _values(by)], names=["topic", by])
    counts = (
        on_topic.groupby(
            [on_topic["topics"], on_topic[by].astype(str), on_topic["side"].astype(str)]
        )
        .size()
        .unstack(fill_value=0)
        .rename_axis(index=["topic", by], columns=None)
        .reindex(index=full, columns=sides, fill_value=0)
    )
    with_topic = spoken[spoken["topics"].map(len) > 0]["side"].astype(str).value_counts()
    shares = {
        f"share_{code}": counts[code] / with_topic.get(code, 0) if with_topic.get(code, 0) else 0.0
        for code in sides
    }
    return counts.assign(**shares).reset_index()


def ledger(statements: pd.DataFrame, stances: Sequence[str] = LEDGER) -> pd.DataFrame:
    """Which demands, conditions and offers were made? The latest first."""
    return statements[statements["stance"].isin(stances)].sort_values(
        ["date", "statement_id"], ascending=[False, True]
    )


def followed(dataset: Dataset, statements: pd.DataFrame, most: int = 5) -> pd.DataFrame:
    """What followed each of these statements?

    Returns, for each statement, the next events that answer what it is about, and the next that
    share a topic with it (or, where it has none, with the event that it is about), `most` of
    each: statement_id, event_id, basis (answers, topic; the first where both), days from the
    statement to the event, and the event's date, date_precision, title, direction and goldstein.
    Only events after the day of the statement; an answer of the same day counts with 0 days.
    """
    said = statements[["statement_id", "date", "topics", "about"]].rename(
        columns={"date": "said_on", "topics": "said_topics"}
    )
    columns = ["event_id", "date", "date_precision", "title", "direction", "goldstein"]
    events = dataset.events.sort_values(["date", "event_id"])
    subject = said.explode("about")
    answers = (
        events.explode("responds_to")
        .merge(subject, left_on="responds_to", right_on="about")
        .query("date >= said_on and event_id != about")
    )
    topics_of = dataset.events.set_index("event_id")["topics"]
    own = pd.Series(
        [
            topics or tuple(t for a in about if a in topics_of.index for t in topics_of[a])
            for topics, about in zip(said["said_topics"], said["about"], strict=True)
        ],
        index=said.index,
        dtype=object,
    )
    asked = said.assign(topic=own).explode("topic").dropna(subset="topic")
    shared = (
        events.assign(topic=events["topics"])
        .explode("topic")
        .merge(asked, on="topic")
        .query("date > said_on")
    )
    found = pd.concat(
        [
            rows.drop_duplicates(["statement_id", "event_id"])
            .sort_values(["date", "event_id"])
            .groupby("statement_id")
            .head(most)
            .assign(basis=basis)
            for basis, rows in zip(BASES, (answers, shared), strict=True)
        ]
    ).drop_duplicates(["statement_id", "event_id"])
    return (
        found.assign(days=(found["date"] - found["said_on"]).dt.days)[
            ["statement_id", "basis", "days", *columns]
        ]
        .sort_values(["statement_id", "date", "event_id"])
        .reset_index(drop=True)
    )


def first_followed(follows: pd.DataFrame) -> pd.DataFrame:
    """The first answer and the first event on the same topic after each statement.

    `follows` is what `followed` returns. One row per statement_id: answer, answer_days, topic and
    topic_days (titles, and days from the statement; missing where nothing followed).
    """
    first = follows.sort_values(["days", "event_id"]).drop_duplicates(["statement_id", "basis"])
    wide = first.pivot(index="statement_id", columns="basis", values=["title", "days"])
    wanted = pd.MultiIndex.from_product([["title", "days"], list(BASES)])
    wide = wide.reindex(columns=wanted)
    return pd.DataFrame(
        {
            "answer": wide["title", "answers"],
            "answer_days": wide["days", "answers"].astype("float64"),
            "topic": wide["title", "topic"],
            "topic_days": wide["days", "topic"].astype("float64"),
        }
    ).reset_index()


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
    met = contacts.loc[:, ["contact_id", "date"]].rename(columns={"date": "met_on"})
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


def about(dataset: Dataset, ids: Sequence[str]) -> dict[str, tuple[str, str]]:
    """What is each of these ids: the table that holds it, and its name?

    The name is an event's title, a contact's occasion, a restriction's product, or the actor id
    of a case's person or of the actor itself.
    """
    wanted = frozenset(ids)
    found: dict[str, tuple[str, str]] = {}
    for table in SUBJECTS:
        rows, name = dataset.tables()[table], kinds.of(table).named_by
        key = dataset.package.tables[table].primary_key[0]
        kept = rows[rows[key].isin(wanted)]
        for row_id, text in zip(kept[key], kept[name], strict=True):
            found.setdefault(row_id, (table, text))
    return found
