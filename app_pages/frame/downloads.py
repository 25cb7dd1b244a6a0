"""What a reader takes away: the filtered rows, a picture, and how to cite them."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import streamlit as st

from analysis.files import citation, export
from analysis.files.citation import Citation
from analysis.tables import kinds
from analysis.tables.dataset import TABLES, row_ids
from app_pages import pages
from app_pages.frame import address, links, lists, published, state
from app_pages.frame.state import Selection
from app_pages.frame.text import small
from charts import standalone
from charts.draw.picture import Picture
from charts.speech import names
from charts.speech.formats import aside, day, labelled, number, sentences
from charts.speech.language import _, language, plural, tag

ALL = "all"


@state.fragment
def take_away(page: str) -> None:
    """What a reader takes away of a page: its address, a citation, the filtered rows."""
    chosen = state.selection(state.view())
    with st.container(horizontal=True, gap="xsmall", key="take-away-bar"):
        st.button(_("Copy link"), icon=":material/link:", key="copy-link")
        for label, icon, key, draw in (
            (_("Cite"), "format_quote", "cite", _citation),
            (_("Export"), "download", "take-away", partial(_rows, page=page)),
        ):
            # What is in it is made only when the reader opens it.
            popover = st.popover(label, icon=f":material/{icon}:", on_change="rerun", key=key)
            if popover.open:
                with popover:
                    draw(chosen)
    _copy_link("copy-link")


def _copy_link(key: str) -> None:
    """Let the button of this key put the address of the page into the clipboard."""
    heard = component("copy_link", "copy.js")(
        data={"button": key},
        key=f"{key}-heard",
        on_copied_change=lambda: None,
        height=1,
    )
    if heard.copied:
        st.toast(_("The link is copied."), icon=":material/check:")


@lru_cache
def component(name: str, script: str, *, isolated: bool = True) -> Callable[..., Any]:
    """A component that draws or hears what a reader does in the browser."""
    code = (Path(__file__).parent / script).read_text(encoding="utf-8")
    made: Callable[..., Any] = st.components.v2.component(name, js=code, isolate_styles=isolated)
    return made


def by_keyboard() -> None:
    """The first stop of a page for the keyboard: it leads to the numbers of the first picture."""
    said = {
        "language": tag(),
        "pages": list(map(pages.address, pages.NAMES)),
        "numbers": _("Skip to the numbers"),
        "help": _("Help"),
        "help_for": _("Help for {label}", label="{}"),
        "numbered": _("Numbers"),
        "labelled": labelled("{label}", "{value}"),
        "called": called(),
    }
    component("frame", "frame.js", isolated=False)(data=said, key="frame-heard", height=1)


def called() -> dict[str, str]:
    """What Streamlit calls its own controls, and what a reader is to hear or read."""
    return {
        "Copy Vega-Lite spec": _("Copy the Vega-Lite specification"),
        "Download as PNG": _("Download as PNG"),
        "Expand sidebar": _("Open the panel"),
        "Fullscreen": _("Full screen"),
        "Link to heading": _("Link to this heading"),
        "Main menu": _("Menu"),
        "Next page": _("Next page"),
        "Open": _("Open the list"),
        "Page {n}": _("Page {n}"),
        "Previous page": _("Previous page"),
        "Search": _("Search"),
        "Show data": _("Show the data"),
        "Show/hide columns": _("Choose columns"),
        "Sidebar": _("Panel"),
        "Skip to main content": _("Skip to the content"),
        "Upload": _("Browse"),
    }


def _rows(chosen: Selection, page: str) -> None:
    words, shown = chosen.words, chosen.shown
    table = st.selectbox(
        _("Table"),
        [ALL, *TABLES],
        # The page's own table first.
        index=next((i for i, t in enumerate(TABLES, 1) if kinds.of(t).page == page), 0),
        format_func=lambda name: (
            _("All tables")
            if name == ALL
            else aside(words.term("table", name), number(len(getattr(shown, name))))
        ),
        key=f"take-away-table-{page}",
    )
    stem = lists.name_of(chosen) if table == ALL else f"{lists.name_of(chosen)}-{table}"
    packed = "zip" if table == ALL else ""
    with st.container(horizontal=True):
        for label, kind in (("Excel", "xlsx"), ("CSV", "csv"), ("Parquet", "parquet")):
            ending = packed or kind if kind != "xlsx" else kind
            lists.file(
                label,
                partial(content, chosen, table, kind, links.here()),
                f"{stem}-{kind}.{ending}" if packed else f"{stem}.{ending}",
                f"take-away-{kind}",
            )
    st.caption(
        _(
            "Excel has a sheet for each table, the codebook and the citation. All tables as CSV "
            "are a data package, with the rows that the chosen ones refer to; the page Your data "
            "reads it back."
        )
        if table == ALL
        else plural(
            "{n} row passes the filters.",
            "{n} rows pass the filters.",
            len(getattr(export.selected(shown), table)),
        )
    )
    st.caption(_("A picture, as PNG or SVG: “Numbers” below it."))
    brief()
    _followed()


def _followed() -> None:
    """The feed and the calendar of the view, where this server has them."""
    if published.is_served() and state.is_published(state.data_key()):
        doors = ((_("Feed of what is new"), links.FEED), (_("Calendar"), links.CALENDAR))
        small(" · ".join(links.markdown(label, links.page(path)) for label, path in doors))


def content(chosen: Selection, table: str, kind: str, where: str) -> bytes:
    """The file of the rows that pass the filters: one table, or all of them.

    Called when a button is pressed, outside of any session: all it needs is in its arguments.
    """
    shown = export.selected(chosen.shown)
    called = _called(chosen)
    named = {
        name: export.with_names(
            shown.tables()[name], shown.package.tables[name], called, chosen.view.language
        )
        for name in (TABLES if table == ALL else (table,))
    }
    said, told = chosen.view.language, shown.translations.get(chosen.view.language, {})
    named = {n: export.with_translations(*each, told, said) for n, each in named.items()}
    tables = {name: rows for name, (rows, _spec) in named.items()}
    specs = {name: spec for name, (_rows, spec) in named.items()}
    cited, view = cite(chosen, where), chosen.view
    if kind == "xlsx":
        filters = [f"{k}: {v}" for k, v in export.selection(view.filters).items()]
        # Its library is large, and most readers ask for no workbook.
        from analysis.files.workbook import workbook

        return workbook(tables, specs, [cited.apa(), *cited.bibtex().split("\n"), *filters])
    if kind == "parquet":
        about = {"citation": cited.apa()}
        files = {
            f"{n}.parquet": export.parquet(rows, specs[n], about) for n, rows in tables.items()
        }
        return _one_or_archive(files, cited)
    if table == ALL:
        files = export.package(export.complete(chosen.shown, chosen.record), view.filters)
        return _one_or_archive(files, cited)
    # A spreadsheet knows by the mark which letters these are.
    return codecs.BOM_UTF8 + export.csv(tables[table], specs[table])


def _called(chosen: Selection) -> dict[str, dict[str, str]]:
    """The name of each row that other rows may refer to, by table and id.

    Sources are left out: a row has many, and the names of several are longer than the row.
    """
    record = chosen.record
    referred = {
        target
        for spec in record.package.tables.values()
        for field in spec.fields
        for target, _key in field.references
    }
    tables = {name: rows for name, rows in record.tables().items() if name in referred}
    return {
        name: dict(
            zip(
                row_ids(rows, record.package.tables[name]),
                names.of_rows(rows, name, chosen.words),
                strict=True,
            )
        )
        for name, rows in tables.items()
        if name != "sources"
    }


def _one_or_archive(files: Mapping[str, bytes], cited: Citation) -> bytes:
    if len(files) == 1:
        return next(iter(files.values()))
    return export.archive({**files, citation.FILE: cited.text().encode()})


def _citation(chosen: Selection) -> None:
    in_english()
    cited = cite(chosen, links.here())
    st.code(cited.apa(), language=None, wrap_lines=True)
    st.code(cited.bibtex(), language=None, wrap_lines=True)


def cite(chosen: Selection, where: str) -> Citation:
    """How the view is cited: version, how far it reaches, and its address.

    An address shows the published tables, so that a view of a reader's own has none, and neither
    has what the server gives out while it does not know where the public finds it.
    """
    record = chosen.record
    edition = published.edition(chosen.view.data)
    own, known = edition is None, bool(urlsplit(where).netloc)
    return citation.of(
        record.package,
        date.today(),
        end=record.end,
        address=links.of_version(where, record.package.version) if edition and known else "",
        digest=edition.digest if edition else "",
        note="Tables supplied by a reader, not the published ones." if own else "",
    )


def in_english() -> None:
    """Say so where a citation, which keeps to one published style, is in another language."""
    if language() != "en":
        st.caption(_("The citation is in English."))


def picture(shown: Picture, key: str, told: str) -> None:
    """One picture to take away: as an image, made in the browser, or as a page of its own.

    `key` is the key under which the picture was drawn, `told` says by what it was filtered.
    """
    chosen = state.selection(state.view())
    source = sentences([told, source_line(chosen)])
    name = f"{lists.name_of(chosen)}-{key}"
    with st.container(horizontal=True):
        _images(shown, key, name, source)
        lists.file(
            "HTML",
            partial(standalone.html, shown, (source, cite(chosen, links.here()).apa())),
            f"{name}.html",
            f"html-{key}",
            icon=":material/web:",
            help=_("The chart as an interactive page that needs no network"),
        )


def brief(actor: str | None = None) -> None:
    """The buttons that hand out the briefing on the view, or on an actor in it."""
    if published.is_served() and state.is_published(state.data_key()):
        with st.container(horizontal=True):
            for label, icon, path in (
                (_("Brief (Word)"), "article", links.BRIEF),
                (_("Brief (to print)"), "print", links.BRIEF_PAGE),
            ):
                where = links.page(path, actor=actor)
                st.link_button(label, where, icon=f":material/{icon}:", type="tertiary")


def addresses(shown: Picture, key: str) -> None:
    """How other programs read the numbers of the picture of this key, and other sites show it."""
    if published.is_served() and state.is_published(state.data_key()):
        where = links.numbers(address.page(), key)
        lines = f'pd.read_csv("{where}")  # pandas\nreadr::read_csv("{where}")  # R'
        st.code(lines, language=None, wrap_lines=True)
        st.caption(_("Excel: Data, From Web, and this address:"))
        st.code(where, language=None, wrap_lines=True)
        st.caption(_("To show the picture on another site:"))
        embedded = links.frame(links.embed(address.page(), key), shown.title)
        st.code(embedded, language=None, wrap_lines=True)


def source_line(chosen: Selection) -> str:
    """What the figures rest on: the package, its version and how far it reaches."""
    package = chosen.record.package
    return _(
        "Source: {package}, version {version}, record to {end}.",
        # The title of the tables is English; the relationship has a name in every language.
        package=package.title if language() == "en" else chosen.words.title(),
        version=package.version,
        end=day(chosen.record.end),
    )


def edition_line(chosen: Selection) -> str:
    """The same below a picture on its page, where the title of the tables stands at the top."""
    return _(
        "Version {version}, record to {end}.",
        version=chosen.record.package.version,
        end=day(chosen.record.end),
    )


# A fragment of its own: a press runs this again, and must leave the other downloads as they are.
@state.fragment
def _images(shown: Picture, key: str, name: str, source: str) -> None:
    png, svg = f"png-{key}", f"svg-{key}"
    with st.container(horizontal=True, width="content"):
        # The press is heard in the browser; the server has nothing to do.
        st.button("PNG", icon=":material/image:", key=png, help=_("The chart as an image"))
        st.button("SVG", icon=":material/polyline:", key=svg, help=_("The chart as vectors"))
    component("image_saver", "image.js")(
        data={
            "picture_key": f"picture-{key}",
            "png_key": png,
            "svg_key": svg,
            "name": name,
            "title": shown.title,
            "subtitle": shown.subtitle,
            "alt": shown.alt,
            "source": source,
        },
        key=f"image-{key}",
        height=1,
    )
