"""How can you check, change and export the tables?"""

from functools import partial

import streamlit as st

from analysis.files import row, upload
from app_pages.frame import address, downloads, links, page, problems, state, uploaded
from app_pages.server import data
from app_pages.your_data import steps
from charts.speech.formats import number
from charts.speech.language import _, plural

BRING, ADD, ELSEWHERE = "bring", "add", "elsewhere"

view = state.view()
chosen = state.selection(view)

page.header("your_data")

section = address.choose(
    st.segmented_control,
    _("What do you want to do?"),
    [BRING, ADD, ELSEWHERE],
    key="yours",
    text=lambda name: {
        BRING: _("Bring your own tables"),
        ADD: _("Write a new row"),
        ELSEWHERE: _("Use the tables elsewhere"),
    }[name],
    label_visibility="collapsed",
)

if section == BRING:
    st.markdown(
        _(
            "Upload a ZIP archive of a whole package, or single CSV tables that take the place of "
            "the published ones. They are checked first; the dashboard shows them only if nothing "
            "is wrong, only to you, and only until you leave. Nothing is written to disk."
        )
    )
    files = st.file_uploader(
        _("A ZIP archive or CSV tables"),
        type=["zip", *(ending.removeprefix(".") for ending in upload.TEXT_FILES)],
        accept_multiple_files=True,
        key="yours-files",
        help=_(
            "At most {megabytes} MB unpacked, {files} files and {rows} rows.",
            megabytes=number(upload.MOST_BYTES / 1024 / 1024),
            files=number(upload.MOST_FILES),
            rows=number(upload.MOST_ROWS),
        ),
    )
    st.caption(steps.accepted())
    if files:
        verdict = steps.verdict(files)
        if verdict.tables is None:
            found = len(verdict.problems)
            st.error(
                plural(
                    "{n} problem was found. The dashboard goes on showing what it showed.",
                    "{n} problems were found. The dashboard goes on showing what it showed.",
                    found,
                ),
                icon=":material/error:",
            )
            problems.first(verdict.problems)
            problems.listing(verdict.problems, "upload")
        else:
            st.success(_("No problem was found."), icon=":material/check_circle:")
            if uploaded.shown() and state.dataset(view.data) is verdict.tables:
                st.caption(_("The dashboard shows these tables now."))
            else:
                st.button(
                    _("Show these tables"),
                    type="primary",
                    on_click=uploaded.show,
                    args=(verdict.tables,),
                    icon=":material/visibility:",
                    key="yours-show",
                )
            steps.contents(verdict, chosen)
    st.markdown(f"### {_('Templates')}")
    st.caption(
        _(
            "Empty tables with their headers, datapackage.json with the meaning of every column, "
            "and a sound example of a few invented rows."
        )
    )
    st.download_button(
        _("Download the templates"),
        partial(steps.templates_archive, state.dataset(view.data)),
        file_name="templates.zip",
        mime="application/zip",
        icon=":material/download:",
        key="yours-templates",
        on_click="ignore",
    )

elif section == ADD:
    st.markdown(
        _(
            "Write a row with the columns and vocabularies of its table. It is checked as you "
            "write. Copy the line, or download it, and propose it as a change to the table."
        )
    )
    table = address.choose(
        st.segmented_control,
        _("Table"),
        list(row.ADDABLE),
        key="yours_table",
        text=lambda name: chosen.words.term("table", name),
    )
    steps.form(table)

else:
    st.markdown(f"### {_('Files')}")
    st.markdown(
        _(
            "“Export”, in the sidebar, gives the filtered rows of any page as Excel, CSV or "
            "Parquet and the citation of the view. “Numbers”, under each picture, gives its "
            "figures, the picture as PNG and SVG, and an interactive page that needs no network."
        )
    )
    if data.is_served():
        st.markdown(f"### {_('Addresses for other programs')}")
        st.markdown(
            _(
                "The published tables are read straight from here, read-only, as CSV and Parquet, "
                "with datapackage.json."
            )
        )
        base = links.root() + "data/"
        st.code(steps.reading(base), language="python", wrap_lines=True)
        st.code(f"frictionless validate {base}datapackage.json", language="bash", wrap_lines=True)
    st.markdown(f"### {_('The command line')}")
    st.code(steps.COMMANDS, language="bash", wrap_lines=True)
    st.markdown(f"### {_('Another pair of countries')}")
    st.markdown(
        _(
            "The dashboard follows any two countries whose tables have the same columns. The first "
            "command writes a folder of invented examples to start from; the second shows it."
        )
    )
    st.code(steps.ANOTHER_PAIR, language="bash", wrap_lines=True)
    st.markdown(f"### {_('How to cite')}")
    downloads.in_english()
    st.code(downloads.cite(chosen, links.root()).apa(), language=None, wrap_lines=True)
