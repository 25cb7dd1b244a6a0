"""A client that speaks Streamlit's own protocol: it asks for script runs and counts the bytes.

The browser and the server exchange protobuf messages over a websocket; both kinds ship with
Streamlit. A run is asked for with a query string, as the browser's back button would.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect


@dataclass
class Run:
    """One script run as the client saw it."""

    seconds: float
    bytes: int
    exceptions: int
    fragments: dict[str, int] = field(default_factory=dict)
    """Bytes of what each fragment drew, by the fragment's id."""


class Session:
    """One reader's session: a websocket, the page it is on, and what it has cached."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._pages: dict[str, str] = {}
        self._connection: ClientConnection | None = None
        self.session_id = ""
        """The name that the server gave this session, once it has run."""

    async def __aenter__(self) -> Self:
        self._connection = await connect(
            self._base.replace("http", "ws") + "/_stcore/stream",
            subprotocols=["streamlit"],  # type: ignore[list-item]
            additional_headers={"Origin": self._base},
            max_size=None,
            ping_interval=None,
        )
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._socket.close()

    @property
    def _socket(self) -> ClientConnection:
        if self._connection is None:
            raise RuntimeError("the session is not open")
        return self._connection

    async def run(
        self, page: str = "", query: dict[str, object] | None = None, fragment: str = ""
    ) -> Run:
        """Ask for a run of a page (or of one of its fragments) and wait for its end."""
        message = BackMsg()
        message.rerun_script.query_string = urlencode(query or {}, doseq=True)
        message.rerun_script.is_history_navigation = True
        if page in self._pages:
            message.rerun_script.page_script_hash = self._pages[page]
        else:
            message.rerun_script.page_name = page
        message.rerun_script.fragment_id = fragment
        started = time.perf_counter()
        await self._socket.send(message.SerializeToString())
        return await self._finished(started)

    async def _finished(self, started: float) -> Run:
        run = Run(0.0, 0, 0)
        while True:
            content = await self._socket.recv(decode=False)
            run.bytes += len(content)
            message = ForwardMsg()
            message.ParseFromString(content)
            kind = message.WhichOneof("type")
            if kind == "new_session":
                self.session_id = message.new_session.initialize.session_id
            elif kind == "navigation":
                self._pages = {
                    p.url_pathname: p.page_script_hash for p in message.navigation.app_pages
                }
            elif kind == "delta":
                delta = message.delta
                run.exceptions += delta.new_element.WhichOneof("type") == "exception"
                if delta.fragment_id:
                    drawn = run.fragments.get(delta.fragment_id, 0)
                    run.fragments[delta.fragment_id] = drawn + len(content)
            elif kind == "script_finished":
                run.seconds = time.perf_counter() - started
                return run
