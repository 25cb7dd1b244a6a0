"""Who is named in a text: by name, by surname, by office held on the day, or by a slip."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
from rapidfuzz import fuzz
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

from analysis.article.findings import Finding, Folded, Taken
from analysis.tables import offices
from analysis.tables.dataset import Dataset, names_by_language
from analysis.tables.spelling import fold

SLIP = 70
"""Likeness, of 100, from which a name that is not on record may be a slip of one that is."""

ALIKE = 50
"""Likeness, of 100, that the parts of a slip have which are not the same."""

MISPRINT = "(misprint)"
"""So an alias is marked that is an error of a source."""

WORDLESS = frozenset("of the and for to in at on de du des la le les et l d aux au a".split())  # noqa: SIM905
BEFORE_NAMES = (
    ENGLISH_STOP_WORDS
    | WORDLESS
    | frozenset(
        "mr mrs ms miss sir dr hon sen rep gen vice deputy earlier later today yesterday "  # noqa: SIM905
        "m mme mlle me madame monsieur depute senateur alors apres aussi avec enfin hier lorsque "
        "mais pour puis quand selon".split()
    )
)
"""Words with a capital that are no part of the name after them: of address, or of a sentence."""

SAME_HEAD = {"spokesman": "spokesperson", "spokeswoman": "spokesperson", "envoy": "ambassador"}

MOST_NAMES = 8
"""More words with a capital in a row are a heading, and no name."""

_CAPITALS = re.compile(r"[A-ZÀ-ÖØ-Þ][\w'’-]+(?: (?:[A-ZÀ-ÖØ-Þ]\.|[A-ZÀ-ÖØ-Þ][\w'’-]+))*")
_WHERE = re.compile(r"(?:\b(?:in|at|near|from|to|outside|visit(?:ed)?|a|de|vers)|[在于抵赴访]) ?$")
_POSSESSIVE = re.compile(r"['’]s$")
_TO_NAME = re.compile(r"(?: to [A-Z]\w+)?,? ?")
"""What may stand between a title and the name of who bears it."""


@dataclass(frozen=True, eq=False)
class Names:
    """Every way in which the record's actors can be named."""

    bearers: Mapping[str, tuple[str, ...]]
    """By folded name, who bears it; a name that begins with a capital is found with one only."""
    capital: frozenset[str]
    shouted: frozenset[str]
    surnames: Mapping[str, tuple[str, ...]]
    persons: Mapping[str, str]
    """Persons by id: their English name."""
    country: Mapping[str, str]
    rows: Mapping[str, pd.Series]
    """On which days each actor appears in the record."""
    sides: Mapping[str, str]
    """Names and adjectives of the two sides, folded, with the side's code."""
    misprints: frozenset[str]
    governments: Mapping[str, str]
    offices: pd.DataFrame
    posts: Mapping[str, frozenset[str]]
    """By title of an office, its folded words without the names of the sides."""
    told: Mapping[str, tuple[str, ...]]
    """By folded title in a script without blanks, the English titles that it stands for."""
    places: frozenset[str]


