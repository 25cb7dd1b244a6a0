"""Serves the dashboard by several processes behind HAProxy on this machine, until it is stopped.

    python deploy/serve.py --processes 2 --port 8501 --base relations

Each process is a server of its own, at a port that only this machine reaches; HAProxy keeps a
reader at one of them (`deploy/haproxy.cfg`). A process that ends is started again; meanwhile its
readers are served by the others.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LOOPBACK = "127.0.0.1"

STOPPED_WITHIN = 10.0
LEAST = 10.0
"""Who fails before so many seconds have passed would fail again."""


def main() -> int:
    """Start the processes and HAProxy; end when HAProxy ends or somebody says so."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--processes", type=int, default=os.cpu_count())
    parser.add_argument("--address", default=LOOPBACK, help="where readers come")
    parser.add_argument("--port", type=int, default=8501)
    parser.add_argument("--base", default="", help="the path below which the dashboard stands")
    asked = parser.parse_args()
    if asked.processes < 1:
        parser.error("--processes: expected 1 or more")
    # Else a form that one process gave out would be refused by another.
    env = {"STREAMLIT_SERVER_COOKIE_SECRET": secrets.token_hex(32), "MALLOC_ARENA_MAX": "2"}
    env |= os.environ
    base, ports = asked.base.strip("/"), free_ports(asked.processes)
    program = haproxy()
    running: dict[int, subprocess.Popen[bytes]] = {}
    begun: dict[int, float] = {}
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    bind = f"{asked.address}:{asked.port}"
    proxy: subprocess.Popen[str] | None = None
    try:
        while True:
            for name, port in enumerate(ports, 1):
                ended = running[port].poll() if port in running else 0
                if ended is None:
                    continue
                if ended > 0 and time.monotonic() - begun[port] < LEAST:
                    return ended
                running[port], begun[port] = dashboard(port, base, env), time.monotonic()
                print(f"process {name}: port {port}, id {running[port].pid}", flush=True)
            if proxy is None:
                # Who came before they stand would only be told that none does.
                if not all(stands(port, base) for port in ports):
                    time.sleep(0.1)
                    continue
                proxy = balance(program, bind, base, ports, env)
                print(f"readers: http://{bind}/{base}", flush=True)
            with contextlib.suppress(subprocess.TimeoutExpired):
                return proxy.wait(timeout=1)
    except KeyboardInterrupt:
        return 0
    finally:
        stop([*([proxy] if proxy else []), *running.values()])


def dashboard(port: int, base: str, env: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """One process of the dashboard, at this port of this machine."""
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py"]
    command += ["--server.address", LOOPBACK, "--server.port", str(port)]
    command += ["--server.headless", "true", "--server.fileWatcherType", "none"]
    command += ["--server.baseUrlPath", base] if base else []
    return subprocess.Popen(command, cwd=ROOT, env=env)


def stands(port: int, base: str) -> bool:
    """Does the process at this port of this machine answer readers?"""
    # Asked of the process itself, whatever proxy there is to other machines.
    asking = HTTPConnection(LOOPBACK, port, timeout=1)
    with contextlib.closing(asking), contextlib.suppress(OSError, HTTPException):
        asking.request("GET", f"/{base}/_stcore/health" if base else "/_stcore/health")
        return asking.getresponse().status == 200
    return False


def haproxy() -> str:
    """Where HAProxy is."""
    program = shutil.which("haproxy") or shutil.which("haproxy", path="/usr/sbin")
    return program or sys.exit("HAProxy is not installed: `make haproxy`")


def balance(
    program: str, bind: str, base: str, ports: list[int], env: Mapping[str, str]
) -> subprocess.Popen[str]:
    """HAProxy in front of the processes at these ports."""
    config = (ROOT / "deploy" / "haproxy.cfg").read_text(encoding="utf-8") + "".join(
        f"    server {name} {LOOPBACK}:{port} cookie {name}\n" for name, port in enumerate(ports, 1)
    )
    told = {**env, "BIND": bind, "BASE": f"/{base}" if base else ""}
    # The configuration goes through a pipe, so that no file is left behind.
    process = subprocess.Popen(
        [program, "-db", "-f", "/dev/stdin"], stdin=subprocess.PIPE, env=told, text=True
    )
    process.stdin.write(config)
    process.stdin.close()
    return process


def free_ports(number: int) -> list[int]:
    """So many ports at which nobody listens."""
    with contextlib.ExitStack() as held:
        found = [held.enter_context(socket.create_server((LOOPBACK, 0))) for _ in range(number)]
        return [each.getsockname()[1] for each in found]


def stop(processes: list[subprocess.Popen[Any]]) -> None:
    """Ask them all to end, and make sure that they did."""
    for each in processes:
        each.terminate()
    for each in processes:
        try:
            each.wait(STOPPED_WITHIN)
        except subprocess.TimeoutExpired:
            each.kill()
            each.wait()


if __name__ == "__main__":
    sys.exit(main())
