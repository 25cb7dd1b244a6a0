"""The rows of the record as an article may tell of them: who, when, what, and in which words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd
import snowballstemmer
from scipy import sparse
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS, TfidfVectorizer

from analysis.article import reading
from analysis.article.findings import folded
from analysis.article.reading import Vocabulary
from analysis.tables import dates, kinds
from analysis.tables.dataset import Dataset, row_ids
from analysis.tables.spelling import fold

HELD = (
    "events",
    "contacts",
    "statements",
    "trade_restrictions",
    "consular_cases",
    "consular_milestones",
    "offices",
)
"""The tables whose rows an article may tell of; claims stand beside the rows they are about."""

PLACED = {"contacts": "place_city"}
"""The column that names the place of a row, where it is one of `places`."""

_STEMMERS = {"en": "english", "fr": "french"}


@dataclass(frozen=True, eq=False)
class Rows:
    """Every row that may hold a sentence.

    `known` has table, row_id, thing (rows about the same have one), first and last (the days that
    it tells of; missing where unknown), text, place, field and value (of a row of claims),
    source_id and people (ids). The matrices have a row for each of them: words (unit length) and
    people; so have the figures of the English text.
    """

    language: str
    known: pd.DataFrame
    vectorizer: TfidfVectorizer
    words: Any
    actor_ids: dict[str, int]
    people: Any
    rarity: np.ndarray
    sides: dict[str, np.ndarray]
    figures: Sequence[tuple[tuple[float, str], ...]]
    things: np.ndarray
    held: Any
    vocabulary: Vocabulary
    record: Dataset


def index(record: Dataset, language: str = "en") -> Rows:
    """A record made ready to hold an article of this language against it; keep it."""
    told = record.translations.get(language, {}) if language != "en" else {}
    own = pd.concat([_rows(record, table, told) for table in HELD], ignore_index=True)
    known = pd.concat([own, _claims(record, own)], ignore_index=True)
    # Where the contacts of a thing were, all that is told of it was.
    placed = known[known["place"] != ""].groupby("thing")["place"].agg(["first", "nunique"])
    only = placed.loc[placed["nunique"] == 1, "first"]
    known = known.assign(
        place=known["place"].where(known["place"] != "", known["thing"].map(only).fillna(""))
    )
    words = TfidfVectorizer(analyzer=analyzer(language), sublinear_tf=True, dtype=np.float32)
    matrix = words.fit_transform(known["text"])
    actor_ids = {each: number for number, each in enumerate(record.actors["actor_id"])}
    people = _people(known["people"], actor_ids)
    often = np.asarray(people.sum(axis=0)).ravel()
    country = dict(
        zip(record.actors["actor_id"], record.actors["country"].astype(str), strict=True)
    )
    of_side = {
        side.code: np.array(
            [any(country.get(p) == side.code for p in who) for who in known["people"]]
        )
        for side in record.pair.sides
    }
    seen = known.explode("people").dropna(subset=["people"]).groupby("people")["first"]
    things, names = pd.factorize(known["thing"])
    gathered = sparse.csr_matrix(
        (np.ones(len(known)), (things, range(len(known)))), shape=(len(names), len(known))
    )
    return Rows(
        language=language,
        known=known,
        vectorizer=words,
        words=matrix,
        actor_ids=actor_ids,
        people=people,
        rarity=np.log1p(len(known) / (1 + often)),
        sides=of_side,
        figures=[*map(_figures, known["english"])],
        things=things,
        held=((gathered @ matrix) > 0).astype(np.float32),
        vocabulary=reading.vocabulary(record, {str(who): days for who, days in seen}),
        record=record,
    )


def _rows(record: Dataset, name: str, told: dict[str, str]) -> pd.DataFrame:
    """The rows of one table."""
    rows, kind = record.tables()[name], kinds.of(name)
    ids = row_ids(rows, record.package.tables[name])
    texts = [*rows[list(_texts(name))].astype(str).itertuples(index=False)]
    english = pd.Series([". ".join(cells) for cells in texts], rows.index, dtype="str")
    english = english.where(~english.str.strip().eq(""), "")
    people = [
        tuple(dict.fromkeys(filter(None, who)))
        for who in zip_people(rows, [*kind.roles, *(["actor_id"] if name == "offices" else [])])
    ]
    called = dict(zip(record.actors["actor_id"], record.actors["name"], strict=True))
    labels = _labels(record, rows, name)
    if name == "trade_restrictions":
        codes = zip(rows["imposed_by"].astype(str), rows["imposed_on"].astype(str), strict=True)
        states = record.actors[record.actors["kind"] == "state"].drop_duplicates("country")
        government = dict(zip(states["country"].astype(str), states["actor_id"], strict=True))
        people = [tuple(government.get(code, "") for code in pair if code) for pair in codes]
    if name == "consular_milestones":
        cases = record.consular_cases.set_index("case_id")["person"]
        people = [tuple(_flat(cases.get(case, ""))) for case in rows["case_id"]]
    # An office is not told of wherever its holder is named.
    spoken = people if name != "offices" else [()] * len(rows)
    named = pd.Series([" ".join(called.get(p, "") for p in who) for who in spoken], rows.index)
    known = kind.precision(rows).fillna("day")
    first, last = dates.first_day(kind.dates(rows), known), dates.last_day(kind.dates(rows), known)
    for end in ("end_date", "released", "ended"):
        if end in rows:
            exact = rows.get(f"{end}_precision", pd.Series("day", rows.index))
            last = dates.last_day(rows[end], exact.astype(object).fillna("day")).fillna(last)
    said = [" ".join(told.get(cell, "") for cell in cells) if told else "" for cells in texts]
    translated = pd.Series(said, rows.index, dtype="str")
    measures = _measures(rows)
    return pd.DataFrame(
        {
            "table": name,
            "row_id": list(ids),
            "thing": _things(rows, name, list(ids)),
            "first": first.to_numpy(),
            "last": last.to_numpy(),
            "english": (english + " " + measures).to_numpy(),
            "text": (english + " " + labels + " " + translated + " " + named).to_numpy(),
            "place": rows[PLACED[name]].astype(str).to_numpy() if name in PLACED else "",
            "field": "",
            "value": "",
            "source_id": "",
            "people": people,
        }
    )


def _texts(name: str) -> tuple[str, ...]:
    more = {"offices": ("office",), "consular_milestones": ("kind", "detail")}
    return more.get(name, kinds.of(name).texts)


def zip_people(rows: pd.DataFrame, columns: Sequence[str]) -> list[list[str]]:
    """Who stands in these columns of each row."""
    found: list[list[str]] = [[] for _ in range(len(rows))]
    for column in columns:
        for own, cell in zip(found, rows[column], strict=True):
            own += _flat(cell)
    return found


def _flat(cell: Any) -> list[str]:
    return [str(each) for each in cell] if isinstance(cell, (tuple, list)) else [str(cell)]


def _labels(record: Dataset, rows: pd.DataFrame, name: str) -> pd.Series:
    """The words for the topics, terms and places of each row."""
    topics = {
        topic: " ".join([topic.replace("-", " "), *labels.values()])
        for topic, labels in record.package.labels.get("topic", {}).items()
    }
    columns = [*kinds.of(name).topics, *kinds.of(name).terms]
    columns += ["format"] if "format" in rows else []
    found = pd.Series("", rows.index)
    for column in columns:
        named = ([topics.get(e, e.replace("-", " ")) for e in _flat(c)] for c in rows[column])
        found = found + " " + [" ".join(words) for words in named]
    return found


def _measures(rows: pd.DataFrame) -> pd.Series:
    """Numbers that stand in columns of their own, as a text would write them."""
    said = pd.Series("", rows.index)
    for column, unit in (("duration_min", " minutes"), ("rate_percent", "%")):
        if column in rows:
            number = rows[column].map(lambda n: f"{n:g}" if pd.notna(n) else "")
            said = said + (number + unit).where(number != "", "") + ". "
    if "trade_value" in rows:
        said = said + rows["trade_value"].map(lambda n: f"${n:.0f}" if pd.notna(n) else "")
    return said


def _things(rows: pd.DataFrame, name: str, ids: Sequence[str]) -> list[str]:
    own = [f"{name}:{each}" for each in ids]
    if name == "contacts":
        return [f"events:{e}" if e else mine for e, mine in zip(rows["event_id"], own, strict=True)]
    if name == "consular_milestones":
        return [f"consular_cases:{case}" for case in rows["case_id"]]
    return own


def _claims(record: Dataset, own: pd.DataFrame) -> pd.DataFrame:
    """What sources claim of a row: with that row's people and days, and its first words."""
    claims = record.claims
    about = claims["table"].astype(str) + ":" + claims["row_id"]
    keyed = (
        own.assign(key=own["table"] + ":" + own["row_id"]).drop_duplicates("key").set_index("key")
    )
    beside = keyed.reindex(about)
    field = claims["field"].str.replace("_", " ")
    said = field + " " + claims["value"] + ". " + claims["note"]
    case = beside["text"].fillna("").str.slice(0, 160).to_numpy()
    return pd.DataFrame(
        {
            "table": claims["table"].astype(str).to_numpy(),
            "row_id": claims["row_id"].to_numpy(),
            "thing": beside["thing"].fillna(pd.Series(about.to_numpy(), beside.index)).to_numpy(),
            "first": beside["first"].to_numpy(),
            "last": beside["last"].to_numpy(),
            "english": said.to_numpy(),
            "text": (said + " " + case).to_numpy(),
            "place": "",
            "field": claims["field"].to_numpy(),
            "value": claims["value"].to_numpy(),
            "source_id": claims["source_id"].to_numpy(),
            "people": [who if isinstance(who, tuple) else () for who in beside["people"]],
        }
    )


