"""A picture as one HTML file: interactive, with its words and numbers, and without a network."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from functools import lru_cache
from html import escape
from threading import Lock
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import plotly.io

from charts.draw import theme
from charts.draw.picture import Picture
from charts.speech.formats import number
from charts.speech.language import _, language

CONFIG = {"displaylogo": False, "responsive": True, "showTips": False}

COMPOSED = {"facet", "concat", "hconcat", "vconcat", "repeat"}
"""Such a chart of Vega-Lite has no width of its own."""

MOST_ROWS = 2000
"""So many rows of the numbers are written into the file; more belong into a table of their own."""

LONGEST_DRAWN = 30.0
"""Seconds after which a picture that is still not drawn is given up."""

_turn = Lock()

_PAGE = """\
<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data: blob:; \
style-src 'unsafe-inline'; script-src 'unsafe-inline' 'unsafe-eval'">
<title>{title}</title>
{head}
<style>
body {{ font: 15px/1.5 system-ui, sans-serif; color: #0f1624; background: #fff;
  max-width: 1200px; margin: 0 auto; padding: 1rem; }}
h1 {{ font-size: 1.3rem; line-height: 1.3; margin: 0 0 .25rem; }}
p {{ margin: .25rem 0; }}
.quiet {{ color: #4a5566; }}
figure {{ margin: 1rem 0; overflow-x: auto; }}
table {{ border-collapse: collapse; font-size: 13px; }}
th, td {{ text-align: left; padding: .2rem .6rem; border-bottom: 1px solid #d5d9e0; }}
pre {{ white-space: pre-wrap; overflow-wrap: anywhere; }}
</style>
{library}
</head>
<body>
<h1>{title}</h1>
<p class="quiet">{subtitle}</p>
<figure role="group" aria-label="{alt}">
{figure}
</figure>
{words}
{notes}
{more}
</body>
</html>
"""


def html(
    picture: Picture,
    notes: tuple[str, ...] = (),
    *,
    home: tuple[str, str] | None = None,
    head: str = "",
) -> bytes:
    """The picture as a file that any browser opens, now and offline.

    It holds the library that draws it, and forbids itself every request. `notes` are lines that
    go below: what the picture rests on, how to cite it. With `home`, a label and an address, the
    page holds that link in place of the words and numbers; `head` is HTML for its head.
    """
    drawn = picture.figure
    library, figure = (
        (_plotly_library(), _plotly(drawn)) if isinstance(drawn, go.Figure) else _vega(picture)
    )
    said = [picture.note, *notes]
    return _PAGE.format(
        language=language(),
        title=escape(picture.title),
        subtitle=escape(picture.subtitle),
        alt=escape(picture.alt),
        library=library,
        figure=figure,
        notes="\n".join(f'<p class="quiet">{escape(note)}</p>' for note in said if note),
        head=head,
        words="" if home else f"<p>{escape(picture.alt)}</p>",
        more=_link(*home) if home else _numbers(picture.table),
    ).encode("utf-8")


@lru_cache(maxsize=64)
def _drawn(spec: str) -> bytes:
    return _converted("v.vegalite_to_png(sys.stdin.read(), scale=1.5)", spec, LONGEST_DRAWN)


def png(picture: Picture, width: int) -> bytes:
    """An Altair picture as PNG under its title, so many pixels wide, drawn without a browser."""
    whole = _whole(picture.spec, width)
    with _turn:
        return _drawn(json.dumps({**whole, "title": picture.title, "background": "white"}))


def _link(label: str, address: str) -> str:
    opens = 'target="_blank" rel="noopener"'
    return f'<p><a href="{escape(address)}" {opens}>{escape(label)}</a></p>'


def _numbers(numbers: pd.DataFrame) -> str:
    label = escape(_("Numbers"))
    return f"<details><summary>{label}</summary>\n{_table(numbers)}\n</details>"


def _table(numbers: pd.DataFrame) -> str:
    shown: str = numbers.head(MOST_ROWS).to_html(index=False, border=0, na_rep="–", escape=True)
    left_out = len(numbers) - MOST_ROWS
    return shown + (f"<p>+ {number(left_out)}</p>" if left_out > 0 else "")


@lru_cache(maxsize=1)
def _plotly_library() -> str:
    from plotly.offline import get_plotlyjs

    return f"<script>{get_plotlyjs()}</script>"


def _plotly(figure: go.Figure) -> str:
    # Streamlit's theme gives text and background in the app; here the file's own page does.
    # As a dictionary: a copy of the figure would check every value of it anew.
    light = figure.to_dict()
    light["layout"] |= {
        "template": plotly.io.templates["plotly_white"].to_plotly_json(),
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {**light["layout"].get("font", {}), "family": "system-ui, sans-serif"},
    }
    # Plotly's own escaping keeps text of the data from ending the script.
    drawn: str = plotly.io.to_html(
        light,
        config=CONFIG,
        include_plotlyjs=False,
        full_html=False,
        div_id="picture",
        default_height=f"{figure.layout.height or 450}px",
        validate=False,
    )
    return theme.colored(drawn, theme.LIGHT)


def _vega(picture: Picture) -> tuple[str, str]:
    # In JSON a "<" stands only inside text; coded, it cannot end the script.
    spec = json.dumps(_whole(picture.spec)).replace("<", "\\u003c")
    options = json.dumps({"actions": {"export": True, "source": False, "editor": False}})
    draw = f'vegaEmbed("#picture", {spec}, {options});'
    return (
        f"<script>{_vega_library()}</script>",
        f'<div id="picture" style="width:100%"></div><script>{draw}</script>',
    )


def _whole(spec: Mapping[str, Any], width: int | str = "container") -> dict[str, Any]:
    """The specification with its tables written out, as wide as the page or so many pixels."""
    tables = {
        name: json.loads(data.to_json(orient="records", date_format="iso", default_handler=str))
        if isinstance(data, pd.DataFrame)
        else data
        for name, data in spec.get("datasets", {}).items()
    }
    whole = {**spec, "datasets": tables}
    return whole if COMPOSED & spec.keys() else {"width": width, **whole}


@lru_cache(maxsize=1)
def _vega_library() -> str:
    """Vega, Vega-Lite and Vega-Embed as one script, of the versions that Altair writes for."""
    made = _converted("v.javascript_bundle().encode()")
    return made.decode("utf-8").replace("</script", "<\\/script")


def _converted(asked: str, given: str = "", seconds: float | None = None) -> bytes:
    """What `vl_convert`, here `v`, makes of what it is given.

    It is a whole JavaScript engine of 140 MB in memory, and asked in a process of its own, which
    ends at once.
    """
    code = f"import sys, vl_convert as v; sys.stdout.buffer.write({asked})"
    made = subprocess.run(
        [sys.executable, "-c", code],
        input=given.encode(), capture_output=True, check=True, timeout=seconds,
    )  # fmt: skip
    return made.stdout
