"""The first screen of the front page, which a reader sees before anything has run.

The sentence, the opening picture and the headline figures of the bare address stand in the server's
first answer. They are made at start and again after each change of the record, by the functions
that draw the page, and give way when the page itself stands: at the same places, so that nothing
moves.
"""

from __future__ import annotations

import re
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from functools import lru_cache
from html import escape
from pathlib import Path

import streamlit as st
from starlette.requests import Request

from app_pages import pages
from app_pages.doors import pictures
from app_pages.frame import filters, links, published, state
from app_pages.frame.state import View
from app_pages.overview import headline
from app_pages.server.view import Asked, RefusedError
from charts.draw.sketch import sketch
from charts.speech import language
from charts.speech.formats import sentences
from charts.speech.language import LANGUAGES

KEPT = 2 * len(LANGUAGES)
"""First screens kept: those of a record that has just changed are made while the old are there."""

LOOKS = Path(__file__).with_suffix(".css")
UNTIL_THE_PAGE_STANDS = Path(__file__).with_suffix(".js")

PAGE = """\
<div id="opening">
<style>{looks}</style>
<script>{script}</script>
<h1>{title}</h1>
<p class="first"><strong>{first}</strong></p>
<p class="more">{more}</p>
<h2>{picture}</h2>
<p class="quiet">{subtitle}</p>
<figure role="img" aria-label="{alt}" style="height: {height}px; --right: {right}px">
{drawing}
</figure>
<p class="quiet">{note}</p>
<dl>{figures}</dl>
</div>
"""

_maker = ThreadPoolExecutor(1, "opening")


def begin() -> list[Future[str]]:
    """Have the first screens made, so that the first reader finds them."""
    return [_screen(_now(), code) for code in LANGUAGES]


def of(request: Request) -> str:
    """The first screen where the bare address is asked for and it is made; else nothing."""
    bare = request.url.path.rpartition("/")[2] not in pages.NAMES
    if not bare or set(request.query_params) - {"lang"}:
        return ""
    made = _screen(_now(), language.language())
    # Nobody waits for it: who comes before it is made opens the page as any other.
    return made.result() if made.done() and not made.exception() else ""


def _now() -> tuple[str, date]:
    """What a first screen hangs on beside the language: the record, and the day it is seen."""
    now = published.current()
    return now.key if now else "", date.today()


@lru_cache(maxsize=KEPT)
def _screen(now: tuple[str, date], code: str) -> Future[str]:
    return _maker.submit(screen, now[0], code)


def screen(key: str, code: str) -> str:
    """The first screen of these tables in this language; nothing where there is nothing to draw."""
    language.use(code)
    chosen = filters.read({}, state.dataset(key))[0]
    asked = Asked(View(key, chosen, code), {}, {}, (), "")
    links.carry([])
    try:
        shown = pictures.of(asked, "overview", "temperature-line")
    except RefusedError:
        return ""
    first, *more = headline.told(state.measure(headline.figures, asked.view.record))
    figures = "".join(
        f"<div><dt>{escape(each.name)}</dt><dd>{escape(each.value)}</dd>"
        f"<dd>{escape(each.beside)}</dd></div>"
        for each in headline.six(asked.chosen)
    )
    return PAGE.format(
        looks=colours() + LOOKS.read_text(encoding="utf-8").replace("$font", font()),
        title=escape(asked.chosen.words.title()),
        first=escape(first),
        more=escape(sentences(more)),
        picture=escape(shown.title),
        subtitle=escape(shown.subtitle),
        alt=escape(shown.alt),
        height=shown.figure.layout.height,
        note=escape(shown.note),
        right=shown.figure.layout.margin.r,
        drawing=sketch(shown.figure),
        figures=figures,
        script=UNTIL_THE_PAGE_STANDS.read_text(encoding="utf-8"),
    )


def colours() -> str:
    """The colours of the page and of its panel, light and dark, as the configuration has them."""

    def of_theme(name: str) -> str:
        option = {
            "ink": f"theme.{name}.textColor",
            "ground": f"theme.{name}.backgroundColor",
            "panel": f"theme.{name}.sidebar.backgroundColor",
            "border": f"theme.{name}.borderColor",
        }
        return "".join(f"--{part}:{st.get_option(key)};" for part, key in option.items())

    return (
        f"#opening{{{of_theme('light')}}}"
        f"@media(prefers-color-scheme:dark){{#opening{{{of_theme('dark')}}}}}"
        f"#opening.Light{{{of_theme('light')}}}#opening.Dark{{{of_theme('dark')}}}"
    )


def font() -> str:
    """Where Streamlit's own first page has its font, which the browser fetches first of all."""
    page = (Path(st.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    found = re.search(r'href="(\./static/media/[^"]+\.woff2)"', page)
    return found[1] if found else ""
