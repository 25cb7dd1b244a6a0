"""What a file or a pasted text holds: the article's words, and what it says of itself.

Readers of other formats run in a process of its own, with bounds: a file made to fill the memory or
to take for ever is given up with a word on why.
"""

from __future__ import annotations

import io
import os
import pickle
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date as Date
from pathlib import PurePosixPath

from analysis.article import days
from analysis.article.findings import folded, sentences
from analysis.files import gate
from analysis.files.reading import delimited
from analysis.files.reading.grid import UnreadableError
from analysis.tables import dataset

MOST_TEXT = 200_000
"""So many bytes of text are read of an article."""

MOST_SENTENCES = 3_000
"""A text of so many bytes has fewer sentences, unless it is none."""

MOST_FILE = 5 * 1024**2
"""So many bytes may a file have in which the text stands among pictures and fonts."""

MOST_UNPACKED = 20 * 1024**2
"""So many bytes may a .docx file hold, unpacked."""

MOST_PAGES = 100

SECONDS, MEGABYTES = 10, 512
"""So long may reading a file compute, and so much memory fill."""

ENDINGS = (".txt", ".html", ".htm", ".docx", ".pdf")

LANGUAGES = ("en", "fr", "zh")


class RefusedError(ValueError):
    """A file that gives no article: `kind` says why, `value` what was found."""

    def __init__(self, kind: str, value: str = "") -> None:
        super().__init__(f"{REFUSALS[kind]}{f' ({value})' if value else ''}")
        self.kind, self.value = kind, value


REFUSALS = {
    "empty": "there is no text in it",
    "scanned": "the PDF holds pictures of its pages and no text; recognise the text first",
    "long": f"the text is longer than {MOST_TEXT // 1000} kB",
    "large": f"the file is larger than {MOST_FILE // 1024**2} MB",
    "ending": f"expected a file ending with {', '.join(ENDINGS)}",
    "damaged": "the file is damaged, or not what its name says",
    "encoding": "the letters of the file could not be read; save it as UTF-8",
    "locked": "the file is locked with a password",
    "bomb": f"unpacked it would be larger than {MOST_UNPACKED // 1024**2} MB",
    "bound": f"reading it took more than {SECONDS} seconds or {MEGABYTES} MB of memory",
}
"""Why a file is refused."""


@dataclass(frozen=True)
class Article:
    """A text, and what is known of where it stood; every part can be corrected."""

    text: str
    title: str = ""
    publisher: str = ""
    published: Date | None = None
    url: str = ""
    language: str = "en"


