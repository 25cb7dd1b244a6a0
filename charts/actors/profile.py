"""Pictures of one actor, or two: offices, events, company, words."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import pandas as pd

from charts.draw import bars, theme, vega
from charts.draw.picture import Picture
from charts.speech.formats import capital, clauses, day, degrees, number
from charts.speech.language import _, plural
from charts.speech.names import Words

OFFICE_STEP = 36
ROLE_HEIGHT = 250
MOST_BARS = 12
MOST_POINTS = 2500


def offices(held: pd.DataFrame, start: pd.Timestamp, end: pd.Timestamp, words: Words) -> Picture:
    """Which offices did this person hold, from when to when?

    `held` is what `analysis.actors.profile.terms` returns; the picture reaches from `start` to
    `end`.
    """
    drawn = held.reset_index(drop=True).assign(
        row=range(len(held)),
        office=[capital(words.office(office)) for office in held["office"]],
        since=held["since"].clip(lower=start).to_numpy(),
        span=[_term(term) for term in held.itertuples()],
        rank_name=words.terms("rank", held["rank"]),
    )[["row", "office", "since", "until", "known_start", "known_end", "span", "rank_name"]]
    drawn = drawn.assign(
        label=[
            _("{office} ({span})", office=office, span=span)
            for office, span in zip(drawn["office"], drawn["span"], strict=True)
        ]
    )
    rows = alt.Scale(domain=[-0.5, max(len(drawn), 1) - 0.5], reverse=True, nice=False)
    base = alt.Chart(drawn).encode(y=alt.Y("row:Q", scale=rows, axis=None))
    time = alt.Scale(domain=[vega.stamp(start), vega.stamp(end)], nice=False)
    dated = base.transform_filter("datum.known_start").encode(
        x=alt.X("since:T", scale=time, axis=vega.time_axis()),
        x2="until:T",
        tooltip=[
            alt.Tooltip("office:N", title=_("Office")),
            alt.Tooltip("rank_name:N", title=_("Rank")),
            alt.Tooltip("span:N", title=_("Held")),
        ],
    )
    open_end = "!datum.known_end"
    figure = alt.layer(
        dated.mark_rule(strokeWidth=9, yOffset=9, clip=True).encode(
            color=alt.condition(open_end, alt.value(theme.MUTED), alt.value(theme.LINE)),
            opacity=alt.condition(open_end, alt.value(0.55), alt.value(1.0)),
        ),
        dated.transform_filter(open_end)
        .mark_rule(strokeDash=[3, 3], strokeWidth=2, yOffset=9, color=vega.INK)
        .encode(),
        base.mark_text(
            align="left",
            dy=-6,
            fontSize=12,
            color=vega.INK,
            limit=alt.ExprRef("containerSize()[0] - 12"),
        ).encode(x=alt.value(1), text="label:N"),
    ).properties(height=max(len(drawn), 1) * OFFICE_STEP + vega.AXIS)
    return Picture(
        figure=figure,
        title=plural("{n} office on record", "{n} offices on record", len(held)),
        subtitle=_("From start to end; dashed where the end is open or unknown."),
        alt=_("Timeline of offices: {offices}.", offices=clauses(drawn["label"])),
        table=pd.DataFrame(
            {
                _("Office"): drawn["office"],
                _("Rank"): drawn["rank_name"],
                _("Held"): drawn["span"],
            }
        ),
    )


def _term(term: object) -> str:
    """From when to when an office was held, in words."""
    t = term
    if not t.known_start and not t.known_end:  # type: ignore[attr-defined]
        return _("dates not on record")
    start = day(t.start, t.start_precision)  # type: ignore[attr-defined]
    end = day(t.end, t.end_precision)  # type: ignore[attr-defined]
    if not t.known_end:  # type: ignore[attr-defined]
        return _("from {start}, end open or unknown", start=start)
    if not t.known_start:  # type: ignore[attr-defined]
        return _("until {end}, start unknown", end=end)
    return _("{start} to {end}", start=start, end=end)


def role_name(role: str) -> str:
    """The words for a role in an event."""
    return {"initiator": _("acts"), "target": _("is acted upon")}[role]


def in_events(own: pd.DataFrame, means: pd.DataFrame, words: Words) -> Picture:
    """How intense are the events that this actor starts, and those of which it is the target?

    `own` is what `analysis.actors.profile.roles_in_events` returns, `means` what
    `analysis.actors.profile.intensity` does. A click picks an event (`key`).
    """
    points = own if len(own) <= MOST_POINTS else own.iloc[:0]
    drawn = pd.DataFrame(
        {
            "key": points["event_id"],
            "date": points["date"],
            "goldstein": points["goldstein"],
            "role": points["role"],
            "salience": points["salience"].astype(str),
            "title": points["title"],
            "role_name": [role_name(role) for role in points["role"]],
            "when": [
                day(date, precision)
                for date, precision in zip(points["date"], points["date_precision"], strict=True)
            ],
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
    known = means.dropna(subset="goldstein")
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
            x=alt.X("date:T", axis=vega.time_axis()),
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
            tooltip=[
                alt.Tooltip("title:N", title=_("Event")),
                alt.Tooltip("when:N", title=_("Date")),
                alt.Tooltip("role_name:N", title=_("Role")),
                alt.Tooltip("goldstein:Q", title=_("Intensity (−10 to +10)"), format="+.1f"),
            ],
        )
        .add_params(vega.picker("key")),
    ).properties(height=ROLE_HEIGHT)
    return Picture(
        figure=figure,
        title=_means_title(known),
        subtitle=_(
            "Events by date and intensity, −10 (coldest) to +10 (warmest): ▲ where the actor acts, "
            "▼ where it is acted upon; size by salience. Means are weighted by salience."
        ),
        alt=_means_alt(means),
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
        return _("No event on record")
    if len(known) == 1:
        row = known.iloc[0]
        mean, n = degrees(row["goldstein"]), int(row["events"])
        if row["role"] == "initiator":
            return plural(
                "Mean intensity {mean} in {n} event where it acts",
                "Mean intensity {mean} in {n} events where it acts",
                n,
                mean=mean,
            )
        return plural(
            "Mean intensity {mean} in {n} event where it is acted upon",
            "Mean intensity {mean} in {n} events where it is acted upon",
            n,
            mean=mean,
        )
    acts, meets = known.iloc[0], known.iloc[1]
    return _(
        "Mean intensity {a} in {n} events where it acts, {b} in {m} where it is acted upon",
        a=degrees(acts["goldstein"]),
        n=number(acts["events"]),
        b=degrees(meets["goldstein"]),
        m=number(meets["events"]),
    )


def _means_alt(means: pd.DataFrame) -> str:
    parts = [
        _(
            "{role} in {n} events, {cold} below zero and {warm} above",
            role=role_name(row.role),
            n=number(row.events),
            cold=number(row.cold),
            warm=number(row.warm),
        )
        for row in means.itertuples()
    ]
    return _("Dots of events over time. The actor {parts}.", parts=clauses(parts))


def counterparts(met: pd.DataFrame, words: Words) -> Picture:
    """Whom did this actor meet? `met` is what `analysis.actors.profile.counterparts` returns."""
    head = met.head(MOST_BARS)
    rows = pd.DataFrame(
        {
            "key": head["actor_id"],
            "name": [words.actor(actor) for actor in head["actor_id"]],
            "value": head["contacts"],
            "label": [number(n) for n in head["contacts"]],
            "color": sides_of(head["actor_id"], words),
            "last": [day(date) for date in head["last"]],
        }
    )
    return Picture(
        figure=bars.named(
            rows,
            {"name": _("Met"), "value": _("Contacts"), "last": _("Last contact")},
            colors=side_colors(words),
        ),
        title=_top(
            rows, _("Met most often: {name} ({n})"), _("No contact with anyone is on record")
        ),
        subtitle=_cut_note(_("Number of contacts; colour by side."), len(met), len(head)),
        alt=_bars_alt(rows, _("Bars of the number of contacts: {rows}.")),
        table=pd.DataFrame(
            {
                _("Met"): [words.actor(actor) for actor in met["actor_id"]],
                _("Contacts"): met["contacts"],
                _("First contact"): met["first"],
                _("Last contact"): met["last"],
            }
        ),
    )


def places(where: pd.DataFrame, words: Words) -> Picture:
    """Where did this actor meet others? `where`: see `analysis.actors.profile.places`."""
    head = where.head(MOST_BARS)
    rows = pd.DataFrame(
        {
            "name": [words.place(p) if p else _("place not on record") for p in head["place_city"]],
            "value": head["contacts"],
            "label": [number(n) for n in head["contacts"]],
        }
    )
    return Picture(
        figure=bars.named(rows, {"name": _("Place"), "value": _("Contacts")}),
        title=_top(rows, _("Most often in: {name} ({n})"), _("No contact is on record")),
        subtitle=_cut_note(_("Number of contacts by place."), len(where), len(head)),
        alt=_bars_alt(rows, _("Bars of the number of contacts by place: {rows}.")),
        table=rows[["name", "value"]].set_axis([_("Place"), _("Contacts")], axis=1),
    )


def stances(said: pd.DataFrame, words: Words) -> Picture:
    """What stances does this actor take? `said`: see `analysis.actors.profile.stances`."""
    rows = pd.DataFrame(
        {
            "name": words.terms("stance", said["stance"]),
            "value": said["statements"],
            "label": [number(n) for n in said["statements"]],
        }
    )
    return Picture(
        figure=bars.named(rows, {"name": _("Stance"), "value": _("Statements")}),
        title=_top(rows, _("Most often heard: {name} ({n})"), _("No statement is on record")),
        subtitle=_("Number of statements by stance."),
        alt=_bars_alt(rows, _("Bars of the number of statements by stance: {rows}.")),
        table=rows[["name", "value"]].set_axis([_("Stance"), _("Statements")], axis=1),
    )


def _top(rows: pd.DataFrame, found: str, none: str) -> str:
    """The finding of a list of bars; `found` has {name} and {n}."""
    if rows.empty:
        return none
    return found.format(name=rows["name"].iloc[0], n=rows["label"].iloc[0])


def _bars_alt(rows: pd.DataFrame, frame: str) -> str:
    """The bars in words; `frame` has {rows}."""
    parts = [
        _("{name} {n}", name=name, n=label)
        for name, label in zip(rows["name"], rows["label"], strict=True)
    ]
    return frame.format(rows=clauses(parts) or "–")


def _cut_note(subtitle: str, total: int, shown: int) -> str:
    if total <= shown:
        return subtitle
    return _(
        "{what} The first {n} of {total}.", what=subtitle, n=number(shown), total=number(total)
    )


def sides_of(actors: Sequence[str] | pd.Series, words: Words) -> list[str]:
    """The side of each actor: the code of one of the two sides, or third-party."""
    country = words.actors.set_index("actor_id")["country"]
    codes = {side.code for side in words.pair.sides}
    found = (country.get(actor, "") for actor in actors)
    return [code if code in codes else "third-party" for code in found]


def side_colors(words: Words) -> dict[str, str]:
    """The colours of the two sides and of third parties."""
    colors = words.pair.colors()
    return {key: colors[key] for key in (*(s.code for s in words.pair.sides), "third-party")}
