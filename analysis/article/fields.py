"""Field by field: where a sentence and the rows that hold it say the same, and where not.

What is not comparable is not compared; nothing here decides who is right.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date as Date

import numpy as np
import pandas as pd

from analysis.article import days
from analysis.article.actors import NEAR, WORDLESS
from analysis.article.findings import Finding
from analysis.article.reading import Sentence
from analysis.article.rows import Rows, figure
from analysis.tables import offices
from analysis.tables.spelling import fold

NEAR_DAYS = 10
"""A date this near to the row's, of the same people at the same place, is meant for it."""

LONG_DAYS = 31
"""A row of more days tells of each of them nothing but that it lasted."""


@dataclass(frozen=True)
class Compared:
    """One field of a row beside what the article says of it.

    `status` is agrees or differs; `said` what the article says (as a value), `recorded` what the
    row, or a source of it, has; `source_id` is that source, where it is a claim's.
    """

    status: str
    field: str
    said: str
    recorded: str
    table: str
    row_id: str
    start: int
    end: int
    source_id: str = ""


def compare(
    sentence: Sentence, found: pd.DataFrame, rows: Rows, published: Date | None
) -> tuple[Compared, ...]:
    """What a sentence and the rows that hold it say of the same fields.

    `found` are the rows on record, the best first. What one of them says as the article does,
    agrees; only what the best row says otherwise, and no other row says, differs.
    """
    thing = found["thing"].iloc[0]
    about = rows.known[rows.known["thing"] == thing]
    beside = rows.known.iloc[found["at"]]
    every = pd.concat([beside, about]).drop_duplicates(["table", "row_id", "field", "value"])
    best = rows.known.iloc[int(found["at"].iloc[0])]
    who = set(sentence.actors)
    # Another row speaks of the same only if all whom the sentence names are in it.
    with_all = every["people"].map(lambda people: bool(who) and who <= set(people))
    same = every[(every["thing"] == thing) | with_all]
    told = [
        *_dates(sentence, best, beside, same, rows),
        *_people(sentence, best, same, rows),
        *_places(sentence, best, about),
        *_figures(sentence, about, every, rows),
        *_offices(sentence, rows, published),
    ]
    return tuple(sorted(told, key=lambda c: (c.start, c.field)))


def one_digit(first: np.ndarray, day: Date) -> np.ndarray:
    """Which of these days differ from a day in one digit of their ISO 8601 form?"""
    text = np.datetime_as_string(first.astype("datetime64[D]"))
    signs = np.array([list(t.ljust(10)) if t != "NaT" else [" "] * 10 for t in text.tolist()])
    result: np.ndarray = (signs != np.array(list(day.isoformat()))).sum(axis=1) == 1
    return result


def _told(
    status: str, field: str, said: str, recorded: str, row: pd.Series, at: Finding
) -> Compared:
    claimed = row["field"] == field
    return Compared(
        status, field, said, recorded, str(row["table"]), str(row["row_id"]), at.start, at.end,
        str(row["source_id"]) if claimed else "",
    )  # fmt: skip


def _within(row: pd.Series, period: days.Period) -> bool:
    """Does what the row tells of lie, at least in part, in this time?"""
    if pd.isna(row["first"]):
        return False
    return bool(row["first"].date() <= period.last and period.first <= row["last"].date())


def _tells(row: pd.Series, period: days.Period) -> bool:
    """Is it a date of the row? A day in the years of a case is none, but its first and last are."""
    ends = (row["first"], row["last"])
    if period.exact and pd.notna(ends[0]) and (ends[1] - ends[0]).days > LONG_DAYS:
        return pd.Timestamp(period.first) in ends
    return _within(row, period)


def _same(sentence: Sentence, row: pd.Series) -> bool:
    """Are all whom the sentence names in the row, or all whom the row names in the sentence?"""
    who, own = set(sentence.actors), set(row["people"])
    return bool(who & own) and (who <= own or own <= who)


def _met(sentence: Sentence, about: pd.DataFrame, rows: Rows) -> bool:
    """Does it name all the people of a row about the same thing, two or more?

    Else it may tell of something else that one of them did in those days.
    """
    persons, who = rows.vocabulary.names.persons, set(sentence.actors)
    own = ({each for each in people if each in persons} for people in about["people"])
    return any(len(people) > 1 and people <= who for people in own)


