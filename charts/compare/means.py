"""With what was pressed in each episode: a bar of all its measures, by what they were."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis.compare.episodes import KEY
from analysis.compare.means import UNKNOWN
from analysis.shares import of_whole
from charts.compare import names
from charts.compare.names import Named
from charts.draw import bars, theme
from charts.draw.picture import Picture
from charts.speech.formats import days_range, percent
from charts.speech.language import _, plural

SHADES = ("#2F6FB0", "#BF7B00", "#17967F", "#B8467F", "#7A6BDB", "#6E8F2E", "#B5652B")
REST = "rest"


def property_name(by: str) -> str:
    """By what the measures are told apart."""
    return {
        "measure": _("by kind"),
        "product_group": _("by goods"),
        "made_known": _("by how they became known"),
    }[by]


def mix(found: pd.DataFrame, rows: pd.DataFrame, by: str, words: Named) -> Picture:
    """Of what are the measures of each episode made up?

    `found` is what `analysis.compare.means.mix` returns, `rows` are the episodes.
    """
    known = [part for part in dict.fromkeys(found["part"]) if part != UNKNOWN]
    called = {part: _part_name(part, by, words) for part in known[: len(SHADES)]}
    colors = dict(zip(called, SHADES, strict=False)) | {REST: "#C4B49A", UNKNOWN: theme.MUTED}
    called |= {REST: _("others"), UNKNOWN: _("not on record")}
    kept = found["part"].where(found["part"].isin(list(colors)), REST)
    told = found.assign(part=kept).groupby([*KEY, "part", "total"], as_index=False)["count"].sum()
    told = rows.assign(name=[names.short(n) for n in names.episodes(rows, words)]).merge(
        told, on=KEY, validate="one_to_many"
    )
    shares = told["count"] / told["total"]
    printed = [percent(share) for share in told.groupby(KEY)["count"].transform(of_whole)]
    drawn = pd.DataFrame(
        {
            "name": told["name"],
            "part": told["part"],
            "called": told["part"].map(called),
            "count": told["count"],
            "value": shares.round(4),
            "label": [plural("{n} measure", "{n} measures", int(n)) for n in told["total"]],
            "inside": [p if share >= 0.1 else "" for p, share in zip(printed, shares, strict=True)],
        }
    )
    present = {part: color for part, color in colors.items() if part in set(drawn["part"])}
    tooltip = {"name": _("Episode"), "called": _("Measures"), "count": _("n")}
    legend = {part: called[part] for part in present}
    return Picture(
        figure=bars.stacked(drawn, tooltip, present, legend),
        title=names.within(plural("{n} measure", "{n} measures", found["count"].sum()), rows),
        subtitle=_(
            "Share of the measures that the side that answered took in each episode, {by}.",
            by=property_name(by),
        ),
        table=pd.DataFrame(
            {
                _("Episode"): drawn["name"],
                _("Measures"): drawn["called"],
                _("n"): drawn["count"],
                _("Share"): printed,
            }
        ),
        note=_("A share of few measures says little."),
    )


def _part_name(part: str, by: str, words: Named) -> str:
    """The label that the first package gives it that has one."""
    for each in words.values():
        if part in each.package.labels.get(by, {}):
            return each.term(by, part)
    return part.replace("-", " ")


def eased(
    found: pd.DataFrame, measures: Sequence[str], rows: pd.DataFrame, words: Named
) -> pd.DataFrame:
    """What was lifted or eased first, as a table.

    `found` is what `analysis.compare.means.first_eased` returns, `measures` the name of each.
    """
    called = names.by_key(rows, words)
    return pd.DataFrame(
        {
            _("Episode"): [called[key] for key in found[KEY].itertuples(index=False, name=None)],
            _("Days"): list(map(days_range, found["eased_least"], found["eased_most"])),
            _("Measure"): [
                words[of].term("measure", value)
                for of, value in zip(found["pair"], found["measure"], strict=True)
            ],
            _("Goods"): [
                words[of].term("product_group", value)
                for of, value in zip(found["pair"], found["product_group"], strict=True)
            ],
            _("Row"): list(measures),
        }
    )
