"""Rows that an article would add to the record, filled as far as it says, for a person to finish.

Titles, summaries and paraphrases are left empty: they are written by the person, in own words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from analysis.article import days
from analysis.article.coding import Coder, Suggestion, suggest
from analysis.article.fields import Compared
from analysis.article.held import Held
from analysis.article.intake import Article
from analysis.article.reading import Sentence
from analysis.article.rows import Rows
from analysis.files import row as rows_module
from analysis.files.row import Book
from analysis.tables.dataset import join
from analysis.tables.spelling import fold

TABLES = ("events", "contacts", "statements", "trade_restrictions")
"""Tables for which a sentence can give a draft; differences give rows of claims."""

OWN_WORDS = ("title", "summary", "paraphrase", "occasion", "outcome", "account_a", "account_b")
"""Columns that a person writes in own words."""

SAME_WORDS = 8
"""From so many words in a row that are the article's a text counts as copied."""

MEETING = re.compile(
    r"\b(met|meets?|meeting|talks|(?:spoke|talked) (?:by|with|to)|phone call|call(?:ed)? with"
    r"|visit(?:s|ed)?|rencontr\w*|entretien\w*|s'est entretenu\w*|appel)\b"
    r"|会见|会晤|会面|会谈|通话|通电话|访问"
)
CALL = re.compile(r"\b(phone|telephone|call|appel)\b|通话|通电话")
MEASURES = {
    "import-ban": r"\b(import ban|banned|suspend\w* imports?|interdi\w+)\b|禁止进口|暂停进口",
    "anti-dumping-duty": r"\banti-?dumping\b|反倾销",
    "countervailing-duty": r"\bcountervailing\b|反补贴",
    "tariff": r"\b(tariffs?|surtax\w*|dut(?:y|ies)|surtaxe\w*|droits de douane)\b|关税",
    "quota": r"\bquotas?\b|配额",
    "export-control": r"\bexport controls?\b|出口管制",
}
"""The measure that words tell of; the first that is found counts."""


@dataclass(frozen=True)
class Draft:
    """A row for a table, as far as the article gives it, and from which sentence it comes."""

    table: str
    row: Mapping[str, str]
    sentence: int
    suggestion: Suggestion | None = field(default=None, compare=False)


def source(article: Article, book: Book) -> tuple[str, dict[str, str] | None]:
    """The id of the article among the sources, and its row where it is not there yet.

    An article is known by its address, or by its title and publisher.
    """
    known = book.cells("sources")
    same = (known["url"] == article.url) & (article.url != "")
    title = known["title"].map(fold) == fold(article.title)
    same |= (
        title & (known["publisher"].map(fold) == fold(article.publisher)) & (article.title != "")
    )
    if same.any():
        return str(known.loc[same, "source_id"].iloc[0]), None
    row = {
        "title": article.title,
        "publisher": article.publisher,
        "published": article.published.isoformat() if article.published else "",
        "url": article.url,
        "language": article.language,
        "kind": "news",
        "side": "third-party",
    }
    row["source_id"] = rows_module.suggested_id(book, "sources", row)
    return row["source_id"], row


def drafts(
    article: Article, held: Sequence[Held], rows: Rows, coder: Coder | None, source_id: str
) -> list[Draft]:
    """What an article would add: a draft for each sentence that is new or differs."""
    found: list[Draft] = []
    taken: dict[str, int] = {}
    for number, each in enumerate(held):
        if each.state == "new":
            table = kind(each.sentence, rows)
            found.append(of_sentence(article, each.sentence, number, table, rows, coder, source_id))
        elif each.state == "differs":
            differing = (c for c in each.compared if c.status == "differs" and c.field != "name")
            found += [Draft("claims", claim(c, source_id, rows, taken), number) for c in differing]
    return found


def kind(sentence: Sentence, rows: Rows) -> str:
    """For which table does a sentence give a row?"""
    text = fold(sentence.text)
    if sentence.is_negated:
        return "statements"
    sides = {side for side, _who in _acting(sentence, rows)}
    if len(sides) > 1 and sentence.actors and MEETING.search(text):
        return "contacts"
    if _measure(text) and (sentence.values("goods") or sentence.values("side")):
        return "trade_restrictions"
    if sentence.actors and sentence.is_spoken:
        return "statements"
    return "events"