def _dates(
    sentence: Sentence, best: pd.Series, beside: pd.DataFrame, every: pd.DataFrame, rows: Rows
) -> Iterable[Compared]:
    about = every[every["thing"] == best["thing"]]
    own = [f for f in sentence.findings if f.kind == "date" and f.value]
    periods = [(f, p) for f in own if (p := days.parse(f.value))]
    agreeing = False
    for at, period in periods:
        match = next((row for _, row in every.iterrows() if _tells(row, period)), None)
        if match is not None:
            agreeing = True
            yield _told("agrees", "date", at.value, _day(match), match, at)
    claimed = set(about.loc[about["field"] == "date", "value"])
    exact = [(f, p) for f, p in periods if p.exact]
    if agreeing or len(exact) != 1 or pd.isna(best["first"]):
        return
    at, period = exact[0]
    # What is on record of one of the people on that day may be what is meant.
    who = set(sentence.actors)
    own = [row for _, row in beside.iterrows() if row["people"] and who >= set(row["people"])]
    if at.value in claimed or any(_tells(row, period) for row in own):
        return
    ends = (best["first"].date(), best["last"].date())
    away = min(abs((end - period.first).days) for end in ends)
    slip = bool(one_digit(np.array([best["first"]], "datetime64[D]"), period.first)[0])
    place = best["place"]
    known = not place or place in sentence.values("place") or not sentence.values("place")
    if (away <= NEAR_DAYS or slip) and known and _met(sentence, about, rows):
        yield _told("differs", "date", at.value, _day(best), best, at)


def _day(row: pd.Series) -> str:
    if pd.isna(row["first"]):
        return ""
    return str(days.Period(row["first"].date(), row["last"].date()))


def _people(
    sentence: Sentence, best: pd.Series, every: pd.DataFrame, rows: Rows
) -> Iterable[Compared]:
    """Somebody of a side where the row has somebody else of it, all else being the same."""
    named = {f.value: f for f in sentence.findings if f.kind in {"actor", "office", "slip"}}
    anywhere = {who for people in every["people"] for who in people}
    field = {"contacts": "side", "statements": "speaker"}.get(str(best["table"]), "initiator")
    for who, at in named.items():
        if at.kind == "slip":
            yield _told("differs", "name", _said(sentence, at), at.note, best, at)
        elif who in anywhere:
            match = next(row for _, row in every.iterrows() if who in row["people"])
            yield _told("agrees", field, who, who, match, at)
    country = rows.vocabulary.names.country
    persons = rows.vocabulary.names.persons
    # An event may name a government where the contact that belongs to it names the person.
    of_thing = every[every["thing"] == best["thing"]]
    dated = [p for v in sentence.values("date") if (p := days.parse(v))]
    there = len(dated) == 1 and (dated[0].last - dated[0].first).days < 7
    place, said = best["place"], sentence.values("place")
    if not there or not _within(best, dated[0]) or (place and said and place not in said):
        return
    # Only a meeting is a matter of who was there: others speak of it, and of what befell others.
    met = (of_thing["table"] == "contacts").any()
    told = fold(" ".join(of_thing["english"]))
    strange = [
        who
        for who, at in named.items()
        if met and who in persons and who not in anywhere and not sentence.says(at)
        if fold(persons[who]).split()[-1] not in told
    ]
    for who in strange:
        for _, row in pd.concat([best.to_frame().T, of_thing]).iterrows():
            own = [p for p in row["people"] if p in persons]
            instead = [p for p in own if country.get(p) == country.get(who)]
            others = [p for p in own if p not in instead and p in named]
            if instead and not set(instead) & named.keys() and (others or place):
                yield _told("differs", field, who, instead[0], row, named[who])
                break


def _said(sentence: Sentence, at: Finding) -> str:
    return sentence.text[at.start - sentence.start : at.end - sentence.start]


def _places(sentence: Sentence, best: pd.Series, about: pd.DataFrame) -> Iterable[Compared]:
    # A capital that stands for its government is no place.
    sides = {(f.start, f.end) for f in sentence.findings if f.kind == "side"}
    said = [f for f in sentence.findings if f.kind == "place" and (f.start, f.end) not in sides]
    where = about[about["place"] != ""]
    known = set(where["place"]) | set(
        about.loc[about["field"].isin(["place", "place_city"]), "value"]
    )
    if not said or not known:
        return
    row = min(
        (row for _, row in where.iterrows()), key=lambda r: r["table"] != "contacts", default=best
    )
    for at in said:
        if at.value in known:
            yield _told("agrees", "place", at.value, at.value, row, at)
    dated = [p for v in sentence.values("date") if (p := days.parse(v)) and p.exact]
    met = row["table"] == "contacts" and any(_within(row, period) for period in dated)
    if met and len(said) == 1 and said[0].value not in known and _same(sentence, row):
        yield _told("differs", "place", said[0].value, sorted(known)[0], row, said[0])


def _figures(
    sentence: Sentence, about: pd.DataFrame, every: pd.DataFrame, rows: Rows
) -> Iterable[Compared]:
    """Numbers of the same unit, in the row, in those about the same thing, and in claims of it."""
    places = [*every.index]
    for at in (f for f in sentence.findings if f.kind == "figure"):
        number, unit = figure(at.value)
        # What the sentence gives as another number of its own is not otherwise.
        also = {n for n, u in map(figure, sentence.values("figure")) if u == unit}
        equal = other = None
        for place in places:
            row = rows.known.loc[place]
            alike = [n for n, u in rows.figures[place] if _alike(unit, u)]
            if number in alike:
                equal = equal if equal is not None else row
            elif (
                alike
                and not also & set(alike)
                and row["thing"] == about["thing"].iloc[0]
                and _near(sentence, at, row, unit, rows)
            ):
                other = other if other is not None else (row, alike[0])
            field, value = str(row["field"]), str(row["value"])
            if field and _counted(sentence, at, unit, field) and _is_number(value):
                if float(value) == number:
                    equal = equal if equal is not None else row
                else:
                    other = other if other is not None else (row, float(value))
        if equal is not None:
            yield _told("agrees", _name(equal, unit), at.value, at.value, equal, at)
        elif other is not None:
            row, recorded = other
            yield _told(
                "differs", _name(row, unit), at.value, f"{recorded:g} {unit}".strip(), row, at
            )


