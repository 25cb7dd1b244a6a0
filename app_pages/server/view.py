"""The view that an address asks for outside of the pages: the same filters, the same tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple
from unicodedata import category

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from app_pages.frame import filters, links, published, state
from app_pages.frame.state import Selection, View
from app_pages.server import pinned, place
from charts.speech import language
from charts.speech.formats import listed
from charts.speech.language import LANGUAGES, _

LONGEST = 2000
"""So many signs may follow the question mark of an address."""

OPEN = {"Access-Control-Allow-Origin": "*", "Cache-Control": "no-cache"}
"""Anyone's page may read what is public, and no cookie is asked for."""

METHODS = ["GET", "HEAD", "OPTIONS"]

ASKED = "If-None-Match, If-Range, Range"
MAY = {"Allow": ", ".join(METHODS), "Access-Control-Allow-Headers": ASKED}
"""What a browser is told that asks whether the page of another site may ask."""


class Answer(NamedTuple):
    """What is sent: its bytes, what they are, and headers of its own."""

    content: bytes
    kind: str
    headers: Mapping[str, str] = {}


class RefusedError(ValueError):
    """The address cannot be answered; the message says why, `status` is 400 or 404."""

    def __init__(self, message: str, status: int = 404) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True)
class Asked:
    """A view, what of the address could not be followed, and where the dashboard stands.

    `query` is what was followed of the filters, `choices` all that the address holds, and `root`
    where addresses begin: the public one, or the path on this server where none is known.
    """

    view: View
    ignored: dict[str, list[str]]
    choices: Mapping[str, list[str]]
    query: tuple[tuple[str, str], ...]
    root: str

    @property
    def chosen(self) -> Selection:
        """The tables of the view."""
        return state.selection(self.view)

    def said(self) -> list[str]:
        """The filters in words."""
        chosen = self.chosen
        return filters.said(self.view.filters, state.dataset(self.view.data), chosen.words)

    def notes(self) -> list[str]:
        """What could not be followed, in words."""
        return [filters.note(key, listed(values)) for key, values in self.ignored.items()]


def of(request: Request) -> Asked:
    """The view that the query asks for, in its language; that language is spoken from here on."""
    if len(request.url.query) > LONGEST:
        raise RefusedError("This address is too long.", 400)
    if any(text != printed(text) for each in request.query_params.multi_items() for text in each):
        raise RefusedError("This address holds signs that are no text.", 400)
    other = request.query_params.get("pair", "")
    of_pair = published.current(other)
    now = of_pair or published.current()
    if now is None:
        raise RefusedError("The tables have a problem at the moment; please try again later.", 503)
    query = {key: request.query_params.getlist(key) for key in request.query_params}
    spoken, version = (query.get(key, [""])[0] for key in ("lang", "v"))
    language.use(spoken)
    kept = version in pinned.known(other)
    key = published.key_of(version) if kept else now.key
    record = state.dataset(key)
    asked, ignored = filters.read(query, record)
    if spoken and spoken not in LANGUAGES:
        ignored["lang"] = [spoken]
    if version and not kept and version != now.tables.package.version:
        ignored["v"] = [version]
    if of_pair is None:
        ignored["pair"] = [other]
    followed = tuple(
        (name, value)
        for name, value in request.query_params.multi_items()
        if name in (*links.RECORD, *links.FILTERS)
        and name != links.OWN
        and value not in ignored.get(name, [])
    )
    links.carry(list(followed))
    root = place.public(request) or place.base()
    return Asked(View(key, asked, language.language()), ignored, query, followed, root)


def printed(text: str) -> str:
    """The text without signs that are none: every space stays, whatever its width."""
    return "".join(sign for sign in text if not category(sign).startswith("C"))


def route(
    path: str, make: Callable[[Request, Asked], Answer], refused: Mapping[str, str] = OPEN
) -> Route:
    """The read-only address at which `make` answers for the view that is asked for.

    `refused` are the headers of an answer that says why there is none.
    """
    return opened(path, _answering(make, refused))


def opened(path: str, answer: Callable[[Request], Response]) -> Route:
    """The address at which `answer` answers anyone's page, which may ask first if it may ask."""

    def answered(request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={**OPEN, **MAY})
        return answer(request)

    return Route(place.of(path), answered, methods=METHODS)


def followed(step: Callable[..., bytes], kind: str) -> Callable[[Request, Asked], Answer]:
    """What answers with a file that others read again and again, made once for a view."""

    def answer(_request: Request, asked: Asked) -> Answer:
        options = {"about": about(asked), "root": asked.root, "query": asked.query}
        return Answer(state.result(step, asked.view, **options), kind)

    return answer


def _answering(
    make: Callable[[Request, Asked], Answer], refused: Mapping[str, str]
) -> Callable[[Request], Response]:
    """What answers a route by what `make` makes of the view: known by a tag, and read-only."""

    def answer(request: Request) -> Response:
        try:
            made = make(request, of(request))
        except RefusedError as error:
            return PlainTextResponse(f"{error}\n", status_code=error.status, headers=refused)
        headers = {**tagged(made.content), **made.headers}
        if is_known(request, headers):
            return Response(status_code=304, headers=headers)
        return Response(made.content, media_type=made.kind, headers=headers)

    return answer


def tagged(content: bytes) -> dict[str, str]:
    """The headers of what is public: a tag tells it from what it was before."""
    return {**OPEN, "ETag": f'"{sha256(content).hexdigest()[:32]}"'}


def is_known(request: Request, headers: Mapping[str, str]) -> bool:
    """Has who asks got what these headers are of?"""
    known = request.headers.get("if-none-match", "")
    return known.strip() == "*" or headers["ETag"] in known


def about(asked: Asked) -> str:
    """The view in one sentence: the filters, and what could not be followed."""
    said = listed(asked.said()) or _("everything on record")
    return " ".join([_("Shown: {filters}.", filters=said), *asked.notes()])
