"""What if: change the record on a bench, and see the line move."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import pandas as pd
import streamlit as st

from analysis.tables.dataset import SALIENCE_WEIGHT
from analysis.temperature.acts import MUTUAL
from analysis.temperature.certainty.whatif import carrying, changed, understood
from analysis.temperature.line import line
from app_pages.frame import address, lists, page, state
from app_pages.frame.picture import picture
from app_pages.frame.state import Selection
from app_pages.method.figure import day_asked
from app_pages.temperature.line import Formula, measured, of_some, on_scale, window
from charts.draw.picture import Picture
from charts.speech.formats import degrees
from charts.speech.language import _
from charts.speech.names import Words, dates
from charts.temperature.certainty import whatif as charts

KEY = "change"
ACTIONS = ("drop", "code", "date", "episode", "side", "domain", "add")
OF_EVENT = ("drop", "code", "date", "episode")


def _codes(chosen: Selection, formula: Formula) -> pd.DataFrame:
    """The codes with the intensities in use."""
    return on_scale(chosen.record.cameo_goldstein, chosen.record, formula.scale)


def after(chosen: Selection, formula: Formula, changes: tuple[str, ...]) -> pd.DataFrame:
    """The acts after these changes."""
    events = measured(chosen, formula)
    return changed(events, changes, _codes(chosen, formula), chosen.record.sources)


def bench(
    chosen: Selection, formula: Formula, changes: tuple[str, ...], at: pd.Timestamp
) -> Picture:
    """The line as it is and as it would be, and the exact difference on one day."""
    months, days = window(chosen), pd.DatetimeIndex([at])
    tables = (measured(chosen, formula), after(chosen, formula, changes))
    lines = [line(table, months, formula.half_life) for table in tables]
    ends = [float(line(t, days, formula.half_life)["temperature"].iloc[0]) for t in tables]
    return of_some(charts.whatif(lines[0], lines[1], at, (ends[0], ends[1]), len(changes)), chosen)


def carried(
    chosen: Selection, formula: Formula, changes: tuple[str, ...], at: pd.Timestamp
) -> pd.DataFrame:
    """The ten rows that carry the figure of a day."""
    return carrying(after(chosen, formula, changes), at, formula.half_life)


def section(chosen: Selection, formula: Formula) -> None:
    """The bench: what was changed, the line, and what carries the figure."""
    st.markdown(
        _(
            "Leave out, recode or re-date an act, or add one: the line moves at once. Changes "
            "are kept in the address and touch no table."
        )
    )
    changes = _kept(chosen, formula)
    at = day_asked(chosen)
    shown = state.result(bench, chosen.view, formula=formula, changes=changes, at=at)
    picture(shown, "method-whatif")
    rows = state.measure(carried, chosen.view, formula=formula, changes=changes, at=at)
    _change(chosen, formula, _carrying(rows, chosen.words))


def meant(asked: Sequence[str], chosen: Selection, formula: Formula) -> list[str]:
    """Those of the changes that can be made."""
    events, codes = measured(chosen, formula), _codes(chosen, formula)
    return [
        change
        for change in dict.fromkeys(asked)
        if understood(change, events, codes, chosen.record.sources)
    ]


def _kept(chosen: Selection, formula: Formula) -> tuple[str, ...]:
    """The changes of the address, each of which can be taken back."""
    events = measured(chosen, formula)
    titles = dict(zip(events["event_id"], events["title"], strict=True))
    asked = [*st.query_params.get_all(KEY), *st.session_state.get(KEY, [])]
    options = meant(asked, chosen, formula)
    return address.choose_many(
        st.multiselect,
        _("Changed"),
        options,
        key=KEY,
        text=lambda change: charts.change_name(change, titles, chosen.words),
        placeholder=_("Nothing yet"),
    )


def _carrying(rows: pd.DataFrame, words: Words) -> str | None:
    """The rows that carry the figure; returns the one that was chosen."""
    table = pd.DataFrame(
        {
            _("Date"): dates(rows),
            _("Event"): rows["title"].map(words.told),
            _("CAMEO code"): rows["cameo"],
            _("Contribution c (°)"): [degrees(v, 3) for v in rows["contribution"]],
            _("Without it (°)"): [degrees(v, 3) for v in rows["without"]],
        }
    )
    return lists.choose(
        table,
        rows["event_id"].tolist(),
        "method-carrying",
        _("The ten acts that carry the figure"),
        lists.figures(_("Contribution c (°)"), _("Without it (°)"), width=90),
    )


def _action_name(action: str) -> str:
    return {
        "drop": _("Leave it out"),
        "code": _("Give it another code"),
        "date": _("Put it on another day"),
        "episode": _("Leave out its chain of answers"),
        "side": _("Leave out a side’s sources"),
        "domain": _("Leave out a domain"),
        "add": _("Add an act"),
    }[action]


@page.fragment
def _change(chosen: Selection, formula: Formula, event_id: str | None) -> None:
    """One more change: of the chosen row, or of the whole record."""
    events, codes = measured(chosen, formula), chosen.record.cameo_goldstein["cameo"].tolist()
    actions = [a for a in ACTIONS if event_id is not None or a not in OF_EVENT]
    if event_id is None:
        st.caption(_("Choose a row of the table to change it."))

    def ask(label: str, options: list[str], key: str, kind: str = "") -> None:
        """One more part of the change; terms of a kind are told by their names."""
        said, width = (partial(chosen.words.term, kind), 190) if kind else (str, 120)
        parts.append(
            st.selectbox(label, options, format_func=said, key=f"whatif_{key}", width=width)
        )

    with st.container(horizontal=True, vertical_alignment="bottom"):
        action = st.selectbox(
            _("Change"), actions, format_func=_action_name, key="whatif_action", width=230
        )
        parts = [action, event_id] if action in OF_EVENT else [action]
        if action in {"date", "add"}:
            end = chosen.record.end.date()
            parts.append(
                str(st.date_input(_("Day"), end, max_value=end, key="whatif_day", width=150))
            )
        if action in {"code", "add"}:
            ask(_("CAMEO code"), codes, "code")
        if action == "add":
            pair, acted = chosen.record.pair, set(events["direction"])
            ways = [way for way in (pair.a_to_b, pair.b_to_a, MUTUAL) if way in acted]
            ask(_("Salience"), list(SALIENCE_WEIGHT), "salience")
            ask(_("Direction"), ways, "way", "direction")
        if action == "side":
            sides = chosen.record.sources["side"].astype(str).unique()
            ask(_("Side"), sorted(sides), "side", "source_side")
        if action == "domain":
            ask(_("Domain"), sorted(events["domain"].astype(str).unique()), "domain", "domain")
        if st.button(_("Change it"), key="whatif_make", icon=":material/edit:"):
            _remember(":".join(str(part) for part in parts))


def _remember(change: str) -> None:
    """Put one more change into the address, and draw everything anew."""
    made = [*dict.fromkeys([*st.session_state.get(KEY, []), change])]
    st.query_params[KEY] = made
    st.rerun()