def names(record: Dataset, seen: Mapping[str, pd.Series]) -> Names:
    """The names of a record's actors; `seen` are the days on which each appears in it."""
    actors = record.actors
    bearers: dict[str, dict[str, None]] = defaultdict(dict)
    capital, shouted, misprints = set(), set(), set()
    surnames: dict[str, dict[str, None]] = defaultdict(dict)
    own = zip(*names_by_language(actors).values(), strict=True)
    kinds = actors["kind"].astype(str)
    for actor_id, kind, called, aliases in zip(
        actors["actor_id"], kinds, own, actors["aliases"], strict=True
    ):
        for name in dict.fromkeys([*called, *aliases]):
            bare = re.sub(r"\s*\([^)]*\)\s*$", "", name).strip()
            key = fold(bare)
            if len(key) < 2:
                continue
            bearers[key][actor_id] = None
            if bare[0].isupper():
                capital.add(key)
            if bare.isupper() and bare.isascii():
                shouted.add(key)
            if MISPRINT in name:
                misprints.add(key)
            elif kind == "person":
                for surname in _surnames(bare):
                    surnames[surname][actor_id] = None
    people = actors[kinds == "person"]
    sides = {}
    for side in record.pair.sides:
        for told in (*side.name.values(), *side.adjective.values()):
            sides[fold(told).removesuffix("的")] = side.code
    states = actors[kinds == "state"]
    titles = record.offices["office"].unique()
    return Names(
        bearers={name: tuple(ids) for name, ids in bearers.items()},
        capital=frozenset(capital),
        shouted=frozenset(shouted),
        surnames={name: tuple(ids) for name, ids in surnames.items()},
        persons=dict(zip(people["actor_id"], people["name"], strict=True)),
        country=dict(zip(actors["actor_id"], actors["country"].astype(str), strict=True)),
        rows=seen,
        sides=sides,
        misprints=frozenset(misprints),
        governments=dict(zip(states["country"].astype(str), states["actor_id"], strict=True)),
        offices=record.offices,
        posts={title: _title(title, sides) for title in titles},
        told=_told(record),
        places=frozenset(
            fold(name)
            for called in zip(*names_by_language(record.places, "place").values(), strict=True)
            for name in called
        ),
    )


def _surnames(name: str) -> Iterator[str]:
    """Parts by which a person is named after the first time: the last word, or the first.

    A family name of one of two or three short words may stand first.
    """
    parts = re.split(r"[·・]", name)
    if len(parts) > 1:
        yield fold(parts[-1])
        return
    words = name.split()
    if len(words) > 1:
        yield fold(words[-1])
        if len(words) == 2 and len(words[0]) <= 6:
            yield fold(words[0])


def _title(title: str, sides: Iterable[str]) -> frozenset[str]:
    words = re.findall(r"\w+", fold(title))
    return frozenset(SAME_HEAD.get(w, w) for w in words if w not in WORDLESS and w not in sides)


def _told(record: Dataset) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for title, named in record.pair.office_names.items():
        if len(name := fold(named.get("zh", ""))) > 3:
            found[name].append(title)
    return {name: tuple(titles) for name, titles in found.items()}


def found(text: str, plain: Folded, names: Names, day: pd.Timestamp | None) -> list[Finding]:
    """Every actor whom a text names, in its order; `day` is that of the article.

    A surname means whoever is named in full, else who is on record nearest to the day. The name
    of a place after a word such as "in" is no actor.
    """
    full = list(_full(text, plain, names))
    sides = list(_sides(plain, names, full))
    mentioned = {finding.value for finding in full}
    titled = list(_offices(plain, names, day, mentioned))
    short = list(_short(text, plain, names, day, mentioned, full))
    mentioned |= {finding.value for finding in short}
    # "The minister" of one side means whom the article names, where several hold such an office.
    titled = list(_offices(plain, names, day, mentioned)) if short else titled
    kept = [*full, *short]
    for more in (_nameless(titled, text, names, kept), sides):
        taken = Taken(kept)
        kept += [each for each in more if not taken.has(each)]
    return sorted(kept)


def _full(text: str, plain: Folded, names: Names) -> Iterator[Finding]:
    """Names as they stand in the record, the longest first."""
    taken, found = Taken(), list[Finding]()
    for name, match in plain.named(names.bearers):
        start, end = plain.span(*match.span())
        said = text[start:end]
        if name in names.capital and not said[:1].isupper() and said.isascii():
            continue
        if name in names.shouted and not said.isupper():
            continue
        if name in names.places and _WHERE.search(
            plain.text[max(0, match.start() - 9) : match.start()]
        ):
            continue
        ids = names.bearers[name]
        value = ids[0] if len(ids) == 1 else _likeliest(ids, names, None)
        each = Finding(start, end, "actor", value)
        if name in names.misprints:
            each = Finding(start, end, "slip", value, names.persons.get(value, ""))
        if value and not taken.has(each):
            taken.add(each)
            found.append(each)
    # A government named by its country is told as the side.
    states = set(names.governments.values())
    for each in found:
        if each.value in states:
            yield Finding(each.start, each.end, "side", names.country[each.value])
        else:
            yield each