def _people(people: Iterable[Sequence[str]], actor_ids: dict[str, int]) -> Any:
    pairs = [
        (row, actor_ids[who]) for row, own in enumerate(people) for who in own if who in actor_ids
    ]
    at, which = np.array(pairs).T if pairs else (np.array([], int), np.array([], int))
    shape = (len(list(people)), len(actor_ids))
    return sparse.csr_matrix((np.ones(len(at)), (at, which)), shape=shape)


def _figures(text: str) -> tuple[tuple[float, str], ...]:
    return tuple(figure(found.value) for found in reading.figures_of(folded(text), "en"))


def figure(value: str) -> tuple[float, str]:
    """A number and its unit, of the value of a finding."""
    number, _blank, unit = value.partition(" ")
    return float(number), unit


_WORD = re.compile(r"[\u4e00-\u9fff]+|[^\W_]+")


def analyzer(language: str) -> Any:
    """Words by their stems, Han characters in twos."""
    stemmer = snowballstemmer.stemmer(_STEMMERS.get(language, "english"))
    stem = lru_cache(maxsize=65536)(stemmer.stemWord)

    def analyze(text: str) -> list[str]:
        terms: list[str] = []
        for word in _WORD.findall(fold(text)):
            if ord(word[0]) >= 0x2E80:
                terms += [word[at : at + 2] for at in range(max(len(word) - 1, 1))]
            elif len(word) > 1 and word not in ENGLISH_STOP_WORDS:
                terms.append(stem(word))
        return terms

    return analyze
