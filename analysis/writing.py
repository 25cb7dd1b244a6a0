"""Files that are written whole or not at all: first beside their place, then put into it.

And values as a TOML file has them, which the standard library only reads.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def file(path: Path, content: bytes) -> None:
    """Write a file; what it held before is lost only once the new content is on the disk."""
    place = path.resolve()
    if not place.parent.is_dir():
        raise FileNotFoundError(f"{path}: there is no folder {path.parent}")
    folder(place.parent, {place.name: content})


def folder(path: Path, files: Mapping[str, bytes]) -> None:
    """Write files, by name, into a folder, which is made where it is missing.

    Raises OSError; where it does, as on a full disk, the folder holds what it held before.
    """
    around = path if path.is_dir() else path.parent
    beside = around / f".{os.getpid()}.new"
    try:
        beside.mkdir(parents=True)
        for name, content in files.items():
            (beside / name).write_bytes(content)
        path.mkdir(exist_ok=True)
        for name in files:
            (beside / name).replace(path / name)
    except OSError as error:
        # Named is what was to be written, not what stands beside it for a moment.
        raise type(error)(error.errno, error.strerror, str(path)) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def toml(value: Any) -> str:
    """A text, number, truth, list or mapping of them as TOML."""
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{toml(k)} = {toml(v)}" for k, v in value.items()) + " }"
    # A JSON string is a TOML string, but for the one sign that only TOML forbids bare.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
