"""A client that speaks Streamlit's own protocol: it asks for script runs and counts the bytes.

The browser and the server exchange protobuf messages over a websocket; both kinds ship with
Streamlit. A run is asked for with a query string, as the browser's back button would.
"""

from __future__ import annotations

import logging
import secrets
import time
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self
from urllib.parse import urlencode

import requests
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

LOG = logging.getLogger(__name__)

UPLOADER = "yours-files"
"""The key of the field for files, on the page Your data."""


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
        self.widgets: list[str] = []
        """The ids of buttons and fields for files that the session was shown; they end in keys."""
        self._files: dict[str, tuple[str, int]] = {}

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

    def upload(self, name: str, content: bytes) -> None:
        """Put a file on the server; the runs that follow find it in every field for files."""
        with self.asking() as asking:
            for number in self._files:
                asking.delete(self.place(number))
            number = secrets.token_hex(8)
            asking.put(self.place(number), files={"f": (name, content)})
        self._files = {number: (name, len(content))}

    def asking(self) -> requests.Session:
        """What may put files on the server and take them away: it has the cookie and its token."""
        asking = requests.Session()
        # The server is on this machine, whatever proxy there is to others.
        asking.trust_env = False
        asking.get(f"{self._base}/_stcore/health")
        asking.headers["X-Xsrftoken"] = asking.cookies["_streamlit_xsrf"]
        return asking

    def place(self, number: str) -> str:
        """Where this session puts a file."""
        return f"{self._base}/_stcore/upload_file/{self.session_id}/{number}"

    async def run(
        self,
        page: str = "",
        query: dict[str, object] | None = None,
        fragment: str = "",
        press: str = "",
    ) -> Run:
        """Ask for a run of a page (or of one of its fragments) and wait for its end.

        `press` is the key of a button that is pressed with it.
        """
        message = BackMsg()
        message.rerun_script.query_string = urlencode(query or {}, doseq=True)
        message.rerun_script.is_history_navigation = True
        if page in self._pages:
            message.rerun_script.page_script_hash = self._pages[page]
        else:
            message.rerun_script.page_name = page
        message.rerun_script.fragment_id = fragment
        for widget in self.widgets:
            if press and widget.endswith(f"-{press}"):
                message.rerun_script.widget_states.widgets.add(id=widget, trigger_value=True)
            elif widget.endswith(f"-{UPLOADER}") and self._files:
                state = message.rerun_script.widget_states.widgets.add(id=widget)
                for number, (name, size) in self._files.items():
                    state.file_uploader_state_value.uploaded_file_info.add(
                        file_id=number, name=name, size=size
                    )
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
                self.widgets = []
                self.session_id = message.new_session.initialize.session_id
            elif kind == "navigation":
                self._pages = {
                    p.url_pathname: p.page_script_hash for p in message.navigation.app_pages
                }
            elif kind == "delta":
                delta = message.delta
                element = delta.new_element
                kind = element.WhichOneof("type")
                if kind == "exception":
                    run.exceptions += 1
                    trace = "\n".join(element.exception.stack_trace)
                    LOG.error("%s\n%s", element.exception.message, trace)
                if kind in ("button", "file_uploader"):
                    self.widgets.append(getattr(element, kind).id)
                if delta.fragment_id:
                    drawn = run.fragments.get(delta.fragment_id, 0)
                    run.fragments[delta.fragment_id] = drawn + len(content)
            elif kind == "script_finished":
                run.seconds = time.perf_counter() - started
                return run