def _name(row: pd.Series, unit: str) -> str:
    typed = {"minute": "duration_min", "percent": "rate_percent", "money": "trade_value"}
    return str(row["field"]) or typed.get(unit, "figure")


def _alike(unit: str, other: str) -> bool:
    """Do two units count the same? Words that follow the number, in part."""
    if not unit or not other:
        return False
    return unit == other or bool({*map(_stem, unit.split())} & {*map(_stem, other.split())})


def _stem(word: str) -> str:
    return word.removesuffix("s")


def _counted(sentence: Sentence, at: Finding, unit: str, field: str) -> bool:
    """Is it what the field counts? The words of its name stand beside the number, the unit first.

    Two more words may stand among them: "three people have been sentenced to death".
    """
    words = field.split("_")
    near = len(words) + 2
    told = {_stem(word) for word in words if word not in WORDLESS}
    beside = {_stem(word.strip(MARKS)) for word in _beside(sentence, at, near, near)}
    return _stem(unit.partition(" ")[0]) in told and told <= beside


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


AROUND = 4
"""So many words before a number, and one more after it, tell what it counts."""

MARKS = ".,;:()\"'"


def _beside(sentence: Sentence, at: Finding, before: int, after: int) -> list[str]:
    """So many words before a finding and after it."""
    text = sentence.text
    return [
        *fold(text[: at.start - sentence.start]).split()[-before:],
        *fold(text[at.end - sentence.start :]).split()[:after],
    ]


def _near(sentence: Sentence, at: Finding, row: pd.Series, unit: str, rows: Rows) -> bool:
    """Does the row count the same thing? Where it is told in words, words around must be shared.

    The names of the sides stand in most rows.
    """
    if unit == "minute" and row["table"] == "contacts":
        return not row["place"] or set(sentence.values("place")) <= {row["place"]}
    if unit == "percent" and row["table"] == "trade_restrictions":
        return True
    beside = _beside(sentence, at, AROUND, AROUND + 1)
    around = {
        _stem(w.strip(MARKS)) for w in beside if len(w) > 3
    } - rows.vocabulary.names.sides.keys()
    own = {_stem(w.strip(MARKS)) for w in fold(str(row["english"])).split()}
    return len(around & own) >= max(2, (len(around) + 1) // 2)


SAME_OFFICE = (({"prime", "minister"}, {"premier"}), ({"premier"}, {"prime", "minister"}))
"""A head of government is called by either title."""


def _offices(sentence: Sentence, rows: Rows, published: Date | None) -> Iterable[Compared]:
    """A title right before a name: did that person hold such an office on a day that is told?

    It is one of that of the article or of what the sentence tells. Years after an office began
    whose end is not on record, another may have followed.
    """
    names = rows.vocabulary.names
    told = [p.first for v in sentence.values("date") if (p := days.parse(v))]
    told += [published] if published else []
    if not told:
        return
    heads = set().union(*names.posts.values()) if names.posts else set()
    for at in (f for f in sentence.findings if f.kind == "actor" and f.value in names.persons):
        before = fold(sentence.text[: at.start - sentence.start]).rstrip(", ").split()[-4:]
        title: list[str] = []
        while before and before[-1].strip(",") in heads:
            title.insert(0, before.pop())
        if not title or not {"minister", "ambassador", "premier", "president"} & set(title):
            continue
        if before and before[-1] in {"former", "then", "ex", "deputy", "vice", "future"}:
            continue
        asked = set(title)
        same = [asked, *(other for one, other in SAME_OFFICE if asked == one)]
        held = pd.concat(
            offices.of_person(names.offices, at.value, pd.Timestamp(day)) for day in told
        )
        own = held[held["dated"]]
        if own.empty or asked == {"minister"}:
            continue
        said = " ".join(title)
        fitting = [o for o in own["office"] if any(each <= names.posts[o] for each in same)]
        sure = own["end_known"] | ((own["date"] - own["start"]).dt.days <= NEAR)
        if fitting:
            yield _of(fitting[0], "agrees", said, at)
        elif sure.all() and any(asked <= words for words in names.posts.values()):
            yield _of(own["office"].iloc[0], "differs", said, at)


def _of(office: str, status: str, said: str, at: Finding) -> Compared:
    return Compared(status, "office", said, office, "offices", at.value, at.start, at.end)
