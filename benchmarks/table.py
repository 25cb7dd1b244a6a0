"""Figures of a benchmark, printed as one Markdown table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One measured figure, what it is to reach, and whether it does."""

    name: str
    value: float
    unit: str
    limit: float | None = None

    @property
    def ratio(self) -> str:
        """The figure as a share of its limit; empty where there is none."""
        return f"{self.value / self.limit:.2f}" if self.limit else ""


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which this share (0 to 1) of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(share * (len(ordered) - 1)))]


HEAD = "| what | measured | at most | ratio |\n|---|---:|---:|---:|"


def rows(figures: Iterable[Figure]) -> str:
    """The figures as rows of a Markdown table whose head is `HEAD`."""
    return "\n".join(
        f"| {f.name} | {f.value:,.3g} {f.unit} | "
        + (f"{f.limit:,.3g} {f.unit}" if f.limit else "")
        + f" | {f.ratio} |"
        for f in figures
    )
