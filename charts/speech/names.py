"""By what a reader knows a row: a title, who met whom, which measure on which product."""

from __future__ import annotations

import pandas as pd

from analysis.tables import kinds
from analysis.tables.dataset import Dataset, row_ids
from charts.speech.language import Words, _, day


def of_rows(rows: pd.DataFrame, table: str, words: Words) -> list[str]:
    """The name of each row, in the language of the run where the tables give one."""
    name = {
        "contacts": _contacts,
        "trade_restrictions": _restrictions,
        "consular_cases": lambda r, w: [w.actor(person) for person in r["person"]],
        "consular_milestones": _milestones,
        "offices": _offices,
        "actors": lambda r, w: [w.actor(actor) for actor in r["actor_id"]],
        "places": lambda r, w: [w.place(place) for place in r["place"]],
        "observations": _observations,
    }.get(table)
    if name:
        return list(name(rows, words))
    column = kinds.of(table).named_by
    ids = row_ids(rows, words.package.tables[table])
    return [str(text) for text in (rows[column] if column else ids)]


def by_id(dataset: Dataset, table: str, ids: pd.Series, words: Words) -> pd.Series:
    """The name of the row with each id, on the index of `ids`; the id where no row has it."""
    whole = dataset.tables()[table]
    keys = row_ids(whole, dataset.package.tables[table])
    wanted = keys.isin(set(ids)) & ~keys.duplicated()
    found = dict(zip(keys[wanted], of_rows(whole[wanted], table, words), strict=True))
    return pd.Series([found.get(row) or row for row in ids], index=ids.index, dtype=object)


def dates(rows: pd.DataFrame, column: str = "date") -> list[str]:
    """The dates of a column in words, no more exact than they are known; empty where unknown."""
    own = f"{column}_precision"
    known = rows[own] if own in rows else ["day"] * len(rows)
    return [
        "" if pd.isna(when) else day(when, precision)
        for when, precision in zip(rows[column], known, strict=True)
    ]


def dated(rows: pd.DataFrame, column: str = "title") -> list[str]:
    """Each row as one line, its date first: what a list to choose from shows."""
    return [
        _("{date}: {title}", date=when, title=title)
        for when, title in zip(dates(rows), rows[column], strict=True)
    ]


def _contacts(rows: pd.DataFrame, words: Words) -> list[str]:
    return [
        _("{date}, {a} with {b}", a=words.actor_names(a), b=words.actor_names(b), date=when)
        for a, b, when in zip(rows["side_a"], rows["side_b"], dates(rows), strict=True)
    ]


def _restrictions(rows: pd.DataFrame, words: Words) -> list[str]:
    return [
        _("{measure}: {product}", measure=words.term("measure", measure), product=product)
        for measure, product in zip(rows["measure"], rows["product"], strict=True)
    ]


def _milestones(rows: pd.DataFrame, words: Words) -> list[str]:
    return [
        _("{date}, {case}: {what}", case=words.actor(case), date=when, what=kind)
        for case, when, kind in zip(
            rows["case_id"],
            dates(rows),
            words.terms("milestone_kind", rows["kind"]),
            strict=True,
        )
    ]


def _offices(rows: pd.DataFrame, words: Words) -> list[str]:
    return [
        _("{who}: {office}", who=words.actor(actor), office=words.office(office))
        for actor, office in zip(rows["actor_id"], rows["office"], strict=True)
    ]


def _observations(rows: pd.DataFrame, words: Words) -> list[str]:
    return [
        _("{series}, {date}", series=series, date=when)
        for series, when in zip(rows["series_id"], dates(rows), strict=True)
    ]
