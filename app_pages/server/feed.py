"""What is new or changed on record, as an Atom feed of any view: `/feed.atom?domains=trade`."""

from __future__ import annotations

from typing import Any
from uuid import NAMESPACE_URL, uuid5

import pandas as pd
from starlette.routing import Route

from analysis.files import citation, news
from analysis.tables import kinds
from analysis.tables.dataset import row_ids
from app_pages.frame import links
from app_pages.frame.state import Selection
from app_pages.server import view
from charts.speech import language, names
from charts.speech.formats import listed, sentences
from charts.speech.language import _

KIND = "application/atom+xml"

MOST = 200
"""A feed holds so many entries; a reader who comes daily misses none."""


def routes() -> list[Route]:
    """The address of the feed."""
    return [view.route(links.FEED, view.followed(feed, KIND))]


def feed(chosen: Selection, about: str, root: str, query: tuple[tuple[str, str], ...]) -> bytes:
    """The rows of the view that versions of the record added or changed, the latest first."""
    # Its library brings an XML parser, which most readers never need.
    from feedgen.feed import FeedGenerator

    links.carry(list(query))
    package = chosen.record.package
    cited = citation.of(package, chosen.record.end.date())
    found = entries(chosen).head(MOST)
    created = pd.Timestamp(str(package.descriptor["created"])[:10])
    made = FeedGenerator()
    made.id(_id(package.name, *map("=".join, query), chosen.view.language))
    made.title(_("{title}: new and changed rows", title=chosen.words.title()))
    made.subtitle(about)
    made.author(name=cited.author)
    made.rights(cited.licence)
    made.updated(found["date"].max().tz_localize("UTC") if len(found) else _utc(created))
    made.language(language.tag())
    made.link(href=f"{root}/{links.page(links.FEED)}", rel="self", type=KIND)
    made.link(href=f"{root}/{links.page('')}", rel="alternate", type="text/html")
    for row in found.itertuples():
        entry = made.add_entry(order="append")
        entry.id(_id(package.name, row.version, row.table, row.row_id))
        entry.title(row.name)
        entry.link(href=f"{root}/{links.row(row.table, row.opens)}", rel="alternate")
        entry.updated(_utc(row.date))
        entry.category(term=row.table, label=chosen.words.term("table", row.table))
        entry.summary(_summary(row, chosen))
    sent: bytes = made.atom_str(pretty=True)
    return sent


def entries(chosen: Selection) -> pd.DataFrame:
    """The news of the view, with the name of each row, its id in addresses, and what it says."""
    found, words = news.news(chosen.shown), chosen.words
    said = [found.assign(name="", opens="", text="").head(0)]
    for table, own in found.groupby("table", sort=False):
        rows, kind = chosen.shown.tables()[table].loc[own["at"]], kinds.of(table)
        said.append(
            own.assign(
                name=names.of_rows(rows, table, words),
                opens=row_ids(rows, words.package.tables[table]).to_list(),
                text=[words.told(text) for text in rows[kind.texts[0] if kind.texts else "detail"]],
            )
        )
    return pd.concat(said).sort_index()


def _summary(row: Any, chosen: Selection) -> str:
    fields = listed(chosen.words.field(row.table, field) for field in row.fields)
    change = (
        _("Added in version {version}.", version=row.version)
        if row.added
        else _("Changed in version {version}: {fields}.", version=row.version, fields=fields)
    )
    return sentences([change, *row.reasons, "" if row.text == row.name else row.text])


def _id(*parts: str) -> str:
    return uuid5(NAMESPACE_URL, "\n".join(parts)).urn


def _utc(day: pd.Timestamp) -> pd.Timestamp:
    return day.tz_localize("UTC")
