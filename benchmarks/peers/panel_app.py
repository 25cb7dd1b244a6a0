"""The two pages in Panel: `python -m benchmarks.peers.panel_app PORT`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import panel as pn

from benchmarks.peers import content
from benchmarks.peers.content import Choice, Content

CONFIG = {"displaylogo": False, "displayModeBar": False, "scrollZoom": False, "showTips": False}


def build(page: str) -> pn.Row:
    """A page as it opens, redrawn when a filter changes."""
    first, last = content.years()
    years = pn.widgets.IntRangeSlider(
        name="Years", start=first, end=last, value=content.opening().years
    )
    actors = pn.widgets.MultiChoice(
        name="Actors", options={label: key for key, label in content.actors().items()}
    )
    domains = pn.widgets.MultiChoice(
        name="Domains", options={label: key for key, label in content.domains().items()}
    )
    shown = content.PAGES[page](content.opening())
    facts = pn.pane.Markdown(_facts(shown))
    texts = [(pn.pane.HTML(), pn.pane.HTML()) for _picture in shown.pictures]
    charts = [
        pn.pane.Plotly(picture.figure, config=CONFIG, sizing_mode="stretch_width")
        for picture in shown.pictures
    ]
    rows = pn.widgets.Tabulator(
        shown.rows, pagination="local", page_size=10, show_index=False, disabled=True
    )

    def tell(now: Content) -> None:
        for (title, note), picture in zip(texts, now.pictures, strict=True):
            title.object = f"<h3>{pn.util.escape(picture.title)}</h3>{picture.subtitle}"
            note.object = picture.note

    def redraw(*_events: Any) -> None:
        now = content.PAGES[page](Choice(years.value, tuple(actors.value), tuple(domains.value)))
        facts.object = _facts(now)
        for chart, picture in zip(charts, now.pictures, strict=True):
            chart.object = picture.figure
        tell(now)
        rows.value = now.rows

    tell(shown)
    for widget in (years, actors, domains):
        widget.param.watch(redraw, "value_throttled" if widget is years else "value")
    sections = [
        part
        for (title, note), chart in zip(texts, charts, strict=True)
        for part in (title, chart, note)
    ]
    return pn.Row(
        pn.Column(years, actors, domains, width=300),
        pn.Column(f"# {shown.title}", facts, *sections, rows, sizing_mode="stretch_width"),
    )


def page(name: str) -> Callable[[], pn.Row]:
    """What Panel calls for each reader: it takes plain functions only."""

    def opened() -> pn.Row:
        return build(name)

    return opened


def _facts(shown: Content) -> str:
    return "\n".join(f"- {fact}" for fact in shown.facts)


if __name__ == "__main__":
    pn.extension("plotly", "tabulator")
    port = int(sys.argv[1])
    pn.serve(
        {name: page(name) for name in content.PAGES},
        address="127.0.0.1",
        port=port,
        websocket_origin=f"127.0.0.1:{port}",
        show=False,
        index=None,
    )