def of_sentence(
    article: Article,
    sentence: Sentence,
    number: int,
    table: str,
    rows: Rows,
    coder: Coder | None,
    source_id: str,
) -> Draft:
    """The row that a sentence gives for a table."""
    dated = [p for p in map(days.parse, sentence.values("date")) if p]
    published = days.Period(article.published, article.published) if article.published else None
    period = next((p for p in dated if p.exact), None) or next(iter(dated), published)
    # No row is of a time as long as a decade.
    day = str(period.first) if period and (period.last - period.first).days < 366 else ""
    acting = _acting(sentence, rows)
    row: dict[str, str] = {"sources": source_id}
    suggestion = None
    if table == "events":
        suggestion = suggest(coder, sentence.text, _direction(acting, rows)[1])
        row |= _event(acting, sentence, rows, suggestion)
        row |= {"date": day, "date_precision": _precision(period), "added_on": ""}
    elif table == "contacts":
        row |= _contact(acting, sentence, rows)
        row |= {"date": day, "date_precision": _precision(period)}
    elif table == "statements":
        row |= _statement(acting, sentence)
        row["date"] = day
    else:
        row |= _restriction(acting, sentence, rows)
        row["announced"] = day
    return Draft(table, row, number, suggestion)


def _precision(period: days.Period | None) -> str:
    if period is None or period.exact:
        return "day"
    return "month" if (period.last - period.first).days < 32 else "year"


def _acting(sentence: Sentence, rows: Rows) -> list[tuple[str, str]]:
    """Sides (or third-party) and actors in the order of the text; a side's is its government."""
    names = rows.vocabulary.names
    codes = {side.code for side in rows.record.pair.sides}
    also = {code: side.code for side in rows.record.pair.sides for code in side.also}
    found: list[tuple[str, str]] = []
    for each in sentence.findings:
        if each.kind in {"actor", "office", "slip"} and each.value:
            country = names.country.get(each.value, "")
            country = also.get(country, country)
            found.append((country if country in codes else "third-party", each.value))
        elif each.kind == "side":
            found.append((each.value, names.governments.get(each.value, "")))
    return list(dict.fromkeys(found))


def _people(acting: Sequence[tuple[str, str]], side: str, rows: Rows) -> list[str]:
    """Who of a side acts: people and bodies where there are any, else its government."""
    own = [who for code, who in acting if code == side and who]
    states = set(rows.vocabulary.names.governments.values())
    return [who for who in own if who not in states] or own


def _direction(acting: Sequence[tuple[str, str]], rows: Rows) -> tuple[str, str]:
    """Who acts towards whom, as the tables write it and as it is learnt."""
    pair = rows.record.pair
    sides = list(dict.fromkeys(code for code, _who in acting if code != "third-party"))
    if not sides:
        return "third-party", "third-party"
    first = sides[0]
    return (pair.a_to_b, "a-b") if first == pair.a.code else (pair.b_to_a, "b-a")


def _from_to(acting: Sequence[tuple[str, str]], rows: Rows) -> tuple[str, str]:
    """The codes of the side that acts and of the other, where the sentence names them.

    Where it names a third party first, neither is known to act.
    """
    pair = rows.record.pair
    named = list(dict.fromkeys(code for code, _who in acting))
    if not named or named[0] == "third-party":
        return "", ""
    other = pair.b.code if named[0] == pair.a.code else pair.a.code
    return named[0], other if other in named else ""


def _event(
    acting: Sequence[tuple[str, str]],
    sentence: Sentence,
    rows: Rows,
    suggestion: Suggestion | None,
) -> dict[str, str]:
    first, second = _from_to(acting, rows)
    return {
        "initiator": join(_people(acting, first, rows)),
        "target": join(_people(acting, second, rows)),
        "direction": _direction(acting, rows)[0] if second else "",
        "location": next(iter(sentence.values("place")), ""),
        "topics": join(sentence.values("topic")),
        "cameo": suggestion.cameo if suggestion else "",
        "domain": suggestion.domain if suggestion else "",
        "salience": suggestion.salience if suggestion else "",
    }


