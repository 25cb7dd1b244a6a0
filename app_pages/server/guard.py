"""What holds for every answer of the server: who may frame it, which addresses there are.

Streamlit answers an unknown address with its own empty page, lets anyone read its metrics, and
keeps whatever is uploaded under an invented name until a session ends. Here an unknown address is
a 404 in plain words, metrics are closed, and uploads are bounded.
"""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.runtime import Runtime

from analysis.files import upload
from app_pages import pages
from app_pages.server import place

FRAMED = {"Content-Security-Policy": "frame-ancestors 'self'"}
"""Who may frame a page of this server."""

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Frame-Options": "SAMEORIGIN",
    **FRAMED,
}
"""What every answer says, unless it says otherwise itself."""

CLOSED = ("_stcore/metrics", "_stcore/script-health-check")


class Guard:
    """An ASGI layer around the whole server."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers early what Streamlit need not see, and looks over every other answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        path = place.inside(scope["path"])
        answer = None if path is None else early(scope, path)
        if answer is not None:
            answer.headers.update({k: v for k, v in HEADERS.items() if k not in answer.headers})
            await answer(scope, receive, send)
            return
        await self.app(scope, receive, _Answer(path, scope, receive, send))


class _Answer:
    """Passes an answer on with the headers of the house; an unknown page becomes a 404."""

    def __init__(self, path: str | None, scope: Scope, receive: Receive, send: Send) -> None:
        self._unknown = path is None or path not in ("", *pages.NAMES)
        self._scope, self._receive, self._send = scope, receive, send
        self._dropped = False

    async def __call__(self, message: Message) -> None:
        """Sends one message of the answer."""
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            # Only what is made here says itself who may frame it; every browser believes that.
            framed = "content-security-policy" in headers
            if (
                self._unknown
                and not framed
                and _is_page(message["status"], headers, self._scope["path"])
            ):
                self._dropped = True
                await _unknown()(self._scope, self._receive, self._send)
                return
            for name, value in HEADERS.items():
                if not (framed and name == "X-Frame-Options"):
                    headers.setdefault(name, value)
        if not self._dropped:
            await self._send(message)


def early(scope: Scope, path: str) -> Response | None:
    """The answer to an address that Streamlit need not see; None to all others."""
    query = scope["query_string"].decode("latin-1")
    if path == pages.FRONT:
        return RedirectResponse(place.of("") + (f"?{query}" if query else ""), status_code=308)
    if path in CLOSED:
        return _unknown()
    if path.startswith("_stcore/upload_file/") and scope["method"] == "PUT":
        return _too_much(path.split("/")[2], Headers(scope=scope).get("content-length", ""))
    return None


def _is_page(status: int, headers: MutableHeaders, path: str) -> bool:
    html = headers.get("content-type", "").startswith("text/html")
    # Below /media/ lies what a reader takes away: a picture is a page of its own.
    return status == 200 and html and not any(part in path for part in ("/_stcore/", "/media/"))


def _unknown() -> Response:
    known = ", ".join(pages.NAMES)
    return PlainTextResponse(
        f"There is no such page here. Pages: {known}.\n", status_code=404, headers=HEADERS
    )


def _too_much(session: str, length: str) -> Response | None:
    """Refuse an upload that would make this session, or all together, keep too much."""
    coming = int(length) if length.isdecimal() and len(length) < 20 else upload.MOST_BYTES_OF_ALL
    kept = {
        key: sum(len(file.data) for file in list(files.values()))
        for key, files in list(Runtime.instance().uploaded_file_mgr.file_storage.items())
    }
    if kept.get(session, 0) + coming > upload.MOST_BYTES_OF_ONE:
        said = "This session has uploaded as much as one session may keep."
    elif sum(kept.values()) + coming > upload.MOST_BYTES_OF_ALL:
        said = "The server keeps as many uploads as it can at the moment; please try again later."
    else:
        return None
    return PlainTextResponse(f"{said}\n", status_code=413, headers=HEADERS)
