"""The version of the record that the address asks for, as it stood, and what changed since."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from analysis.files import export
from analysis.headline import headline
from analysis.record import releases
from app_pages.frame import address, links, lists, page, published, state
from app_pages.frame.published import Edition
from app_pages.frame.state import Selection, View
from app_pages.frame.text import plain, small, target
from charts.contacts.names import when
from charts.speech.formats import day, degrees, listed, number, signed
from charts.speech.language import _, plural

PARAMETER = "v"


def known(pair: str = "") -> tuple[str, ...]:
    """The versions that can be shown besides the present one, the oldest first."""
    now = published.current(pair)
    if now is None:
        return ()
    own = now.tables.package
    kept = [version for version in releases.versions() if releases.name(version) == own.name]
    return tuple(version for version in kept if version != own.version)


def choose() -> None:
    """Take the version that the address asks for, and keep it in the address."""
    now = published.current(published.pair_in_view())
    kept = known(published.pair_in_view())
    present = now.tables.package.version if now else ""
    asked = address.news(PARAMETER)
    if asked is not None:
        wanted = asked[0] if asked else ""
        st.session_state["unknown_version"] = "" if wanted in ("", *kept, present) else wanted
        published.pin(wanted)
    if published.pinned() not in kept:
        published.pin("")
    held = published.pinned()
    address.write(PARAMETER, [held] if held else [])


def notice() -> None:
    """Say on every page that an earlier version is shown, and what changed since."""
    unknown = st.session_state.get("unknown_version")
    now = published.current(published.pair_in_view())
    if unknown and now:
        st.warning(
            _(
                "Version {asked} of the record is not kept here; the present one is shown. Kept: "
                "{versions}.",
                asked=plain(unknown),
                versions=plain(
                    listed([*known(published.pair_in_view()), now.tables.package.version])
                ),
            ),
            icon=":material/link_off:",
        )
    if not state.is_kept() or now is None:
        return
    chosen = state.selection(state.view())
    package = chosen.record.package
    st.info(
        _(
            "Version {version} of the record, as it stood on {date}, to be read and not changed. "
            "[To version {present}, the present one]({address})",
            version=plain(package.version),
            date=plain(day(pd.Timestamp(str(package.descriptor["created"])[:10]))),
            present=plain(now.tables.package.version),
            # Named, for an empty address would lead to the one that is open.
            address=target(links.page("", v=now.tables.package.version)),
        ),
        icon=":material/inventory_2:",
    )
    with page.drawer(_("What changed since"), "changed-since") as opened:
        if opened:
            _since(chosen, now)


def _since(then: Selection, now: Edition) -> None:
    """By how much each headline figure moved, and which rows of this view changed."""
    view = replace(then.view, data=now.key)
    figures = state.result(moved, view, before=then.view)
    lists.small(figures, "moved-since", _("Headline figures then and now"))
    rows = state.result(changed, view, before=then.view)
    if rows.empty:
        st.caption(_("No row of this view changed since."))
    else:
        lists.table(rows, "rows-since")
    everything = links.page(
        "evidence", whole=True, evidence_part="changes", v=now.tables.package.version
    )
    small(links.markdown(_("Every change, in every table"), everything))


def moved(now: Selection, before: View) -> pd.DataFrame:
    """The headline figures of the version that is shown and of the present one, and the step."""
    then = state.selection(before)
    figures = [_figures(each) for each in (then, now)]
    return pd.DataFrame(
        {
            _("Figure"): list(figures[0]),
            **{
                _("Version {version}", version=each.record.package.version): [
                    figure.told for figure in own.values()
                ]
                for each, own in zip((then, now), figures, strict=True)
            },
            _("Moved by"): [
                figure.step(figures[1][name].value - figure.value)
                for name, figure in figures[0].items()
            ],
        }
    )


class Figure(NamedTuple):
    """A headline figure: as it is told, its value, and how a difference of it is told."""

    told: str
    value: Any
    step: Callable[[Any], str]


def _figures(chosen: Selection) -> dict[str, Figure]:
    found = headline(chosen.record)
    words = chosen.words

    def last(rows: pd.DataFrame) -> Figure:
        if rows.empty:
            return Figure("–", pd.NaT, days)
        row = rows.iloc[0]
        told = when(row["date"], row["end_date"], row["date_precision"])
        return Figure(told, row["since"], days)

    def count(value: int) -> Figure:
        return Figure(number(value), value, signed)

    warm = found.stands["value"]
    return {
        _("Temperature"): Figure(f"{degrees(warm, 2)}°", warm, lambda by: f"{degrees(by, 2)}°"),
        _("Leaders last spoke"): last(found.last_leader),
        _("Ministers last spoke"): last(found.last_minister),
        **{
            _("Restrictions by {side}", side=words.side(side.code)): count(
                found.restrictions["in-force"].get(side.code, 0)
            )
            for side in words.pair.sides
        },
        _("Consular cases open"): count((found.cases["standing"] != "outcome-unknown").sum()),
        _("Events of this view"): count(len(chosen.shown.events)),
        _("Contacts of this view"): count(len(chosen.shown.contacts)),
    }


def days(by: pd.Timedelta) -> str:
    """A step of a date: later or earlier, in days."""
    if pd.isna(by):
        return "–"
    told = plural("{n} day", "{n} days", abs(by.days))
    return f"{signed(by.days)[:1]}{told}" if by.days else told


def changed(now: Selection, before: View) -> pd.DataFrame:
    """The rows of this view, in either version, that were added, removed or changed since."""
    then, words = state.selection(before), now.words
    ledger = now.record.changes
    this = releases.order(then.record.package.version)
    later = [version for version in ledger["version"].unique() if releases.order(version) > this]
    kept = ledger[ledger["version"].isin(later)]
    inside = pd.Series(False, index=kept.index)
    for shown in (export.selected(each.shown) for each in (then, now)):
        for table in export.SELECTABLE:
            own = export.keys(shown.tables()[table], shown.package.tables[table])
            inside |= (kept["table"] == table) & kept["row_id"].isin(own)
    rows = kept[inside]
    return pd.DataFrame(
        {
            _("Table"): words.terms("table", rows["table"]),
            _("Row"): rows["row_id"],
            _("Change"): words.terms("change", rows["change"]),
            words.field("changes", "field"): [
                words.field(str(table), field) if field else ""
                for table, field in zip(rows["table"], rows["field"], strict=True)
            ],
            words.field("changes", "reason"): rows["reason"],
        }
    )
