"""The card of a row, whatever its kind: the box, what sources say of it, and its address.

A file of this folder holds what only the cards of one kind of row have.
"""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from analysis.evidence.classes import best_first
from analysis.tables import kinds
from analysis.tables.dataset import row_ids
from analysis.tables.links import claims_on
from analysis.tables.links import rows as rows_of
from app_pages.frame import links
from app_pages.frame.state import Selection
from app_pages.frame.text import plain
from charts.draw.text import shortened
from charts.evidence.sources import class_name
from charts.speech import names
from charts.speech.formats import aside, day, labelled, language_name
from charts.speech.language import _, plural
from charts.speech.names import Words

MOST_LINKS = 12
"""Rows of one kind that a card links to; the rest is counted."""

LONGEST = 140
"""Letters of a statement that a link to it shows."""


def from_address(
    table: str, chosen: Selection, show: Callable[[str, Selection, str], None]
) -> None:
    """The card that the address of the page asks for, if any, with a way to close it.

    `show` draws the card of a row of this table, by its id and the place where it stands.
    """
    parameter = kinds.of(table).parameter
    if asked := st.query_params.get(parameter):
        show(asked, chosen, "address")
        close(parameter)


def close(parameter: str) -> None:
    """A button that closes the card that the address asks for by this parameter."""

    def forget() -> None:
        if parameter in st.query_params:
            del st.query_params[parameter]

    st.button(
        _("Close the card"), icon=":material/close:", on_click=forget, key=f"close-{parameter}"
    )


def card(
    table: str,
    row_id: str,
    chosen: Selection,
    place: str,
    body: Callable[[pd.Series], None],
    *,
    claims: pd.DataFrame | None = None,
    sources: pd.DataFrame | None = None,
) -> None:
    """Everything on record about a row, as known on the chosen day; says so where it is not.

    `body` draws what only rows of this table have; what sources say of the row, the sources and
    the address of the card follow. `place` tells apart the cards of one row in several places of
    a page. `claims` (see `analysis.tables.links.claims_on`) and `sources` are those of the row
    itself unless given.
    """
    found = rows_of(chosen.record, table, row_id)
    if found.empty:
        missing(kinds.of(table).value(table, row_id), chosen)
        return
    row, words = found.iloc[0], chosen.words
    with st.container(border=True, key=f"card-{kinds.of(table).parameter}-{place}-{row_id}"):
        body(row)
        said = claims_on(chosen.record, table, row_id) if claims is None else claims
        disagreements(said[said["disagree"]], words)
        details(said[~said["disagree"]], words)
        cited(cited_by(found, chosen) if sources is None else sources, chosen)
        permalink(table, row_id)


def missing(row_id: str, chosen: Selection) -> None:
    """Say that a row is not on record."""
    st.info(
        _(
            "“{id}” is not on record as of {date}.",
            id=plain(row_id),
            date=plain(day(chosen.record.end)),
        ),
        icon=":material/search_off:",
    )


def cited_by(rows: pd.DataFrame, chosen: Selection) -> pd.DataFrame:
    """The sources that these rows cite."""
    ids = {source for cell in rows.get("sources", ()) for source in cell}
    known = chosen.record.sources
    return known[known["source_id"].isin(ids | set(rows.get("source_id", ())))]


def permalink(table: str, row_id: str) -> None:
    """The address that opens this card."""
    # A caption would fade the link below a contrast that everybody can read.
    st.markdown(f":small[{links.markdown(_('Address of this card'), links.row(table, row_id))}]")


def bullets(label: str, items: list[str], *, folded: bool = False) -> None:
    """Items of Markdown under a label, or in a box that opens on demand; nothing without items."""
    if items and folded:
        st.expander(label).markdown("\n".join(items))
    elif items:
        st.markdown("\n".join([f"**{label}**", "", *items]))


