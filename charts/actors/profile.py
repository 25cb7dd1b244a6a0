"""Pictures of one actor: its offices, its events, whom it met and where, what it says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import pandas as pd

from analysis.tables.dates import iso
from charts.draw import bars, theme, vega
from charts.draw.picture import Picture
from charts.draw.time import Window
from charts.speech.describe import describe
from charts.speech.formats import capital, day, degrees, leading, number
from charts.speech.language import _, plural
from charts.speech.names import Words

OFFICE_STEP = 36
ROLE_HEIGHT = 250
MOST_BARS = 12


def offices(held: pd.DataFrame, start: pd.Timestamp, end: pd.Timestamp, words: Words) -> Picture:
    """When did this person hold which offices?

    `held` is what `analysis.actors.profile.terms` returns; the picture reaches from `start` to
    `end`.
    """
    names = [capital(words.office(office)) for office in held["office"]]
    spans = [_term(term) for term in held.itertuples()]
    drawn = held.reset_index(drop=True).assign(
        row=range(len(held)),
        office=names,
        since=held["since"].clip(lower=start).to_numpy(),
        span=spans,
        rank=words.terms("rank", held["rank"]),
        label=titles(held, words),
    )
    columns = ["row", "office", "since", "until", "known_start", "end_known", "span", "rank"]
    drawn = drawn[[*columns, "label"]]
    base = alt.Chart(drawn).encode(y=vega.down("row", len(drawn)))
    axis = vega.time_axis() if drawn["known_start"].any() else None
    dated = base.transform_filter("datum.known_start").encode(
        x=alt.X("since:T", scale=_time(start, end), axis=axis),
        x2=alt.X2("until:T"),
        tooltip=vega.tooltips({"office:N": _("Office"), "rank:N": _("Rank"), "span:N": _("Held")}),
    )
    open_end = "!datum.end_known"
    dashed = [
        dated.transform_filter(open_end)
        .mark_rule(strokeDash=[3, 3], strokeWidth=2, yOffset=9, color=vega.INK)
        .encode()
    ]
    # A layer without marks would be a picture without a name for whoever only hears the page.
    figure = alt.layer(
        dated.mark_rule(strokeWidth=9, yOffset=9, clip=True).encode(
            color=alt.ColorValue(theme.LINE, condition={"test": open_end, "value": theme.MUTED}),
            opacity=alt.OpacityValue(1.0, condition={"test": open_end, "value": 0.55}),
        ),
        *(dashed if (drawn["known_start"] & ~drawn["end_known"]).any() else []),
        base.mark_text(
            align="left",
            dy=-6,
            fontSize=12,
            color=vega.INK,
            limit=alt.ExprRef("containerSize()[0] - 12"),
        ).encode(x=alt.XValue(1), text=alt.Text("label:N")),
    ).properties(height=max(len(drawn), 1) * OFFICE_STEP + vega.AXIS)
    title = plural("{n} office on record", "{n} offices on record", len(held))
    return Picture(
        figure=figure,
        title=title,
        subtitle=_("From start to end; dashed where the end is open or unknown."),
        alt=describe(title, drawn[["label"]]),
        table=drawn[["office", "rank", "span"]].set_axis(
            [_("Office"), _("Rank"), _("Held")], axis=1
        ),
    )


def titles(held: pd.DataFrame, words: Words) -> list[str]:
    """Each office of a person in words, with its term; `held` as for `offices`."""
    return [
        _("{office} ({span})", office=capital(words.office(term.office)), span=_term(term))
        for term in held.itertuples()
    ]


def _term(term: Any) -> str:
    """From when to when an office was held, in words."""
    if not term.known_start and not term.end_known:
        return _("dates not on record")
    start, end = day(term.start, term.start_precision), day(term.end, term.end_precision)
    if not term.end_known:
        return _("from {start}, end open or unknown", start=start)
    if not term.known_start:
        return _("until {end}, start unknown", end=end)
    return _("{start} to {end}", start=start, end=end)


def _time(start: pd.Timestamp, end: pd.Timestamp) -> alt.Scale:
    return alt.Scale(domain=[vega.stamp(start), vega.stamp(end)], nice=False)


def role_name(role: str) -> str:
    """The words for a role in an event."""
    return {"initiator": _("acts"), "target": _("is acted upon")}[role]


def in_events(own: pd.DataFrame, means: pd.DataFrame, window: Window, words: Words) -> Picture:
    """How intense are the events that this actor starts, and those of which it is the target?

    `own` is what `analysis.actors.profile.roles_in_events` returns, `means` what
    `analysis.actors.profile.intensity` does. The picture reaches over the `window`, so that those
    of two actors can be compared. A click picks an event (`key`).
    """
    drawn = pd.DataFrame(
        {
            "key": own["event_id"],
            "date": own["date"],
            "goldstein": own["goldstein"],
            "role": own["role"],
            "salience": own["salience"].astype(str),
            "title": own["title"].map(words.told),
            "role_name": [role_name(role) for role in own["role"]],
            "when": list(map(day, own["date"], own["date_precision"])),
        }
    )
    low, high = theme.GOLDSTEIN_RANGE
    y = alt.Y(
        "goldstein:Q",
        scale=alt.Scale(domain=[low, high], nice=False),
        axis=alt.Axis(
            title=None,
            values=[low, -5, 0, 5, high],
            labelExpr="datum.value == 0 ? '0' : format(datum.value, '+d')",
        ),
    )
    figure = alt.layer(
        alt.Chart(pd.DataFrame({"goldstein": [0]})).mark_rule(color=theme.MUTED).encode(y=y),
        alt.Chart(drawn)
        .mark_point(
            filled=True,
            opacity=0.85,
            strokeWidth=0.6,
            stroke=vega.GROUND,
            # An event in which the actor plays both roles shows both marks.
            yOffset=alt.ExprRef("datum.role == 'initiator' ? -4 : 4"),
        )
        .encode(
            x=alt.X("date:T", scale=_time(window.start, window.end), axis=vega.time_axis()),
            y=y,
            color=vega.intensity(),
            shape=alt.Shape(
                "role:N",
                scale=alt.Scale(
                    domain=["initiator", "target"], range=["triangle-up", "triangle-down"]
                ),
                legend=None,
            ),
            size=vega.salience_area(),
            tooltip=vega.tooltips(
                {
                    "title:N": _("Event"),
                    "when:N": _("Date"),
                    "role_name:N": _("Role"),
                    "goldstein:Q": _("Intensity (−10 to +10)"),
                },
                goldstein="+.1f",
            ),
        )
        .add_params(vega.picker()),
    ).properties(height=ROLE_HEIGHT)
    return Picture(
        figure=figure,
        title=_means_title(means.dropna(subset="goldstein")),
        subtitle=_(
            "Events by date and intensity, −10 (coldest) to +10 (warmest): ▲ acts of this actor, "
            "▼ acts towards this actor; size by salience. Means are weighted by salience."
        ),
        table=pd.DataFrame(
            {
                _("Role"): [role_name(role) for role in means["role"]],
                _("Events"): means["events"],
                _("Mean intensity"): means["goldstein"].round(2),
                _("Below zero"): means["cold"],
                _("Above zero"): means["warm"],
            }
        ),
    )


def _means_title(known: pd.DataFrame) -> str:
    if known.empty:
        return _("No event in this selection")
    row = known.iloc[0]
    mean, n = degrees(row["goldstein"]), int(row["events"])
    if len(known) == 2:
        return plural(
            "On average {a}° in {n} act of this actor, {b}° in {m} towards this actor",
            "On average {a}° in {n} acts of this actor, {b}° in {m} towards this actor",
            n,
            a=mean,
            b=degrees(known["goldstein"].iloc[1]),
            m=number(known["events"].iloc[1]),
        )
    if row["role"] == "initiator":
        return plural(
            "On average {mean}° in {n} act of this actor",
            "On average {mean}° in {n} acts of this actor",
            n,
            mean=mean,
        )
    return plural(
        "On average {mean}° in {n} act towards this actor",
        "On average {mean}° in {n} acts towards this actor",
        n,
        mean=mean,
    )


def counterparts(met: pd.DataFrame, words: Words) -> Picture:
    """Whom did this actor meet? `met` is what `analysis.actors.profile.counterparts` returns."""
    found = pd.DataFrame(
        {
            _("Met"): [words.actor(actor) for actor in met["actor_id"]],
            _("Contacts"): met["contacts"],
            _("First contact"): iso(met["first"], met["first_precision"]),
            _("Last contact"): iso(met["last"], met["last_precision"]),
        }
    )
    return _bars(
        found,
        _top(found, _("Met most often: {name} ({n})"), _("No contact in this selection")),
        _("Number of contacts; colour by side."),
        {"last": _("Last contact")},
        vega.parties(words.pair),
        MOST_BARS,
        last=list(map(day, met["last"], met["last_precision"])),
        color=sides_of(met["actor_id"], words),
    )


def places(where: pd.DataFrame, words: Words) -> Picture:
    """Where did this actor meet others? `where`: see `analysis.actors.profile.places`."""
    names = [words.place(p) if p else _("place not on record") for p in where["place_city"]]
    found = pd.DataFrame({_("Place"): names, _("Contacts"): where["contacts"]})
    known = found[where["place_city"] != ""]
    title = _top(
        found if known.empty else known,
        _("Most often in: {name} ({n})"),
        _("No contact in this selection"),
    )
    return _bars(found, title, _("Number of contacts by place."), most=MOST_BARS)


def stances(said: pd.DataFrame, words: Words) -> Picture:
    """What stances does this actor take? `said`: see `analysis.actors.profile.stances`."""
    names = words.terms("stance", said["stance"])
    found = pd.DataFrame({_("Stance"): names, _("Statements"): said["statements"]})
    title = _top(
        found, _("Most frequent stance: {name} ({n})"), _("No statement in this selection")
    )
    return _bars(found, title, _("Number of statements by stance."))


def _top(found: pd.DataFrame, said: str, none: str) -> str:
    """The finding of a list of bars; `said` has {name} and {n}."""
    if found.empty:
        return none
    return said.format(
        name=leading(found.iloc[:, 0], found.iloc[:, 1]), n=number(found.iloc[:, 1].max())
    )


def _bars(
    found: pd.DataFrame,
    title: str,
    subtitle: str,
    tooltip: Mapping[str, str] | None = None,
    colors: Mapping[str, str] | None = None,
    most: int | None = None,
    **further: Sequence[str],
) -> Picture:
    """Bars of the first columns of a table: names and numbers.

    `further` are columns for `tooltip` and `color`, as `charts.draw.bars.named` takes them.
    """
    name, value = found.columns[:2]
    rows = pd.DataFrame(
        {
            "name": found[name],
            "value": found[value],
            "label": [number(n) for n in found[value]],
            **further,
        }
    )[:most]
    return Picture(
        figure=bars.named(rows, {"name": name, "value": value, **(tooltip or {})}, colors=colors),
        title=title,
        subtitle=bars.first_of(subtitle, len(rows), len(found)),
        alt=describe(title, found[[name, value]]),
        table=found,
    )


def sides_of(actors: Sequence[str] | pd.Series, words: Words) -> list[str]:
    """The side of each actor: the code of one of the two sides, or third-party."""
    country = words.actors.set_index("actor_id")["country"]
    sides = {side.code for side in words.pair.sides}
    found = (country.get(actor, "") for actor in actors)
    return [code if code in sides else "third-party" for code in found]
