"""A picture as PNG by its address, for those who show previews: `/embed/trade/trade-rates.png`.

Altair's pictures are drawn without a browser. Plotly's cannot be: for them the dashboard's own
preview stands, where it is of the pair in view.
"""

from __future__ import annotations

import struct
from functools import lru_cache

from starlette.requests import Request
from starlette.routing import Route

from app_pages.doors import pictures
from app_pages.frame import links, published
from app_pages.server import preview, view
from app_pages.server.view import Answer, Asked, RefusedError
from charts import standalone
from charts.draw.picture import Picture

WIDTH = 560


def routes() -> list[Route]:
    """The address of each picture."""
    return [view.route(f"{links.EMBED}/{{page}}/{{key}}.png", png)]


def png(request: Request, asked: Asked) -> Answer:
    """The picture as PNG."""
    shown = pictures.of(asked, request.path_params["page"], request.path_params["key"])
    made = drawn(shown, asked)
    if made is None:
        raise RefusedError("There is no thumbnail of this picture.")
    return Answer(made, "image/png")


def drawn(shown: Picture, asked: Asked) -> bytes | None:
    """The picture as PNG; the dashboard's preview where it cannot be drawn here, if that fits."""
    if not shown.is_plotly:
        return standalone.png(shown, WIDTH)
    return _preview() if preview.shows(published.pair_of(asked.view.data)) else None


def size(made: bytes) -> tuple[int, int]:
    """Width and height of a PNG, in pixels, as its first chunk has them."""
    width, height = struct.unpack(">II", made[16:24])
    return width, height


@lru_cache(maxsize=1)
def _preview() -> bytes:
    return preview.PICTURE.read_bytes()