def _sides(plain: Folded, names: Names, known: Sequence[Finding]) -> Iterator[Finding]:
    taken = Taken(known)
    for name, code in names.sides.items():
        spaced = ord(name[0]) < 0x2E80
        # Adjectives are inflected ("canadienne"), and English adds a plural.
        ending = r"(?:s|ne|nes|e|es)?(?!\w)" if spaced else ""
        before = r"(?<!\w)" if spaced else ""
        for match in re.finditer(before + re.escape(name) + ending, plain.text):
            each = Finding(*plain.span(*match.span()), "side", code)
            if not taken.has(each):
                yield each


def _offices(
    plain: Folded, names: Names, day: pd.Timestamp | None, mentioned: set[str]
) -> Iterator[Finding]:
    """A side's adjective or name with a title: whoever held such an office on the day."""
    if day is None:
        return
    held = _held(names.offices, day)
    for title, english in names.told.items():
        for match in re.finditer(re.escape(title), plain.text):
            holders = dict.fromkeys(held[held["office"].isin(english)]["actor_id"])
            if len(holders) == 1:
                yield Finding(*plain.span(*match.span()), "office", next(iter(holders)))
    heads = {word for words in names.posts.values() for word in words}
    spoken = "|".join(re.escape(name) for name in names.sides if ord(name[0]) < 0x2E80)
    if not spoken:
        return
    pattern = rf"(?<!\w)(?P<side>{spoken})(?:'s|ne|e)? (?P<title>\w+(?:[ -]\w+){{0,3}})"
    for match in re.finditer(pattern, plain.text):
        words = re.split(r"[ -]", match["title"])
        known = 0
        while known < len(words) and SAME_HEAD.get(words[known], words[known]) in heads:
            known += 1
        asked = frozenset(SAME_HEAD.get(w, w) for w in words[:known])
        holder = _holder(asked, names.sides[match["side"]], held, names, mentioned)
        if holder:
            length = len(" ".join(words[:known]))
            yield Finding(
                *plain.span(match.start(), match.start("title") + length), "office", holder
            )


def _nameless(
    titled: Sequence[Finding], text: str, names: Names, known: Sequence[Finding]
) -> Iterator[Finding]:
    """Titles that no name follows: one that does, of the same side, says itself who is meant."""
    country = {each.start: names.country.get(each.value) for each in known}
    for each in titled:
        to_name = _TO_NAME.match(text, each.end)
        if not to_name or country.get(to_name.end()) != names.country[each.value]:
            yield each


HEADS = frozenset(
    "minister ministre premier president ambassador ambassadeur spokesperson".split()  # noqa: SIM905
)
"""Without a word of these a phrase is no title."""


def _holder(
    asked: frozenset[str],
    country: str,
    held: pd.DataFrame,
    names: Names,
    mentioned: set[str],
) -> str:
    """The one person of a side who holds an office of these words; empty where it is not one."""
    if not asked & HEADS:
        return ""
    own = held[held["actor_id"].map(names.country.get) == country]
    fits = own[own["office"].map(lambda title: asked <= names.posts[title]).astype(bool)]
    ids = set(fits["actor_id"])
    ids = ids & mentioned or ids
    if len(ids) > 1:
        # The shortest title is the plain one: the "foreign minister" is no deputy.
        size = fits["office"].map(lambda title: len(names.posts[title]))
        ids = ids & set(fits.loc[size == size.min(), "actor_id"])
    return next(iter(ids)) if len(ids) == 1 else ""


