"""Pictures of demands, conditions and offers, of what followed, and of words around contacts."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.statements.tone import ECHO_DAYS, LEDGER, TONES
from charts.draw import theme
from charts.draw.panels import heading, panels
from charts.draw.picture import Picture
from charts.draw.text import lines, plain, wrapped
from charts.speech.formats import clauses, day, degrees, listed, number, sentences
from charts.speech.language import _, plural
from charts.speech.names import Words
from charts.statements.tone import TONE_COLOR, tone_name

MOST_MARKS = 400
"""The statements of a lane that are drawn, the latest: the table holds all."""

LANE = 34
HEAD = 90
FOLLOWED_HEIGHT = 250
ECHO_PANEL = 130
SYMBOLS = {"demand": "triangle-up", "condition": "diamond", "offer": "circle"}


def lanes(ledger: pd.DataFrame, words: Words) -> Picture:
    """When did each side make demands, conditions and offers?

    `ledger` holds statements (see `analysis.statements.tone.ledger`). One lane for each side and
    stance; a click selects a mark, whose customdata is the statement id.
    """
    rows = [(side.code, stance) for side in words.pair.sides for stance in LEDGER]
    names = {
        pair: _("{side}: {stance}", side=words.side(pair[0]), stance=words.term("stance", pair[1]))
        for pair in rows
    }
    figure = theme.figure(HEAD + LANE * len(rows), clickmode="event+select")
    colors = words.pair.colors()
    for side, stance in rows:
        own = ledger[(ledger["side"] == side) & (ledger["stance"] == stance)].head(MOST_MARKS)
        figure.add_scatter(
            x=[t.isoformat() for t in own["date"]],
            y=[plain(names[side, stance])] * len(own),
            mode="markers",
            marker={
                "symbol": SYMBOLS[stance],
                "size": 12,
                "color": theme.translucent(colors[side], 0.75),
                "line": {"color": colors[side], "width": 1},
            },
            customdata=own["statement_id"].to_list(),
            hovertext=[said(row, words) for row in own.itertuples()],
            hovertemplate="%{hovertext}<extra></extra>",
            unselected={"marker": {"opacity": 0.4}},
        )
    figure.update_yaxes(
        type="category",
        categoryorder="array",
        categoryarray=[plain(names[pair]) for pair in rows],
        autorange="reversed",
        fixedrange=True,
    )
    figure.update_xaxes(**theme.DATE_AXIS, fixedrange=True, showgrid=True, gridcolor=theme.FAINT)
    return Picture(
        figure=figure,
        title=_lanes_title(ledger, words),
        subtitle=_("One mark for each statement on record. Choose one to see what followed it."),
        alt=_lanes_alt(ledger, words),
        table=said_table(ledger, words),
    )


def said(row: Any, words: Words) -> str:
    """The hover box of a statement: when, who, in which stance, and what."""
    return lines(
        [
            f"<b>{wrapped(words.actor_names(row.speaker))}</b>",
            plain(day(row.date, row.date_precision)),
            plain(words.term("stance", row.stance)),
            wrapped(row.paraphrase),
        ]
    )


def said_table(rows: pd.DataFrame, words: Words) -> pd.DataFrame:
    """Statements as a reader sees them: the numbers behind a picture."""
    return pd.DataFrame(
        {
            _("Date"): rows["date"].dt.strftime("%Y-%m-%d"),
            _("Speaker"): [words.actor_names(who) for who in rows["speaker"]],
            _("What was said"): rows["paraphrase"],
            _("Stance"): [words.term("stance", stance) for stance in rows["stance"]],
            _("Side"): [words.term("source_side", side) for side in rows["side"]],
            _("Topics"): [listed(words.terms("topic", topics)) for topics in rows["topics"]],
        }
    )


def with_followed(rows: pd.DataFrame, following: pd.DataFrame, words: Words) -> pd.DataFrame:
    """Statements as a reader sees them, each with its first answer and the next on its topic.

    `following` has answer, answer_days, topic and topic_days, row for row (see
    `analysis.statements.tone.first_followed`).
    """
    table = said_table(rows, words).drop(columns=_("Topics"))
    side = table.pop(_("Side"))
    return table.assign(
        **{
            _("First answer"): following["answer"].astype(object).fillna(""),
            _("Days to it"): following["answer_days"],
            _("Next on the topic"): following["topic"].astype(object).fillna(""),
            _("Days to next"): following["topic_days"],
            _("Side"): side,
        }
    )


def _counts(ledger: pd.DataFrame, side: str) -> dict[str, int]:
    own = ledger.loc[ledger["side"] == side, "stance"].astype(str)
    return {stance: int((own == stance).sum()) for stance in LEDGER}


def _lanes_title(ledger: pd.DataFrame, words: Words) -> str:
    by_side = [
        _(
            "{side}: {demands}, {conditions}, {offers}",
            side=words.side(side.code),
            demands=plural("{n} demand", "{n} demands", found["demand"]),
            conditions=plural("{n} condition", "{n} conditions", found["condition"]),
            offers=plural("{n} offer", "{n} offers", found["offer"]),
        )
        for side in words.pair.sides
        for found in [_counts(ledger, side.code)]
    ]
    return clauses(by_side)


def _lanes_alt(ledger: pd.DataFrame, words: Words) -> str:
    if ledger.empty:
        return _("No demand, condition or offer to show.")
    return _(
        "Marks on a time line from {first} to {last}, in lanes by side and stance: {counts}.",
        first=day(ledger["date"].min()),
        last=day(ledger["date"].max()),
        counts=_lanes_title(ledger, words),
    )


def followed(follows: pd.DataFrame, words: Words) -> Picture:
    """What followed one statement, after how many days, and how cooperative was it?

    `follows` is what `analysis.statements.tone.followed` returns, for one statement. A click
    selects a mark, whose customdata is the event id.
    """
    figure = theme.figure(FOLLOWED_HEIGHT, clickmode="event+select", showlegend=True)
    colors = words.pair.colors()
    for basis, symbol in (("answers", "star"), ("topic", "circle")):
        rows = follows[follows["basis"] == basis]
        if rows.empty:
            continue
        figure.add_scatter(
            x=rows["days"].to_list(),
            y=rows["goldstein"].to_list(),
            mode="markers",
            name=basis_name(basis),
            marker={
                "size": 13,
                "symbol": symbol,
                "color": [colors.get(str(d), theme.MUTED) for d in rows["direction"]],
            },
            error_y=_stems(rows["goldstein"]),
            customdata=rows["event_id"].to_list(),
            hovertext=[_follow_hover(row, words) for row in rows.itertuples()],
            hovertemplate="%{hovertext}<extra></extra>",
            unselected={"marker": {"opacity": 0.5}},
        )
    figure.add_hline(y=0, line={"color": theme.MUTED, "width": 1})
    figure.update_yaxes(
        range=[-11, 11], tickvals=[-10, -5, 0, 5, 10], ticksuffix="°", tickformat="+d",
        title={"text": _("Intensity")}, fixedrange=True,
    )  # fmt: skip
    figure.update_xaxes(title={"text": _("Days after the statement")}, fixedrange=True)
    figure.update_xaxes(rangemode="tozero", range=[0, _reach(follows)])
    figure.update_layout(legend={"itemclick": False, "itemdoubleclick": False})
    return Picture(
        figure=figure,
        title=_followed_title(follows),
        subtitle=_(
            "Intensity of the next events, −10 to +10, by days after the statement. Stars answer "
            "what it is about; circles share its topic. What came next, not what it caused."
        ),
        alt=_followed_alt(follows),
        table=followed_table(follows, words),
    )


def _stems(values: pd.Series) -> dict[str, Any]:
    """A line from each mark to the middle, so that above and below read at a glance."""
    return {
        "type": "data",
        "symmetric": False,
        "array": [max(-v, 0.0) for v in values],
        "arrayminus": [max(v, 0.0) for v in values],
        "color": theme.MUTED,
        "thickness": 1,
        "width": 0,
    }


def _reach(follows: pd.DataFrame) -> float:
    return max(float(follows["days"].max()) * 1.06, 7.0) if len(follows) else 30.0


def basis_name(basis: str) -> str:
    """How an event follows a statement, in words."""
    return {"answers": _("answers what it is about"), "topic": _("same topic")}[basis]


def _follow_hover(row: Any, words: Words) -> str:
    return lines(
        [
            f"<b>{wrapped(row.title)}</b>",
            plain(day(row.date, row.date_precision)),
            plain(plural("{n} day later", "{n} days later", int(row.days))),
            plain(words.term("direction", row.direction)),
            plain(_("Intensity {value}°", value=degrees(row.goldstein))),
        ]
    )


def _followed_title(follows: pd.DataFrame) -> str:
    if follows.empty:
        return _("Nothing on record followed it")
    answers = follows[follows["basis"] == "answers"]
    first = follows if answers.empty else answers
    days = plural("{n} day", "{n} days", int(first["days"].min()))
    if answers.empty:
        return _("First event on the same topic after {days}; no answer on record", days=days)
    return _("First answer after {days}", days=days)


def _followed_alt(follows: pd.DataFrame) -> str:
    return plural(
        "{n} event that followed, by days after the statement and intensity.",
        "{n} events that followed, by days after the statement and intensity.",
        len(follows),
    )


def followed_table(follows: pd.DataFrame, words: Words) -> pd.DataFrame:
    """What followed, as a reader sees it."""
    return pd.DataFrame(
        {
            _("Days"): follows["days"],
            _("Date"): follows["date"].dt.strftime("%Y-%m-%d"),
            _("Event"): follows["title"],
            _("Who acts"): [words.term("direction", d) for d in follows["direction"]],
            _("Intensity (°)"): follows["goldstein"],
            _("Why it is listed"): [basis_name(basis) for basis in follows["basis"]],
        }
    )


def echo(near: pd.DataFrame, contacts: int, words: Words) -> Picture:
    """When, around contacts, did each side speak, and in which tone?

    `near` is what `analysis.statements.tone.echo` returns; `contacts` is how many contacts were
    looked at.
    """
    sides = [side.code for side in words.pair.sides]
    figure = panels(
        HEAD + 2 * ECHO_PANEL,
        len(sides),
        layout={"barmode": "stack", "showlegend": True, "bargap": 0.15},
        shared_xaxes=True,
        vertical_spacing=0.16,
    )
    headings = []
    days = list(range(-ECHO_DAYS, ECHO_DAYS + 1))
    for place, side in enumerate(sides, 1):
        own = near[near["side"] == side]
        for tone in TONES:
            counts = own[own["tone"] == tone]["offset"].value_counts().reindex(days, fill_value=0)
            figure.add_bar(
                x=days,
                y=counts.to_list(),
                name=tone_name(tone),
                marker={"color": TONE_COLOR[tone]},
                showlegend=place == 1,
                hovertemplate="%{x}: %{y}<extra>" + plain(tone_name(tone)) + "</extra>",
                row=place,
                col=1,
            )
        text = plural("{n} statement", "{n} statements", len(own))
        headings.append(heading(f"<b>{plain(words.side(side))}</b> · {plain(text)}", place))
    top = near.groupby(["side", "offset"], observed=True).size().max() if len(near) else 1
    figure.update_yaxes(
        range=[0, float(top) * 1.1], fixedrange=True, title={"text": _("Statements")}
    )
    figure.update_xaxes(tickvals=days, ticktext=[_signed(n) for n in days], fixedrange=True)
    figure.update_xaxes(title={"text": _("Days from the contact")}, row=2, col=1)
    figure.update_layout(
        annotations=headings,
        legend={
            "itemclick": False,
            "itemdoubleclick": False,
            "y": 1.1,
            "traceorder": "normal",
        },
    )
    return Picture(
        figure=figure,
        title=_echo_title(near, contacts),
        subtitle=_(
            "Statements at most {days} days before or after a contact, by day and tone. A "
            "statement near two contacts counts for both.",
            days=ECHO_DAYS,
        ),
        alt=_echo_alt(near, words),
        table=near.groupby(["side", "offset", "tone"], observed=True)
        .size()
        .rename("n")
        .reset_index()
        .assign(
            side=lambda rows: [words.side(str(code)) for code in rows["side"]],
            tone=lambda rows: [tone_name(str(tone)) for tone in rows["tone"]],
        )
        .rename(
            columns={
                "side": _("Side"),
                "offset": _("Days from the contact"),
                "tone": _("Tone"),
                "n": _("Statements"),
            }
        ),
    )


def _signed(days: int) -> str:
    return ("+" if days > 0 else "−" if days < 0 else "") + number(abs(days))


def _echo_title(near: pd.DataFrame, contacts: int) -> str:
    return plural(
        "{some} of {n} contact has an echo in words within {days} days",
        "{some} of {n} contacts have an echo in words within {days} days",
        contacts,
        some=number(near["contact_id"].nunique()),
        days=ECHO_DAYS,
    )


def _echo_alt(near: pd.DataFrame, words: Words) -> str:
    by_side = [
        _(
            "{side}: {before} before, {on} on the day, {after} after.",
            side=words.side(side.code),
            before=number(int((own < 0).sum())),
            on=number(int((own == 0).sum())),
            after=number(int((own > 0).sum())),
        )
        for side in words.pair.sides
        for own in [near.loc[near["side"] == side.code, "offset"]]
    ]
    return sentences([_("Bars of statements by days from a contact."), *by_side])
