"""Would others have coded the events alike? Agreement by field, and the audits."""

from __future__ import annotations

import pandas as pd

from analysis.shares import wilson
from analysis.temperature.certainty.coders import INTERVAL
from charts.draw import intervals, theme
from charts.draw.picture import Picture
from charts.draw.text import plain
from charts.speech.formats import number, percent, sentences, written_day
from charts.speech.language import _, plural

ROW_HEIGHT = 32


def coders(agreement: pd.DataFrame, events: int) -> Picture:
    """How far do three codings agree on each field?

    `agreement` has field, alpha, low, high and same; `events` is how many were coded again.
    """
    names = {
        "cameo": _("CAMEO code"),
        "root": _("Root code"),
        "quad_class": _("Class"),
        "goldstein": _("Intensity"),
        "salience": _("Salience"),
        "direction": _("Direction"),
        "domain": _("Domain"),
    }
    height = ROW_HEIGHT * len(agreement) + 50
    figure = theme.figure(height, margin=theme.CLOSE)
    intervals.ranges(figure, agreement["low"], agreement["high"])
    intervals.dots(figure, agreement["alpha"].round(2), _("α = {alpha}", alpha="%{x:.2f}"))
    figure.update_xaxes(range=[0, 1.02], title=_("α"))
    intervals.name_rows(figure, [plain(names[field]) for field in agreement["field"]])
    return Picture(
        figure=figure,
        title=_title(agreement, names),
        subtitle=_(
            "Krippendorff’s α of three codings of {n} events, 0 (chance) to 1, with its {level} "
            "interval.",
            n=number(events),
            level=percent(INTERVAL),
        ),
        table=pd.DataFrame(
            {
                _("Field"): [names[field] for field in agreement["field"]],
                _("α"): [number(v, 2) for v in agreement["alpha"]],
                _("Lower end"): [number(v, 2) for v in agreement["low"]],
                _("Upper end"): [number(v, 2) for v in agreement["high"]],
                _("Pairs that agree"): [percent(v) for v in agreement["same"]],
            }
        ),
    )


def _title(agreement: pd.DataFrame, names: dict[str, str]) -> str:
    """The weakest field, where its interval lies below those of all others."""
    weak, *others = agreement.sort_values("alpha").to_dict("records")
    if any(weak["high"] >= other["low"] for other in others):
        return _("No field surely has the lowest agreement")
    return _(
        "Agreement is lowest on {field}: α = {alpha} ({low} to {high})",
        field=names[weak["field"]],
        alpha=number(weak["alpha"], 2),
        low=number(weak["low"], 2),
        high=number(weak["high"], 2),
    )


def audits(found: pd.DataFrame) -> str:
    """What the audits found: rows with date, kind, rows, right, imprecise, wrong, unchecked."""
    said = []
    for row in found.itertuples():
        checked = int(row.rows - row.unchecked)
        if row.kind == "landmarks":
            low, high = wilson(int(row.right), checked)
            said.append(
                _(
                    "{date}: of {n} landmarks in independent chronologies {right} are in the "
                    "record ({low} to {high}).",
                    date=written_day(row.date),
                    n=number(checked),
                    right=number(row.right),
                    low=percent(low),
                    high=percent(high, 1),
                )
            )
            continue
        low, high = wilson(int(row.wrong), checked)
        said.append(
            plural(
                "{date}: {n} row held against its sources: {right} right, {imprecise} imprecise, "
                "{wrong} wrong ({low} to {high}), {unchecked} not checked.",
                "{date}: {n} rows held against their sources: {right} right, {imprecise} "
                "imprecise, {wrong} wrong ({low} to {high}), {unchecked} not checked.",
                int(row.rows),
                date=written_day(row.date),
                right=number(row.right),
                imprecise=number(row.imprecise),
                wrong=number(row.wrong),
                low=percent(low, 1),
                high=percent(high, 1),
                unchecked=number(row.unchecked),
            )
        )
    return sentences(said)