def linked_rows(
    label: str, table: str, rows: pd.DataFrame, chosen: Selection, *, folded: bool = False
) -> None:
    """Rows of a table under a label, each linked to its card; nothing where there are none.

    The first MOST_LINKS are shown and the rest counted, or `folded` all in a box.
    """
    shown = rows if folded else rows.head(MOST_LINKS)
    ids = row_ids(shown, chosen.record.package.tables[table])
    # The name of a contact begins with its date already.
    dates = (
        [""] * len(shown)
        if table == "contacts"
        else names.dates(shown, kinds.of(table).dated_by[0])
    )
    items = [
        "- " + _dated(plain(when), links.markdown(name, links.row(table, row)))
        for when, name, row in zip(dates, _names(table, shown, chosen), ids, strict=True)
    ]
    if more := len(rows) - len(shown):
        items.append(f"- {plural('and {n} more', 'and {n} more', more)}")
    bullets(label, items, folded=folded)


def _dated(when: str, what: str) -> str:
    """What happened after when it did, where that is known."""
    return _("{date}: {title}", date=when, title=what) if when else what


def _names(table: str, rows: pd.DataFrame, chosen: Selection) -> list[str]:
    """The names of the rows; of statements also who speaks, and how."""
    words = chosen.words
    if table != "statements":
        return names.of_rows(rows, table, words)
    return [
        _(
            "{speaker} ({stance}): {words}",
            speaker=words.actor_names(who),
            stance=words.term("stance", stance),
            words=shortened(said, LONGEST),
        )
        for who, stance, said in zip(
            rows["speaker"], rows["stance"], rows["paraphrase"], strict=True
        )
    ]


def disagreements(claims: pd.DataFrame, words: Words) -> None:
    """Where sources give different values for a field: each value, and who gives it.

    `claims` is what `analysis.tables.links.claims_on` returns, cut to the fields that disagree;
    where they are about several rows, each row is named by its id.
    """
    several = claims["row_id"].nunique() > 1
    groups = claims.groupby(["table", "row_id", "field"], sort=False, observed=True)
    items = []
    for (table, row_id, field), group in groups:
        own = str(group["own"].fillna("").iloc[0])
        label = f"**{plain(words.field(str(table), str(field)))}**"
        label += f" · {plain(str(row_id))}" if several else ""
        here = _("on record here: {value}", value=plain(own)) if own else ""
        items.append("- " + (aside(label, here) if here else label))
        items += [f"    - {_claim(claim)}" for claim in group.to_dict("records")]
    bullets(_("Where sources differ"), items, folded=groups.ngroups > MOST_LINKS)


def details(claims: pd.DataFrame, words: Words) -> None:
    """What single sources add on a field: nothing contradicts them.

    `claims` is what `analysis.tables.links.claims_on` returns, cut to the fields that agree.
    """
    items = [
        "- " + labelled(plain(words.field(claim["table"], claim["field"])), _claim(claim))
        for claim in claims.to_dict("records")
    ]
    bullets(_("Details from single sources"), items)


def _claim(claim: dict[str, str]) -> str:
    """A value, who gives it (linked to the source), and the note on it."""
    linked = links.markdown(claim["publisher"], links.row("sources", claim["source_id"]))
    said = aside(plain(claim["value"]), linked)
    return f"{said}. {plain(claim['note'])}" if claim["note"] else said


def cited(rows: pd.DataFrame, chosen: Selection) -> None:
    """The sources of a row, those worth citing first; says so where none of them is."""
    ranked = best_first(rows, chosen.record.pair)
    items = [f"- {source_text(row, chosen)}" for row in ranked.to_dict("records")]
    bullets(_("Sources"), items, folded=len(items) > MOST_LINKS)
    if items and (ranked["class"] == "repost").all():
        st.markdown(f":orange-badge[{_('Rests on reposts or aggregators alone')}]")


def source_text(row: dict[str, object], chosen: Selection) -> str:
    """One source as Markdown: linked where it has an address that a browser can open."""
    title, url = str(row["title"]), str(row["url"])
    linked = links.markdown(title, url) if url.startswith(("https://", "http://")) else plain(title)
    when = row["published"]
    facts = _(
        "{publisher}, {date}, voice: {side}, {language}",
        publisher=plain(str(row["publisher"])),
        date=_("undated") if pd.isna(when) else plain(day(when, row["published_precision"])),
        side=plain(chosen.words.term("source_side", row["side"])),
        language=plain(language_name(str(row["language"]))),
    )
    text = aside(linked, facts)
    return f"{text} :gray-badge[{class_name('repost')}]" if row.get("class") == "repost" else text
