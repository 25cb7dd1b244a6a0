"""How strong a figure is, in words."""

from __future__ import annotations

from analysis.evidence.strength import FEW, HALF, MOST, Strength
from charts.speech.formats import clauses, percent
from charts.speech.language import _


def reasons(found: Strength) -> str:
    """The grade of a figure and what it rests on, in words."""
    if not found.grade:
        return _("No row stands behind this figure.")
    one_source, one_side, undated = found.steps
    parts = [
        _("{share} of the weight rests on one source", share=percent(found.one_source))
        if one_source
        else "",
        _("{share} on one side’s sources alone", share=percent(found.one_side)) if one_side else "",
        _("{share} on sources without a date", share=percent(found.undated)) if undated else "",
    ]
    said = clauses(part for part in parts if part)
    return _(
        "Sources graded {grade} (A best, D weakest): {reasons}.",
        grade=found.grade,
        reasons=said or _("several dated sources, of more than one voice"),
    )


def rule() -> str:
    """The rule by which grades are given, in words."""
    return _(
        "The sources of a figure are graded from A to D: a step lower where more than {half} of "
        "the weight rests on one source, or on one side’s sources alone (two steps above "
        "{most}), and where more than {few} rests on sources without a date.",
        half=percent(HALF),
        most=percent(MOST),
        few=percent(FEW),
    )
