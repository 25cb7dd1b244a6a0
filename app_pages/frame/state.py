"""The view that a reader chose, the tables cut to it, and the results kept for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import wraps
from inspect import signature
from typing import Any, TypeVar

import streamlit as st

from analysis.tables import filters as filters_module
from analysis.tables.dataset import Dataset
from analysis.tables.filters import Filters
from analysis.tables.offices import with_level
from app_pages.frame import published
from charts.speech import language as wording
from charts.speech.names import Words

SHIPPED = published.FIRST

T = TypeVar("T")


def _kept(max_entries: int) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Keep what a function of a key of tables gives: for everybody, or for this session alone.

    What is made from the folder's tables is shared. What is made from a reader's own tables is
    out of reach of every other session, and is given up when the session ends.
    """

    def keep(function: Callable[..., Any]) -> Callable[..., Any]:
        settings: Any = {
            "max_entries": max_entries,
            "show_spinner": False,
            # Known by what they say: Streamlit would look into every field, which takes longer
            # than many a step.
            "hash_funcs": {View: repr, Filters: repr},
        }
        shared = st.cache_resource(function, **settings)
        # One reader looks at fewer views than all together.
        own = st.cache_resource(
            function, scope="session", **{**settings, "max_entries": max_entries // 4}
        )

        @wraps(function)
        def kept(data: str, *arguments: Any) -> Any:
            return (shared if is_published(data) else own)(data, *arguments)

        return kept

    return keep


@dataclass(frozen=True)
class View:
    """What decides what a page shows: which tables, which rows, which language."""

    data: str
    filters: Filters
    language: str

    @property
    def whole(self) -> View:
        """The view without any filter."""
        return replace(self, filters=Filters())

    @property
    def filtered(self) -> bool:
        """Is any filter other than a bare address has it?"""
        return self.filters != Filters(years=default_years(dataset(self.data)))

    @property
    def record(self) -> View:
        """The view of all that was known on the chosen day: the same for every other filter."""
        return replace(self, filters=self.filters.only_as_of())

    @property
    def history(self) -> View:
        """The same view of all years."""
        return replace(self, filters=self.filters.all_years())


@dataclass(frozen=True, eq=False)
class Selection:
    """The tables behind a view, in the three cuts that pages need.

    - `shown`: every filter applied, the window of years included: what is drawn and listed;
    - `history`: the same without the window of years: what a measure with a memory draws on;
    - `record`: the whole record as of the chosen day, whoever takes part.

    Contacts carry `rank_a`, `rank_b` and `level` (see `analysis.tables.offices.with_level`).
    """

    view: View
    shown: Dataset
    history: Dataset
    record: Dataset
    words: Words

    @property
    def years(self) -> tuple[int, int]:
        """The first and last year of the window."""
        if self.view.filters.years:
            return self.view.filters.years
        return self.record.years

    def partial(self, table: str) -> bool:
        """Do filters other than the years leave rows of this table out?"""
        return len(getattr(self.history, table)) < len(getattr(self.record, table))


def default_years(record: Dataset) -> tuple[int, int]:
    """The years that a bare address shows; a record that ends before the first opens whole."""
    first, end = record.years
    return (max(2015, first) if end >= 2015 else first), end


def dataset(data: str) -> Dataset:
    """The tables that this key names: those that everybody is shown, or this session's own."""
    edition = published.edition(data)
    tables: Dataset = edition.tables if edition else st.session_state["uploaded"][data]
    return tables


def data_key() -> str:
    """The key of the tables that this session looks at."""
    own: str | None = st.session_state.get("data_key")
    if own is not None and not is_published(own):
        return own
    if published.pinned():
        return published.key_of(published.pinned())
    now = published.current(published.pair_in_view())
    return now.key if now else published.FIRST


def is_published(data: str) -> bool:
    """Does this key name tables that everybody may see?"""
    return data.startswith(published.FIRST)


def is_kept() -> bool:
    """Does this session look at an earlier version of the record, to read and not to change?"""
    return published.AT in data_key()


def remember(view: View) -> None:
    """Keep the view for the rest of the run and for the fragment runs that follow."""
    st.session_state["view"] = view


def view() -> View:
    """The view of this session."""
    current: View = st.session_state["view"]
    return current


computed: Counter[str] = Counter()
"""How often each step was worked out, rather than found in a cache, since the server began."""


@_kept(24)
def _cut(data: str, filters: Filters) -> Dataset:
    computed["cut"] += 1
    if filters.years is not None:
        return filters_module.in_years(_cut(data, filters.all_years()), *filters.years)
    if filters != filters.only_as_of():
        base = _cut(data, filters.only_as_of())
        return filters_module.apply(base, replace(filters, as_of=None))
    # The level of a contact is read from all offices, so it is joined before rows are removed.
    known = filters_module.apply(dataset(data), filters)
    return known.with_tables(contacts=with_level(known.contacts, known.offices))


@_kept(8)
def words(data: str) -> Words:
    """The names that the tables give."""
    full = dataset(data)
    return Words(full.package, full.pair, full.actors, full.places, full.goods, full.translations)


def selection(view: View) -> Selection:
    """The tables behind a view."""
    return Selection(
        view=view,
        shown=_cut(view.data, view.filters),
        history=_cut(view.data, view.filters.all_years()),
        record=_cut(view.data, view.filters.only_as_of()),
        words=words(view.data),
    )


@_kept(96)
def _result(
    data: str, step: str, view: View, options: tuple[tuple[str, Any], ...], _step: Any
) -> Any:
    computed[_step.__qualname__] += 1
    return _step(selection(view), **dict(options))


def result(step: Callable[..., T], view: View, **options: Any) -> T:
    """`step(selection(view), **options)`, computed once for each view and options.

    `step` is a plain function of its arguments; what it returns is shared between sessions that
    look at the same tables and must not be changed. Options are hashable. A step of a page script
    is made anew in every run, so it is known by its code, not by its identity.
    """
    code = step.__code__
    name = f"{code.co_filename}:{step.__module__}:{step.__qualname__}:{hash(code)}"
    kept: T = _result(view.data, name, view, tuple(sorted(options.items())), step)
    return kept


def measure(step: Callable[..., T], view: View, **options: Any) -> T:
    """The same of a step whose result holds no words: computed once for all languages."""
    return result(step, replace(view, language=""), **options)


def once(cut: str) -> Callable[[Callable[..., T]], Callable[..., T]]:
    """A measure of the `record` or the `history` of a selection, whatever else its view narrows.

    The step is written and called as any function; it is worked out once for such views.
    """

    def decorate(step: Callable[..., T]) -> Callable[..., T]:
        names = list(signature(step).parameters)[1:]

        @wraps(step)
        def kept(chosen: Selection, *options: Any) -> T:
            named = dict(zip(names, options, strict=True))
            return measure(step, getattr(chosen.view, cut), **named)

        return kept

    return decorate


CHOSEN, AMONG = "_chosen", "_among"
"""Where it is kept which table or picture a reader chose from in this very run, and, once that one
is drawn, the ids that the choice was made among."""

_inside: ContextVar[bool] = ContextVar("inside", default=False)


def note_choice(key: str) -> None:
    """A mark or a row has just been chosen or given up (a callback)."""
    st.session_state[CHOSEN] = key


def offer(key: str, among: Sequence[str] = ()) -> None:
    """What is chosen here is opened next if the reader chose it in this run: it may be older."""
    made = st.session_state.get(CHOSEN) == key
    st.session_state[AMONG] = tuple(among) if made else None


def speaking(function: Callable[..., None]) -> Callable[..., None]:
    """The same in the reader's language: a run of a fragment begins without it."""

    @wraps(function)
    def spoken(*arguments: Any, **named: Any) -> None:
        wording.use(view().language)
        outermost = not _inside.get()
        _inside.set(True)
        try:
            function(*arguments, **named)
        finally:
            if outermost:
                _inside.set(False)
                # What this run did not answer is no wish of a later one.
                st.session_state.pop(CHOSEN, None)

    return spoken


def fragment(function: Callable[..., None], key: str | None = None) -> Callable[..., None]:
    """A part of a page that is drawn anew by itself, in the reader's language."""
    drawn: Callable[..., None] = st.fragment(speaking(function), key=key)
    return drawn
