"""How is what was taken from here cited?"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

import pandas as pd

from analysis.tables.package import Package

FILE = "CITATION.txt"
"""The file of an archive that says how it is cited."""

_LATEX = re.compile(r"[&%$#_{}~^\\]")
_SPELT = {"~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "\\": r"\textbackslash{}"}
_COMMAS = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Citation:
    """What a citation names: who, what, which version, how far it reaches, where and when."""

    author: str
    year: int
    title: str
    version: str
    end: pd.Timestamp
    licence: str
    key: str
    accessed: date
    address: str = ""
    note: str = ""
    digest: str = ""

    def apa(self) -> str:
        """The reference in the style of the American Psychological Association (7th edition)."""
        version = f"Version {self.version}; " if self.version else ""
        reference = (
            f"{self.author.rstrip('.')}. ({self.year}). {self.title} "
            f"({version}record to {_day(self.end)}) [Data set]."
        )
        if self.address:
            reference += f" Retrieved {_us_day(self.accessed)}, from {self.address}"
        mark = f"SHA-256 of the package: {self.digest}." if self.digest else ""
        return " ".join(part for part in (reference, mark, self.note) if part)

    def text(self) -> str:
        """Both forms, as the text file that goes with an archive."""
        return f"{self.apa()}\n\n{self.bibtex()}\n"

    def bibtex(self) -> str:
        """The reference as a BibTeX entry."""
        mark = f"SHA-256 {self.digest}" if self.digest else ""
        remarks = [f"Data set; record to {self.end:%Y-%m-%d}", self.licence, mark, self.note]
        fields = {
            "author": "{" + _latex(self.author) + "}",
            "title": "{" + _latex(self.title) + "}",
            "year": str(self.year),
            "version": _latex(self.version),
            "note": _latex("; ".join(remark.rstrip(".") for remark in remarks if remark)),
            "url": re.sub(r"[{}\\\s]", "", self.address),
            "urldate": self.accessed.isoformat() if self.address else "",
        }
        lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
        return "\n".join([f"@misc{{{self.key},", *lines, "}"])


def of(
    package: Package,
    accessed: date,
    *,
    end: pd.Timestamp | None = None,
    address: str = "",
    note: str = "",
    digest: str = "",
) -> Citation:
    """The citation of a package, or of a view of it at `address`.

    `end` is the last day that the view speaks for, where that is not the package's own;
    `accessed` the day on which it was taken; `note` a sentence on what else there is to know;
    `digest` the SHA-256 of the package (see `analysis.record.releases.digest`).
    """
    contributors = package.descriptor.get("contributors", [])
    names = [str(c["title"]) for c in contributors if c.get("title")] or [package.title]
    licences = [str(c.get("name", "")) for c in package.descriptor.get("licenses", [])]
    created = str(package.descriptor.get("created", ""))[:4]
    year = int(created) if created.isdigit() else package.end.year
    return Citation(
        author=" and ".join(names),
        year=year,
        title=package.title,
        version=package.version,
        end=package.end if end is None else end,
        licence=", ".join(filter(None, licences)),
        key=_COMMAS.sub("-", package.name.lower()).strip("-") + f"-{year}",
        accessed=accessed,
        address=address,
        note=note,
        digest=digest,
    )


def _day(day: date) -> str:
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"


def _us_day(day: date) -> str:
    return f"{calendar.month_name[day.month]} {day.day}, {day.year}"


def _latex(text: str) -> str:
    return _LATEX.sub(lambda sign: _SPELT.get(sign[0], "\\" + sign[0]), text)