def pasted(text: str) -> Article:
    """The article in a text: its language and its date are guessed. Raises RefusedError."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    if not re.search(r"\w{2}", text):
        raise RefusedError("empty")
    parts = sentences(text) if len(text.encode("utf-8", "replace")) <= MOST_TEXT else None
    if parts is None or len(parts) > MOST_SENTENCES:
        raise RefusedError("long")
    language = guessed_language(text)
    first, _break, rest = text.strip().partition("\n")
    title = first.strip() if rest and len(first) < LONGEST_TITLE else ""
    return Article(text, title=title, published=_dated(text, language), language=language)


LONGEST_TITLE = 160


def guessed_language(text: str) -> str:
    """By its Han characters, else by its commonest words."""
    head = text[:5000]
    if len(re.findall(r"[\u4e00-\u9fff]", head)) > len(head) / 10:
        return "zh"
    words = re.findall(r"[a-zà-ÿ]+", head.casefold())
    french = sum(w in {"le", "la", "les", "des", "du", "et", "une", "est", "dans"} for w in words)
    english = sum(w in {"the", "of", "and", "to", "in", "is", "that", "for"} for w in words)
    return "fr" if french > english else "en"


def _dated(text: str, language: str) -> Date | None:
    """The day that the head of an article names in full: its dateline."""
    head = text[:400]
    plain = folded(head)
    said = "".join(head[at] for at in plain.at[:-1])
    found = sorted(days.found(said, plain.text, language, None))
    exact = (days.parse(each.value) for each in found if each.value)
    return next((period.first for period in exact if period and period.exact), None)


def of_file(name: str, content: bytes) -> Article:
    """The article in a file: .txt, .html, .docx or .pdf. Raises RefusedError."""
    ending = PurePosixPath(name).suffix.lower()
    if ending not in ENDINGS:
        raise RefusedError("ending", ending)
    if len(content) > MOST_FILE:
        raise RefusedError("large", f"{len(content) / 1024**2:.1f} MB")
    if ending == ".txt":
        if len(content) > 4 * MOST_TEXT:
            raise RefusedError("long", f"{len(content) / 1000:.0f} kB")
        if content.startswith((b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0")):
            raise RefusedError("damaged")
        return pasted(_decoded(content))
    return _bounded(ending, content)


def _decoded(content: bytes) -> str:
    try:
        text, _encoding = delimited.decoded(content)
    except (UnreadableError, LookupError) as error:
        raise RefusedError("encoding") from error
    strange = len(re.findall(r"[\ufffd\x00-\x08\x0e-\x1f\x80-\x9f]", text))
    if strange > len(text) / 50:
        raise RefusedError("encoding")
    return text


def _bounded(ending: str, content: bytes) -> Article:
    """What a reader makes of the content, in a process with bounds."""
    start = "from analysis.article.intake import main; main()"
    try:
        answer = subprocess.run(
            [sys.executable, "-c", start, ending],
            cwd=dataset.FOLDER.parent,
            env=os.environ | gate.ALONE,
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS * gate.PATIENCE,
            check=True,
        ).stdout
    except subprocess.SubprocessError as error:
        raise RefusedError("bound") from error
    if not answer:
        raise RefusedError("bound")
    said = pickle.loads(answer)
    if isinstance(said, tuple):
        raise RefusedError(*said)
    article: Article = said
    return article


def main() -> None:
    """Read what stands on the standard input, within bounds; answer on the standard output."""
    content = sys.stdin.buffer.read()
    reader = READERS[sys.argv[1]]
    gate.bound(SECONDS, MEGABYTES)
    said: Article | tuple[str, str]
    try:
        said = reader(content)
    except RefusedError as error:
        said = (error.kind, error.value)
    except MemoryError:
        raise SystemExit(gate.FULL) from None
    except Exception:
        # A crafted file can make a reader stumble in many ways; all mean the same to its owner.
        said = ("damaged", "")
    sys.stdout.buffer.write(pickle.dumps(said))


def _html(content: bytes) -> Article:
    import trafilatura

    found = trafilatura.bare_extraction(content, with_metadata=True, include_comments=False)
    if found is None or isinstance(found, dict) or not found.text:
        raise RefusedError("empty")
    own = pasted(found.text)
    dated = days.parse(found.date or "")
    return replace(
        own,
        title=found.title or own.title,
        publisher=found.sitename or "",
        published=dated.first if dated else own.published,
        url=found.url or "",
    )


def _docx(content: bytes) -> Article:
    import docx

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > MOST_UNPACKED:
            raise RefusedError("bomb")
    document = docx.Document(io.BytesIO(content))
    own = pasted("\n".join(paragraph.text for paragraph in document.paragraphs))
    return replace(own, title=document.core_properties.title or own.title)


def _pdf(content: bytes) -> Article:
    import pypdf

    reader = pypdf.PdfReader(io.BytesIO(content))
    if reader.is_encrypted:
        raise RefusedError("locked")
    text, size = [], 0
    for page in reader.pages[:MOST_PAGES]:
        text.append(page.extract_text())
        size += len(text[-1])
        if size > MOST_TEXT:
            raise RefusedError("long")
    # Lines of a page are no paragraphs.
    joined = re.sub(r"(?<![.!?:。！？\n])\n(?=\S)", " ", "\n\n".join(text))
    if not joined.strip():
        raise RefusedError("scanned")
    title = reader.metadata.title if reader.metadata else ""
    own = pasted(joined)
    return replace(own, title=str(title or own.title))


READERS: dict[str, Callable[[bytes], Article]] = {
    ".html": _html,
    ".htm": _html,
    ".docx": _docx,
    ".pdf": _pdf,
}
