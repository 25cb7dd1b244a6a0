"""Lists of restrictions, and the card of one: everything on record about one phase."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from analysis.tables.filters import involves
from analysis.trade.responses import how_told
from app_pages.cards import listing, shell
from app_pages.frame import lists
from app_pages.frame.state import Selection
from app_pages.frame.text import plain, spoken, told
from charts.speech.formats import day, labelled, listed
from charts.speech.language import _, language, plural
from charts.speech.listing import both, readable
from charts.speech.names import Words, measure
from charts.trade import goods
from charts.trade.responses import link_words

COLUMNS = ("announced", "effective", "ended", "status", "stated_reason", "note", "sources")
"""What rows of restrictions tell beside side, goods, measure and rate."""


def rows(
    table: pd.DataFrame, columns: tuple[str, ...], chosen: Selection, key: str, first: int = 0
) -> None:
    """Restrictions in words: who, how, on what, and the columns asked for; each opens its card.

    The `first` of those columns stand before the goods, so that a narrow screen shows them. Rows
    with `standing` are of a chosen day: their status is how they stood on it.
    """
    words, product = chosen.words, _("Goods")
    others = readable(table, "trade_restrictions", columns, words, chosen.record.sources)
    if "standing" in table:
        stood = [goods.standing_name(name, words) for name in table["standing"]]
        others = others.assign(**{words.field("trade_restrictions", "status"): stood})
    shown = pd.DataFrame(
        {
            _("Side"): [words.country(code) for code in table["imposed_by"]],
            _("Measure"): [measure(row, words) for row in table.itertuples()],
            **others.iloc[:, :first],
            product: table["product"].map(words.told),
            **others.iloc[:, first:],
        },
        index=table.index,
    )
    amount = words.field("trade_restrictions", "trade_value")
    config = {
        **lists.widths({_("Measure"): 150, product: 240}),
        amount: st.column_config.NumberColumn(format="localized", width=115),
    }
    opened = [("trade_restrictions", row_id) for row_id in table["restriction_id"]]
    taken = partial(both, shown, table, {product: "product"}, words)
    listing.listed(shown, opened, key, config, taken=taken)


def latest_first(table: pd.DataFrame) -> pd.DataFrame:
    """The phases by day of effect, the latest first."""
    return table.sort_values("effective", ascending=False, kind="stable")


@shell.of("trade_restrictions")
def show(restriction_id: str, chosen: Selection) -> None:
    """Everything on record about a phase, as known on the chosen day."""
    shell.card("trade_restrictions", restriction_id, chosen, partial(_body, chosen=chosen))


def _body(row: pd.Series, chosen: Selection) -> None:
    record, this = chosen.record, frozenset([row["restriction_id"]])
    events, phases, said = record.events, record.trade_restrictions, record.statements
    answered = events[events["event_id"].isin(row["responds_to"])]
    about = said[involves(said, this, ("about",))]
    before = phases[phases["restriction_id"].isin(row["replaces"])]
    after = phases[involves(phases, this, ("replaces",))]
    told(row["product"], chosen.words, shell.TITLE)
    st.caption(plain(_headline(row, chosen.words)))
    link = _link(row, chosen) if len(answered) else ""
    facts = "\n".join(f"- {fact}" for fact in _facts(row, link, chosen.words))
    st.markdown(facts, unsafe_allow_html=language() != "en")
    left, right = st.columns(2)
    with left:
        shell.linked_rows(_("Answers"), "events", answered, chosen)
        shell.linked_rows(_("Said about it"), "statements", about, chosen)
    with right:
        shell.linked_rows(_("Replaces"), "trade_restrictions", before, chosen)
        shell.linked_rows(_("Replaced by"), "trade_restrictions", after, chosen)


def _headline(row: pd.Series, words: Words) -> str:
    by, on = words.country(row["imposed_by"]), words.country(row["imposed_on"])
    parts = (
        _("{by} on {on}", by=by, on=on),
        words.term("product_group", row["product_group"]),
        measure(row, words),
        goods.span(row),
        words.term("restriction_status", row["status"]),
    )
    return " · ".join(part for part in parts if part)


def _facts(row: pd.Series, link: str, words: Words) -> list[str]:
    """What the table says of it, as Markdown; what is not known is said where it matters."""
    unknown, reason, note = plain(_("not on record")), row["stated_reason"], row["note"]
    facts = [
        (_("Announced"), plain(day(row["announced"], row["announced_precision"]))),
        (_("Made known"), plain(words.term("made_known", row["made_known"]))),
        (_("In effect"), plain(day(row["effective"], row["effective_precision"]))),
        (_("Ended"), plain(day(row["ended"], row["ended_precision"]))),
        (_("Stated reason"), spoken(reason, words) if reason else unknown),
        (_("Link to what it answers"), plain(link)),
        (_("Trade value stated"), plain(goods.value(row))),
        (_("HS headings"), plain(listed(row["hs"]))),
        (_("Note"), spoken(note, words) if note else ""),
    ]
    return [
        labelled(plain(label), unknown if fact == "–" else fact) for label, fact in facts if fact
    ]


def _link(row: pd.Series, chosen: Selection) -> str:
    """How the sources say that it answers something, and who they are."""
    sources = chosen.record.sources[chosen.record.sources["source_id"].isin(row["sources"])]
    return plural(
        "{how} (source: {who})",
        "{how} (sources: {who})",
        len(sources),
        how=link_words("answers", how_told(pd.DataFrame([row])).iloc[0]),
        who=listed(sources["publisher"].drop_duplicates()),
    )