def _held(posts: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    """Offices held on a day."""
    people = pd.DataFrame({"actor_id": posts["actor_id"].unique()}).assign(date=day)
    held = offices.held_on(people, posts)
    return held[held["dated"]]


def _short(
    text: str,
    plain: Folded,
    names: Names,
    day: pd.Timestamp | None,
    mentioned: set[str],
    known: Sequence[Finding],
) -> Iterator[Finding]:
    """Surnames, and names that are likely a slip of one on record."""
    taken = Taken(known)
    titles = {word for words in names.posts.values() for word in words}
    before = titles | names.sides.keys() | BEFORE_NAMES
    for match in _CAPITALS.finditer(text):
        start, end = match.span()
        words = match.group().split(" ")
        if len(words) > MOST_NAMES:
            continue
        while words and _bare(words[0]) in before:
            start += len(words[0]) + 1
            words = words[1:]
        whole = Finding(start, end, "actor", "")
        if not words or taken.has(whole):
            continue
        name = _POSSESSIVE.sub("", " ".join(words))
        end = start + len(name)
        if len(words) == 1:
            value = _by_surname(_bare(name), names, day, mentioned)
            if value:
                yield Finding(start, end, "actor", value)
        elif len(words) < 4 and (slip := _slip(name, names, mentioned)):
            yield Finding(start, end, "slip", slip, names.persons[slip])
    for surname in (s for s in names.surnames if ord(s[0]) >= 0x2E80 and len(s) > 1):
        # After a point it is the surname of somebody else, before one a given name.
        for at in re.finditer(rf"(?<![·・]){re.escape(surname)}(?![·・])", plain.text):
            each = Finding(*plain.span(*at.span()), "actor", "")
            value = _by_surname(surname, names, day, mentioned)
            if value and not taken.has(each):
                yield Finding(each.start, each.end, "actor", value)


def _bare(word: str) -> str:
    return _POSSESSIVE.sub("", fold(word).strip(".,"))


def _by_surname(surname: str, names: Names, day: pd.Timestamp | None, mentioned: set[str]) -> str:
    ids = names.surnames.get(surname, ())
    if not ids or surname in ENGLISH_STOP_WORDS:
        return ""
    known = [each for each in ids if each in mentioned]
    if known:
        return known[0] if len(known) == 1 else _likeliest(known, names, day)
    # Without a full name in the article only the last part of a name counts.
    last = [each for each in ids if _is_family_name(surname, names.persons[each])]
    return _likeliest(last, names, day)


def _is_family_name(word: str, name: str) -> bool:
    """A family name stands last, or first before one as short (Pinyin); a Han one is known."""
    words = [fold(part) for part in name.split()]
    first = len(words) == 2 and len(words[0]) <= 5 and words[0] == word
    return words[-1] == word or first or ord(word[0]) >= 0x2E80


NEAR = 730
"""So many days around the article are looked at for whom a surname means."""


def _likeliest(ids: Sequence[str], names: Names, day: pd.Timestamp | None) -> str:
    """Who of these is most on record around the day, if anybody clearly is."""
    if len(ids) < 2:
        return ids[0] if ids else ""
    empty = pd.Series(dtype="datetime64[s]")
    seen = {each: names.rows.get(each, empty) for each in ids}
    if day is not None:
        near = pd.Timedelta(days=NEAR)
        seen = {each: own[(own - day).abs() <= near] for each, own in seen.items()}
    counts = [(len(own), each) for each, own in seen.items()]
    (most, who), (second, _other) = sorted(counts, reverse=True)[:2]
    return who if most > second else ""


def _slip(name: str, names: Names, mentioned: set[str]) -> str:
    """A person on record whose name this may be a slip of: one part the same, the rest alike."""
    parts = set(fold(name).split())
    best, likeness = "", 0.0
    for actor_id, known in names.persons.items():
        own = set(fold(known).split())
        if not parts & own or len(known.split()) != len(parts):
            continue
        # A long part that is the same must not carry another that is not.
        if fuzz.ratio(" ".join(parts - own), " ".join(own - parts)) < ALIKE:
            continue
        how = fuzz.ratio(fold(name), fold(known))
        # Who is not in the article as well must be more alike: names are many.
        if how >= (SLIP if actor_id in mentioned else SLIP + 15) and how > likeness:
            best, likeness = actor_id, how
    return best
