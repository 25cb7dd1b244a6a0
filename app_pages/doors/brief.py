"""Two pages to take along: `/brief.docx` for the filters in view, or for one actor; `/brief.html`.

Every sentence is made from the rows and by the functions that the pages show, in the reader's
language, and each names its sources by number.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from html import escape
from typing import Any, NamedTuple

import pandas as pd
from babel import Locale
from starlette.requests import Request
from starlette.routing import Route

from analysis.consular.cases import open_cases
from analysis.tables import kinds
from analysis.trade.standing import count_by_side, in_force
from app_pages.actors import actor as actors
from app_pages.actors import profile
from app_pages.evidence import disagreements
from app_pages.frame import downloads, links, lists, state
from app_pages.frame.state import Selection
from app_pages.overview import headline, moved
from app_pages.server import guard, view
from app_pages.server.view import Answer, Asked, RefusedError
from app_pages.temperature.line import Formula, measured
from charts.speech import language, names
from charts.speech.formats import aside, day, degrees, labelled, listed, number
from charts.speech.language import _

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

MOST = 5
"""Rows of one kind; more would make more than two pages."""

CITED = 2
"""Sources named of one row; its card names all."""

LONGEST = 220
"""Signs of one row."""

TONGUES = ("w:val", "w:eastAsia")
"""Where a Word document has the language of its Latin and of its East Asian letters."""

_PAGE = """\
<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font: 9.5pt/1.25 system-ui, sans-serif; max-width: 48rem; margin: 1rem auto; \
padding: 0 1rem; }}
h1 {{ font-size: 16pt; }}
h2 {{ font-size: 11pt; margin: .6em 0 .15em; }}
p {{ margin: .1em 0; overflow-wrap: anywhere; }}
ol, small {{ font-size: 6.5pt; line-height: 1.2; overflow-wrap: anywhere; }}
</style>
</head>
<body>
<h1>{title}</h1>
{parts}
<h2>{heading}</h2>
<ol>{sources}</ol>
{foot}
</body>
</html>
"""


class Said(NamedTuple):
    """A sentence, and the ids of its sources."""

    text: str
    sources: tuple[str, ...] = ()


class Brief(NamedTuple):
    """A title, parts of sentences under headings, the sources by number, and what it rests on."""

    title: str
    parts: dict[str, list[Said]]
    sources: dict[str, str]
    foot: tuple[str, ...] = ()

    def marks(self, said: Said) -> str:
        """The numbers of the sources of a sentence."""
        order = list(self.sources)
        return ", ".join(str(order.index(each) + 1) for each in said.sources if each in order)


def routes() -> list[Route]:
    """The document, and the same as a page to print."""
    return [
        view.route(path, make)
        for path, make in ((links.BRIEF, as_docx), (links.BRIEF_PAGE, as_page))
    ]


def as_docx(_request: Request, asked: Asked) -> Answer:
    """The briefing as a document."""
    made = _made(asked)
    name = f"{lists.name_of(asked.chosen)}-brief.docx"
    named = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Answer(docx(made), DOCX, named if name.isascii() else {})


def as_page(_request: Request, asked: Asked) -> Answer:
    """The briefing as a page to print."""
    return Answer(html(_made(asked)).encode(), "text/html; charset=utf-8", guard.FRAMED)


def _made(asked: Asked) -> Brief:
    actor = (asked.choices.get("actor") or [""])[0]
    if actor and actor not in set(asked.chosen.record.actors["actor_id"]):
        raise RefusedError("There is no such actor on record.")
    query = [*asked.query, *([("actor", actor)] if actor else [])]
    home = f"{asked.root}/{'actors' if actor else ''}{links.query(query)}"
    made = state.result(brief, asked.view, actor=actor)
    # Not kept with the rest: a citation names the day.
    cited = downloads.cite(asked.chosen, home).apa()
    return made._replace(foot=(view.about(asked), downloads.source_line(asked.chosen), cited))


def brief(chosen: Selection, actor: str) -> Brief:
    """The briefing on the relationship in the view, or on an actor."""
    parts = dict(_of_actor(chosen, actor) if actor else _of_all(chosen))
    parts = {heading: said for heading, said in parts.items() if said}
    ids = [each for said in parts.values() for one in said for each in one.sources]
    known = chosen.record.sources.set_index("source_id")
    cited = known.loc[[each for each in dict.fromkeys(ids) if each in known.index]]
    told = {
        str(source): ". ".join(filter(None, (row["publisher"], row["title"], row["url"])))
        for source, row in cited.iterrows()
    }
    own = chosen.words.actor(actor) if actor else chosen.words.title()
    return Brief(own, parts, told)


def _of_all(chosen: Selection) -> Iterator[tuple[str, list[Said]]]:
    now = state.measure(headline.figures, chosen.view.record)
    yield _("Where it stands"), [Said(text) for text in headline.told(now)]
    yield _("What moved it"), _movers(chosen)
    yield (
        _("Last contacts"),
        [
            *_rows(now.last_leader, "contacts", chosen, _("Leaders last spoke")),
            *_rows(now.last_minister, "contacts", chosen, _("Ministers last spoke")),
        ],
    )
    coming = chosen.record.contacts[chosen.record.contacts["date"] > now.day]
    none = Said(_("None on record after {date}.", date=day(now.day)))
    yield _("Next contacts"), _rows(coming, "contacts", chosen) or [none]
    held = in_force(chosen.history.trade_restrictions, now.day)
    sure = held[held["standing"] == "in-force"]
    yield (
        _("Measures in force"),
        [*_counted(held, chosen), *_rows(sure, "trade_restrictions", chosen)],
    )
    cases = open_cases(chosen.history.consular_cases, now.day)
    known = cases[cases["standing"] != "outcome-unknown"]
    more = _("+ {n} of unknown outcome", n=number(len(cases) - len(known)))
    told = labelled(_("Consular cases open"), aside(number(len(known)), more))
    yield _("Open cases"), [Said(told), *_rows(known, "consular_cases", chosen)]
    yield _("What each side last said"), _last_said(chosen)
    yield _("Where sources differ"), _differing(chosen)


def _of_actor(chosen: Selection, actor: str) -> Iterator[tuple[str, list[Said]]]:
    offices = chosen.record.offices
    own = offices[offices["actor_id"] == actor]
    yield _("Offices"), _rows(own, "offices", chosen)
    counts = state.measure(profile.summary, chosen.view, actor=actor)
    told = [labelled(label, count) for label, count in profile.figures(counts).items()]
    yield _("On record"), [Said(listed(told))]
    for heading, table in (
        (_("Latest events"), "events"),
        (_("Last contacts"), "contacts"),
        (_("Statements"), "statements"),
    ):
        yield heading, _rows(actors.rows(chosen, actor, table), table, chosen)


def _rows(rows: pd.DataFrame, table: str, chosen: Selection, label: str = "") -> list[Said]:
    """The latest rows of a table, each by its date and its name; `label` says what they are."""
    kind, words = kinds.of(table), chosen.words
    found = kind.latest_first(rows).head(MOST)
    column = next((name for name in kind.dated_by if name in found), "")
    # The name of a contact begins with its date.
    undated = not column or table == "contacts"
    dated = [label] * len(found) if undated else names.dates(found, column)
    return [
        Said(_short(labelled(when, name) if when else name), tuple(sources[:CITED]))
        for when, name, sources in zip(
            dated, names.of_rows(found, table, words), found["sources"], strict=True
        )
    ]


def _movers(chosen: Selection) -> list[Said]:
    """What the picture of the overview says, and of its events those with the largest steps."""
    start, end = moved.first_days(chosen)[moved.IN_VIEW], moved.last_day(chosen)
    if measured(chosen, Formula()).empty or start >= end:
        return []
    shown = state.result(moved.what_moved, chosen.view, start=start, end=end, formula=Formula())
    steps = shown.table.set_index(_("Event"))[_("Change (°)")].drop("")
    largest = steps[steps.index.isin(steps.abs().nlargest(MOST).index)]
    events = chosen.record.events.set_index("event_id").loc[largest.index]
    return [Said(shown.title)] + [
        Said(_short(f"{dated} ({degrees(by, 2)}°)"), tuple(sources[:CITED]))
        for dated, by, sources in zip(
            names.dated(events, chosen.words), largest, events["sources"], strict=True
        )
    ]


def _counted(held: pd.DataFrame, chosen: Selection) -> list[Said]:
    """How many measures of each side are in force, and of how many no end is known."""
    counts = count_by_side(held)
    told = []
    for side in chosen.record.pair.sides:
        sure, unknown = (counts[how].get(side.code, 0) for how in ("in-force", "end-unknown"))
        more = _("+ {n} of unknown end", n=number(unknown))
        told.append(labelled(chosen.words.side(side.code), aside(number(sure), more)))
    sides = listed(told)
    if chosen.partial("trade_restrictions"):
        sides = labelled(_("Of those that pass the filters"), sides)
    return [Said(sides)]


def _last_said(chosen: Selection) -> list[Said]:
    """The last statement of each side."""
    statements = kinds.of("statements").latest_first(chosen.shown.statements)
    said = []
    for side in chosen.record.pair.sides:
        for row in statements[statements["side"] == side.code].head(1).to_dict("records"):
            who = f"{chosen.words.actor_names(row['speaker'])}, {day(row['date'])}"
            text = labelled(who, chosen.words.told(row["paraphrase"]))
            said.append(Said(_short(text), tuple(row["sources"][:CITED])))
    return said


def _differing(chosen: Selection) -> list[Said]:
    """How many disagreements the selection has, and the first as the page of evidence has them."""
    found = state.result(disagreements.differing, chosen.view).head(MOST)
    if found.empty:
        return []
    shown = state.result(disagreements.by_table, chosen.view)
    words = chosen.words
    # Where the record has what none of these sources says, that is what they differ from.
    told = [
        said if agrees is not False else f"{said} | {words.value(table, field, own)}"
        for table, field, said, own, agrees in found[
            ["table", "field", "said", "own", "agrees"]
        ].itertuples(index=False)
    ]
    return [Said(shown.title)] + [
        Said(_short(f"{name}, {labelled(words.field(str(table), field), said)}"))
        for name, table, field, said in zip(
            found["name"], found["table"], found["field"], told, strict=True
        )
    ]


def _short(text: str) -> str:
    clean = view.printed(text)
    return clean if len(clean) <= LONGEST else clean[: LONGEST - 1].rstrip() + "…"


def docx(made: Brief) -> bytes:
    """The briefing as a Word document."""
    # Its library brings an XML parser, which most readers never need.
    from docx import Document
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    document: Any = Document()
    for section in document.sections:
        section.left_margin = section.right_margin = Cm(1.8)
        section.top_margin = section.bottom_margin = Cm(1.3)
    style = document.styles["Normal"]
    style.font.size, style.paragraph_format.space_after = Pt(9), Pt(1)
    about = document.core_properties
    about.title, about.author, about.comments, about.language = made.title, "", "", language.tag()
    about.created = about.modified = datetime.now(UTC)
    # By which Word checks the spelling and a screen reader speaks.
    own = Locale.parse(language.locale())
    for each in document.styles.element.xpath("//w:lang"):
        each.attrib.update(dict.fromkeys(map(qn, TONGUES), f"{own.language}-{own.territory}"))
    document.add_heading(made.title, level=1)
    for heading, said in made.parts.items():
        document.add_heading(heading, level=2)
        for each in said:
            paragraph = document.add_paragraph(each.text)
            if marks := made.marks(each):
                paragraph.add_run(f" {marks}").font.superscript = True
    if made.sources:
        document.add_heading(_("Sources"), level=2)
    notes = [f"{place}. {text}" for place, text in enumerate(made.sources.values(), 1)]
    for note in [*notes, *made.foot]:
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.add_run(note).font.size = Pt(6.5)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def html(made: Brief) -> str:
    """The briefing as a page that prints on two sheets."""

    def sentence(said: Said) -> str:
        marks = made.marks(said)
        return f"<p>{escape(said.text)}{f' <sup>{marks}</sup>' if marks else ''}</p>"

    parts = "".join(
        f"<h2>{escape(heading)}</h2>{''.join(map(sentence, said))}"
        for heading, said in made.parts.items()
    )
    sources = "".join(f"<li>{escape(text)}</li>" for text in made.sources.values())
    foot = "".join(f"<p><small>{escape(text)}</small></p>" for text in made.foot)
    return _PAGE.format(
        language=language.tag(),
        title=escape(made.title),
        parts=parts,
        heading=escape(_("Sources")),
        sources=sources,
        foot=foot,
    )