def _contact(acting: Sequence[tuple[str, str]], sentence: Sentence, rows: Rows) -> dict[str, str]:
    pair = rows.record.pair
    place = next(iter(sentence.values("place")), "")
    countries = dict(
        zip(rows.record.places["place"], rows.record.places["country"].astype(str), strict=True)
    )
    call = CALL.search(fold(sentence.text))
    minutes = [v.split()[0] for v in sentence.values("figure") if v.endswith(" minute")]
    return {
        "format": "phone-call" if call else "bilateral-meeting",
        "side_a": join(_people(acting, pair.a.code, rows)),
        "side_b": join(_people(acting, pair.b.code, rows)),
        "third_party": join(who for code, who in acting if code == "third-party"),
        "place_city": "" if call else place,
        "place_country": "" if call else countries.get(place, ""),
        "duration_min": minutes[0] if minutes else "",
        "topics_shared": join(sentence.values("topic")),
    }


def _statement(acting: Sequence[tuple[str, str]], sentence: Sentence) -> dict[str, str]:
    quoted = next(iter(sentence.values("quote")), "")
    people = {who: side for side, who in acting if who}
    speaker = quoted if quoted in people else next(iter(sentence.actors or people), "")
    return {
        "speaker": speaker,
        "side": people.get(speaker, "third-party"),
        "topics": join(sentence.values("topic")),
    }


def _restriction(
    acting: Sequence[tuple[str, str]], sentence: Sentence, rows: Rows
) -> dict[str, str]:
    by, on = _from_to(acting, rows)
    rates = [v.split()[0] for v in sentence.values("figure") if v.endswith(" percent")]
    return {
        "imposed_by": by,
        "imposed_on": on,
        "goods": join(sentence.values("goods")),
        "measure": _measure(fold(sentence.text)),
        "rate_percent": rates[0] if rates else "",
        "status": "in-force",
        "made_known": "announced",
    }


def _measure(text: str) -> str:
    return next((name for name, words in MEASURES.items() if re.search(words, text)), "")


def claim(told: Compared, source_id: str, rows: Rows, taken: dict[str, int]) -> dict[str, str]:
    """What the article claims of a row that the record has otherwise; `taken` counts new ids."""
    names = {"side": "side_a", "place": "place_city", "figure": "note"}
    column = names.get(told.field, told.field)
    if told.field == "side":
        pair, country = rows.record.pair, rows.vocabulary.names.country
        column = "side_a" if country.get(told.said) == pair.a.code else "side_b"
    own = rows.known[(rows.known["row_id"] == told.row_id) & (rows.known["table"] == told.table)]
    has = own[own["field"] == column]
    base = f"{told.row_id}-{column.replace('_', '-')}".replace("@", "-")
    taken[base] = taken.get(base, len(has)) + 1
    known = set(rows.record.claims["claim_id"])
    while f"{base}-{taken[base]}" in known:
        taken[base] += 1
    number, _blank, unit = told.said.partition(" ")
    typed = unit in {"minute", "percent", "money"} or told.field not in {"figure", "note"}
    value = number if typed and number.replace(".", "", 1).isdigit() else told.said
    return {
        "claim_id": f"{base}-{taken[base]}",
        "table": told.table,
        "row_id": told.row_id,
        "field": column,
        "value": value,
        "source_id": source_id,
    }


_TOKEN = re.compile(r"[\u4e00-\u9fff]|[^\W_]+")


def copied(text: str, article: str) -> str:
    """The longest run of words of a text that the article has too, if it is SAME_WORDS or more.

    Two Han characters count as one word.
    """
    own, theirs = _tokens(text), _tokens(article)
    joined = " " + " ".join(token for token, *_place in theirs) + " "
    best = (0.0, 0, 0)
    for start in range(len(own)):
        weight, end = 0.0, start
        run = " "
        while end < len(own) and f"{run}{own[end][0]} " in joined:
            run += f"{own[end][0]} "
            weight += 0.5 if ord(own[end][0][0]) >= 0x2E80 else 1
            end += 1
        if weight > best[0]:
            best = (weight, own[start][1], own[end - 1][2])
    return text[best[1] : best[2]] if best[0] >= SAME_WORDS else ""


def _tokens(text: str) -> list[tuple[str, int, int]]:
    return [(fold(m.group()), m.start(), m.end()) for m in _TOKEN.finditer(text)]


def texts(row: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The columns of a row that a person writes, with what stands in them."""
    yield from ((name, row[name]) for name in OWN_WORDS if row.get(name))
