"""Where the dashboard stands: below which path, and under which public address."""

from __future__ import annotations

import os
from ipaddress import ip_address

import streamlit as st
from starlette.requests import Request

ADDRESS_VARIABLE = "DASHBOARD_ADDRESS"
"""The public address of the dashboard, as previews name it: https://example.net/relations."""


def base() -> str:
    """The path below which everything stands (`server.baseUrlPath`), "" or "/relations"."""
    path = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{path}" if path else ""


def of(path: str) -> str:
    """The path of something of the dashboard on this server."""
    return f"{base()}/{path.lstrip('/')}"


def inside(path: str) -> str | None:
    """The same the other way round: "contacts" for "/relations/contacts"; None if outside."""
    if not path.startswith(f"{base()}/"):
        return None
    return path.removeprefix(f"{base()}/").rstrip("/")


def public(request: Request) -> str | None:
    """The address that others may be told: the configured one, or this machine's own.

    Whoever asks can write any name into the header `Host`, so it is not believed.
    """
    configured = os.environ.get(ADDRESS_VARIABLE, "").rstrip("/")
    if configured:
        return configured
    if _is_this_machine(request.url.hostname or ""):
        return str(request.base_url).rstrip("/") + base()
    return None


def _is_this_machine(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
