"""Lists of sources and of meetings: BibTeX, RIS and iCalendar files as tables of text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import takewhile

from analysis.check.messages import Expected, shortened
from analysis.files.reading.delimited import decoded
from analysis.files.reading.grid import Grid, Said, UnreadableError, of_records

BIBTEX, RIS, CALENDAR = ".bib", ".ris", ".ics"

SAME = {
    "publisher": (
        "journaltitle", "journal", "newspaper", "publisher", "howpublished", "institution",
        "organization", "school", "booktitle",
    ),
    "published": ("date", "published", "year"),
    "language": ("langid", "language"),
    "url": ("url", "doi"),
}  # fmt: skip
"""Fields of BibTeX that say the same, the one that is taken first."""

RIS_TAGS = {
    "TY": "kind", "T1": "title", "TI": "title", "T2": "publisher", "JO": "publisher",
    "JF": "publisher", "PB": "publisher", "PY": "published", "Y1": "published", "DA": "published",
    "UR": "url", "DO": "doi", "LA": "language", "AU": "author", "ID": "key",
}  # fmt: skip
"""What the tags of RIS say, in the words that BibTeX has for it."""

_ENTRY = re.compile(r"@(\w+)\s*[{(]\s*([^,\s]*)\s*,")
_FIELD = re.compile(r"\s*,?\s*([\w-]+)\s*=\s*")
_TAG = re.compile(r"([A-Z][A-Z0-9])  - ?(.*)")
_PROPERTY = re.compile(r"([A-Z-]+)(?:;[^:]*)?:(.*)")
_STAMP = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(?:T.*)?")
_NO_ENTRIES = {"comment", "preamble", "string"}
_ACCENTS = {
    "'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "c": "\u0327",
}  # fmt: skip
_ESCAPED = re.compile(r"\\([&%$#_{}])|[{}]")
_JOINED = re.compile(r"\s*#\s*")
_ACCENT = re.compile(r"\{?\\(['`^\"~]|c(?=[ {]))\s*\{?([A-Za-z])\}?\}?")

Record = dict[str, str]


def read(name: str, ending: str, content: bytes) -> Grid:
    """The entries of the file, each with the line on which it begins. Raises UnreadableError."""
    text, encoding = decoded(content)
    parse = {BIBTEX: _bibtex, RIS: _ris, CALENDAR: _calendar}[ending]
    found = list(parse(text))
    if not found:
        raise UnreadableError(Expected("entries, as a {ending} file has them", ending=ending))
    return of_records(name, found, *([Said(name, "encoding", encoding)] if encoding else []))


def _bibtex(text: str) -> Iterator[tuple[int, Record]]:
    at = 0
    while entry := _ENTRY.search(text, at):
        kind, at = entry[1].lower(), entry.end()
        if kind in _NO_ENTRIES:
            continue
        record = {"kind": kind, "key": entry[2]}
        while field := _FIELD.match(text, at):
            value, at = _value(text, field.end())
            record[field[1].lower()] = value
        for name, others in SAME.items():
            said = next((record[other] for other in others if record.get(other)), "")
            record = {n: v for n, v in record.items() if n not in others} | {name: said}
        yield text.count("\n", 0, entry.start()) + 1, record


def _value(text: str, at: int) -> tuple[str, int]:
    """A value, or several that # joins, and where they end."""
    value, at = _part(text, at)
    while joined := _JOINED.match(text, at):
        more, at = _part(text, joined.end())
        value += more
    return _plain(value), at


def _part(text: str, at: int) -> tuple[str, int]:
    """What stands in braces or quotes, or a bare word, and where it ends."""
    opened = text[at : at + 1]
    if opened not in {"{", '"'}:
        bare = re.compile(r"[^,}\s#]*").match(text, at)
        return (bare[0], bare.end()) if bare else ("", at)
    depth, start = 0, at + 1
    for at in range(start, len(text)):
        sign = text[at]
        if (sign == "}" and opened == "{" and depth == 0) or (
            sign == '"' and opened == '"' and depth == 0
        ):
            return text[start:at], at + 1
        depth += (sign == "{") - (sign == "}")
    raise UnreadableError(
        Expected(
            "an end of the value that begins with {mark} on line {n}",
            mark=opened,
            n=text.count("\n", 0, start) + 1,
        ),
        shortened(" ".join(text[start:].split()), 200),
    )


def _plain(value: str) -> str:
    """The text without braces, and with signs and letters in place of the commands for them."""
    plain = _ACCENT.sub(lambda found: found[2] + _ACCENTS[found[1]], value)
    plain = _ESCAPED.sub(r"\1", plain)
    return " ".join(unicodedata.normalize("NFC", plain).split())


def _ris(text: str) -> Iterator[tuple[int, Record]]:
    record: Record = {}
    began = 0
    for line, written in enumerate(text.splitlines(), 1):
        found = _TAG.match(written.strip())
        if not found:
            continue
        tag, value = found[1], found[2].strip()
        # An entry that lacks its ER ends where the next one begins.
        if tag in {"TY", "ER"} and record:
            yield began, record
            record = {}
        if tag == "TY":
            began = line
        if tag in RIS_TAGS and value:
            field = RIS_TAGS[tag]
            record.setdefault(field, value.strip("/") if field == "published" else value)
    if record:
        yield began, record


def _calendar(text: str) -> Iterator[tuple[int, Record]]:
    record: Record | None = None
    began = 0
    lines = text.splitlines()
    for number, line in enumerate(lines, 1):
        if _goes_on(line):
            continue
        line += "".join(more[1:] for more in takewhile(_goes_on, lines[number:]))
        if line == "BEGIN:VEVENT":
            record, began = {}, number
        elif line == "END:VEVENT" and record is not None:
            yield began, record
            record = None
        elif record is not None and (found := _PROPERTY.match(line)):
            value = re.sub(r"\\([,;\\])", r"\1", found[2]).replace("\\n", " ").strip()
            stamp = _STAMP.fullmatch(value)
            name, said = found[1].lower(), "-".join(stamp.groups()) if stamp else value
            # A whole day is the first one after the event (RFC 5545, 3.6.1), though some programs
            # repeat the day of its beginning.
            if name == "dtend" and "T" not in value and said != record.get("dtstart"):
                said = _day_before(said)
            record[name] = said


def _goes_on(line: str) -> bool:
    return line.startswith((" ", "\t"))


def _day_before(day: str) -> str:
    """The day before; what is no day as it stands, so that the check can say so."""
    try:
        return (date.fromisoformat(day) - timedelta(days=1)).isoformat()
    except (ValueError, OverflowError):
        return day
