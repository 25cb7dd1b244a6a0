"""The card of a row, whatever its kind: the box, what sources say of it, and its address.

A file of this folder holds what only the cards of one kind of row have.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, TypeAlias
from zlib import crc32

import pandas as pd
import streamlit as st

from analysis.evidence.classes import best_first
from analysis.evidence.strength import Strength, strength
from analysis.tables import kinds
from analysis.tables.dataset import row_ids
from analysis.tables.links import claims_on
from analysis.tables.links import rows as rows_of
from app_pages.frame import address, links, lists, state
from app_pages.frame.state import Selection
from app_pages.frame.text import english, plain, small, spoken, target
from charts.draw.text import shortened
from charts.evidence import strength as strength_words
from charts.evidence.sources import class_name
from charts.speech import names
from charts.speech.formats import aside, day, labelled, language_name, sentences
from charts.speech.language import _, language, plural
from charts.speech.names import Words

MOST_LINKS = 12
"""Rows of one kind that a card links to; the rest is counted."""

TITLE = "# "
"""The heading of a card: in a box beside the page every lower one is smaller than its text."""

LONGEST = 140
"""Letters of a statement that a link to it shows."""

Show: TypeAlias = Callable[[str, Selection], None]
"""What draws the card of a row, by its id."""

DRAWN: dict[str, Show] = {}
"""What draws the card of a row of each table."""

Row: TypeAlias = tuple[str, str]
"""A table, and the id of one of its rows."""

_TRAIL, _AMONG, _ELSEWHERE = "_card_trail", "_card_among", "_card_elsewhere"
"""The cards that led to the open one, the list it was chosen from, the pair it is of if another."""


def of(table: str) -> Callable[[Show], Show]:
    """Register what draws the cards of a table."""

    def register(draw: Show) -> Show:
        DRAWN[table] = draw
        return draw

    return register


def from_address(table: str) -> None:
    """The card that the address of the page asks for, if any; closed, it leaves the address."""
    parameter = kinds.of(table).parameter
    if asked := st.query_params.get(parameter):
        open_card((table, asked), parameter=parameter)


def open_card(
    row: Row,
    among: Sequence[Row] = (),
    parameter: str = "",
    elsewhere: tuple[str, str] | None = None,
) -> None:
    """Open a card beside the page, one at a time; `elsewhere` is another pair, its tables' key.

    `parameter` is what asks for it in the address; closed, the card leaves the address.
    """
    forget: Any = partial(address.write, parameter, []) if parameter else "ignore"
    st.session_state[_TRAIL] = [row]
    st.session_state[_AMONG] = among
    st.session_state[_ELSEWHERE] = elsewhere
    opened = st.dialog(_("On record"), width="medium", position="right", on_dismiss=forget)
    opened(state.speaking(_card))()


def _card() -> None:
    """The card at the end of the trail, with the ways back and to its neighbours."""
    trail = st.session_state[_TRAIL]
    table, row_id = trail[-1]
    among = st.session_state[_AMONG] if len(trail) == 1 else []
    with st.container(horizontal=True):
        if len(trail) > 1:
            st.button(_("Back"), on_click=trail.pop, icon=":material/arrow_back:", key="card-back")
        if trail[-1] in among:
            _neighbours(among, among.index(trail[-1]))
    view = state.view()
    if (elsewhere := st.session_state[_ELSEWHERE]) is None:
        DRAWN[table](row_id, state.selection(view))
        return
    pair, data = elsewhere
    with links.in_pair(pair):
        DRAWN[table](row_id, state.selection(replace(view.record, data=data)))


def _neighbours(among: Sequence[Row], place: int) -> None:
    for label, icon, step in (
        (_("Previous"), "chevron_left", -1),
        (_("Next"), "chevron_right", 1),
    ):
        other = place + step
        known = 0 <= other < len(among)
        st.button(
            label,
            icon=f":material/{icon}:",
            key=f"card-{icon}",
            disabled=not known,
            on_click=_instead,
            args=(among[other] if known else among[place],),
        )


def _instead(row: Row) -> None:
    """Show this row in place of the one that is open (a callback)."""
    st.session_state[_TRAIL] = [row]


def _onward(table: str, row_id: str) -> None:
    """Show this row; the way back leads to the one that is open (a callback)."""
    st.session_state[_TRAIL] = [*st.session_state[_TRAIL], (table, row_id)]


def card(
    table: str,
    row_id: str,
    chosen: Selection,
    body: Callable[[pd.Series], None],
    *,
    claims: pd.DataFrame | None = None,
    sources: pd.DataFrame | None = None,
) -> None:
    """Everything on record about a row, as known on the chosen day; says so where it is not.

    `body` draws what only rows of this table have; what sources say of the row, the sources and
    the address of the card follow. `claims` (see `analysis.tables.links.claims_on`) and `sources`
    are those of the row itself unless given.
    """
    found = rows_of(chosen.record, table, row_id)
    if found.empty:
        missing(kinds.of(table).value(table, row_id), chosen)
        return
    row, words = found.iloc[0], chosen.words
    with st.container(key=f"card-{kinds.of(table).parameter}-{row_id}"):
        original(row, table, words)
        body(row)
        said = claims_on(chosen.record, table, row_id) if claims is None else claims
        disagreements(said[said["disagree"]], words)
        details(said[~said["disagree"]], words)
        cited(cited_by(found, chosen) if sources is None else sources, chosen)
        if "sources" in found:
            st.caption(plain(strength_words.reasons(supported(found, chosen))))
        permalink(table, row_id)


def original(row: Mapping[str, Any] | pd.Series, table: str, words: Words) -> None:
    """Say that texts of a row are translated, with the English of them one step away."""
    columns = [field.name for field in words.package.tables[table].fields]
    texts = {name: str(row[name]) for name in columns if words.told(row[name]) != str(row[name])}
    if not texts:
        return
    with st.expander(_("Translated by machine; the English"), icon=":material/translate:"):
        items = [
            "- " + labelled(plain(words.field(table, name)), english(text))
            for name, text in texts.items()
        ]
        st.markdown("\n".join(items), unsafe_allow_html=True)


def supported(rows: pd.DataFrame, chosen: Selection, weight: pd.Series | None = None) -> Strength:
    """How well rows are supported by their sources, by the grade that the method publishes."""
    record = chosen.record
    return strength(rows, record.sources, [side.code for side in record.pair.sides], weight)


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
    small(links.markdown(_("Address of this card"), links.row(table, row_id)))


def bullets(
    label: str, items: list[str], *, folded: bool = False, in_english: bool = False
) -> None:
    """A list of Markdown under a label, or in a box that opens on demand; nothing without items.

    With `in_english` they may hold texts that are marked so (see `app_pages.frame.text.english`).
    """
    marked = in_english and language() != "en"
    listed = "\n".join(f"- {item}" for item in items)
    if items and folded:
        st.expander(label).markdown(listed, unsafe_allow_html=marked)
    elif items:
        st.markdown(f"**{label}**\n\n{listed}", unsafe_allow_html=marked)


def linked_rows(
    label: str, table: str, rows: pd.DataFrame, chosen: Selection, *, folded: bool = False
) -> None:
    """Rows of a table under a label, each linked to its card; nothing where there are none.

    The first MOST_LINKS are shown and the rest counted, or `folded` all in a box.
    """
    shown = rows if folded else rows.head(MOST_LINKS)
    if rows.empty:
        return
    box = st.expander(label) if folded else st.container(gap=None)
    with box:
        if not folded:
            st.markdown(f"**{label}**")
        for row, when, name in named(table, shown, chosen):
            dated = _("{date}: {title}", date=plain(when), title=plain(name))
            lead(dated if when else plain(name), table, row)
        if more := len(rows) - len(shown):
            st.caption(plural("and {n} more", "and {n} more", more))


def choose(table: str, row_id: str | None, **settings: Any) -> None:
    """Open the card of a row that has just been chosen, if one has (see `open_card`).

    It opens at the click that chose the row, and not again in later runs of the page.
    """
    if row_id is not None and (among := st.session_state.pop(state.AMONG, None)) is not None:
        open_card((table, row_id), [(table, each) for each in among], **settings)


def clicked(drawn: Any, table: str) -> None:
    """Open the card of the row whose mark was clicked on a picture, if any."""
    marked = lists.clicked(drawn)
    if marked and marked[0]:
        choose(table, str(marked[0]), parameter=drawn.parameter)


def lead(label: str, table: str, row_id: str) -> None:
    """A line of Markdown on a card that leads to the card of another row, in the same place."""
    if table not in DRAWN:
        link(label, table, row_id)
        return
    st.button(
        label,
        type="tertiary",
        on_click=_onward,
        args=(table, row_id),
        key=f"lead-{table}-{row_id}-{crc32(label.encode())}",
    )


def link(label: str, table: str, row_id: str) -> None:
    """A line of Markdown that leads to the page on which a row without a card of its own stands."""
    st.markdown(f"[{label}]({target(links.row(table, row_id))})")


def named(table: str, rows: pd.DataFrame, chosen: Selection) -> list[tuple[str, str, str]]:
    """The id of each row, its date where it stands before the name, and its name.

    Of statements the name says who speaks, and how.
    """
    words = chosen.words
    called = names.of_rows(rows, table, words)
    if table == "statements":
        called = [
            _(
                "{speaker} ({stance}): {words}",
                speaker=words.actor_names(who),
                stance=words.term("stance", stance),
                words=shortened(words.told(said), LONGEST),
            )
            for who, stance, said in zip(
                rows["speaker"], rows["stance"], rows["paraphrase"], strict=True
            )
        ]
    ids = row_ids(rows, words.package.tables[table])
    return list(zip(ids, names.dates_before(rows, table), called, strict=True))


def disagreements(claims: pd.DataFrame, words: Words) -> None:
    """Where sources give different values for a field: each value, and who gives it.

    `claims` is what `analysis.tables.links.claims_on` returns, cut to the fields that disagree;
    where they are about several rows, each row is named by its id.
    """
    several = claims["row_id"].nunique() > 1
    groups = claims.groupby(["table", "row_id", "field"], sort=False, observed=True)
    items = []
    for (table, row_id, field), group in groups:
        own = words.value(str(table), str(field), str(group["own"].fillna("").iloc[0]))
        label = f"**{plain(words.field(str(table), str(field)))}**"
        label += f" · {plain(str(row_id))}" if several else ""
        here = _("on record here: {value}", value=plain(own)) if own else ""
        said = [f"    - {_claim(claim, words)}" for claim in group.to_dict("records")]
        items.append("\n".join([aside(label, here) if here else label, *said]))
    folded = groups.ngroups > MOST_LINKS
    bullets(_("Where sources differ"), items, folded=folded, in_english=True)


def details(claims: pd.DataFrame, words: Words) -> None:
    """What single sources add on a field: nothing contradicts them.

    `claims` is what `analysis.tables.links.claims_on` returns, cut to the fields that agree.
    """
    items = [
        labelled(plain(words.field(claim["table"], claim["field"])), _claim(claim, words))
        for claim in claims.to_dict("records")
    ]
    bullets(_("Details from single sources"), items, in_english=True)


def _claim(claim: dict[str, str], words: Words) -> str:
    """A value, who gives it (linked to the source), and the note on it."""
    linked = links.markdown(claim["publisher"], links.row("sources", claim["source_id"]))
    value = words.value(claim["table"], claim["field"], claim["value"]) or "–"
    said = aside(spoken(value, words) if value == claim["value"] else plain(value), linked)
    return sentences([said, spoken(claim["note"], words) if claim["note"] else ""])


def cited(rows: pd.DataFrame, chosen: Selection) -> None:
    """The sources of a row, those worth citing first; says so where none of them is."""
    ranked = best_first(rows, chosen.record.pair)
    items = [source_text(row, chosen) for row in ranked.to_dict("records")]
    bullets(_("Sources"), items, folded=len(items) > MOST_LINKS)
    if items and (ranked["class"] == "repost").all():
        st.markdown(f":orange-badge[{_('Rests on reposts or aggregators alone')}]")


def source_text(row: dict[str, object], chosen: Selection) -> str:
    """One source as Markdown: linked where it has an address that a browser can open."""
    linked = links.web(str(row["title"]), str(row["url"]))
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
