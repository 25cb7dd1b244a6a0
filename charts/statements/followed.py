"""Pictures of demands, conditions and offers, and of what followed them."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.statements.followed import LEDGER
from analysis.tables.dates import iso
from charts.draw import theme
from charts.draw.picture import Picture
from charts.draw.text import lines, plain, wrapped
from charts.speech.formats import clauses, day, days_range, degrees, labelled, listed
from charts.speech.language import _, plural
from charts.speech.names import Words

LANE = 34
HEAD = 90
FOLLOWED_HEIGHT = 250
SYMBOLS = {"demand": "triangle-up", "condition": "diamond", "offer": "circle"}


def lanes(ledger: pd.DataFrame, words: Words) -> Picture:
    """When did each side make demands, conditions and offers?

    `ledger` holds statements (see `analysis.statements.followed.ledger`). One lane for each side
    and stance; a click selects a mark, whose customdata is the statement id.
    """
    rows = [(side.code, stance) for side in words.pair.sides for stance in LEDGER]
    names = [plain(labelled(words.side(a), words.term("stance", b))) for a, b in rows]
    figure = theme.figure(HEAD + LANE * len(rows), clickmode="event+select")
    colors = words.pair.colors()
    for (side, stance), name in zip(rows, names, strict=True):
        own = ledger[(ledger["side"] == side) & (ledger["stance"] == stance)]
        figure.add_scatter(
            x=[t.isoformat() for t in own["date"]],
            y=[name] * len(own),
            mode="markers",
            marker={
                "symbol": SYMBOLS[stance],
                "size": 12,
                "color": theme.translucent(colors[side], 0.75),
                "line": {"color": colors[side], "width": 1},
            },
            customdata=own["statement_id"].to_list(),
            hovertext=[said(row, words) for row in own.itertuples()],
            unselected={"marker": {"opacity": 0.4}},
        )
    figure.update_yaxes(
        type="category",
        categoryorder="array",
        categoryarray=names,
        autorange="reversed",
    )
    figure.update_xaxes(**theme.DATE_AXIS, showgrid=True, gridcolor=theme.FAINT)
    return Picture(
        figure=figure,
        title=_lanes_title(ledger, words),
        subtitle=_("One mark for each statement on record. Choose one to see what followed it."),
        table=said_table(ledger, words),
    )


def said(row: Any, words: Words) -> str:
    """The hover box of a statement: when, who, in which stance, and what."""
    return lines(
        [
            f"<b>{wrapped(words.actor_names(row.speaker))}</b>",
            plain(day(row.date, row.date_precision)),
            plain(words.term("stance", row.stance)),
            wrapped(words.told(row.paraphrase)),
        ]
    )


def said_table(rows: pd.DataFrame, words: Words) -> pd.DataFrame:
    """Statements as a reader sees them: the numbers behind a picture."""
    return pd.DataFrame(
        {
            _("Date"): iso(rows["date"], rows["date_precision"]),
            _("Speaker"): [words.actor_names(who) for who in rows["speaker"]],
            _("What was said"): list(map(words.told, rows["paraphrase"])),
            _("Stance"): words.terms("stance", rows["stance"]),
            _("Side"): words.terms("source_side", rows["side"]),
            _("Topics"): [listed(words.terms("topic", topics)) for topics in rows["topics"]],
        }
    )


def with_followed(rows: pd.DataFrame, following: pd.DataFrame, words: Words) -> pd.DataFrame:
    """Statements as a reader sees them, each with its first answer and the next on its topic.

    `following` has answer, answer_days, topic and topic_days, row for row (see
    `analysis.statements.followed.first_followed`).
    """
    table = said_table(rows, words).drop(columns=_("Topics"))
    side = table.pop(_("Side"))
    return table.assign(
        **{
            _("First answer"): following["answer"].astype(object).fillna("").map(words.told),
            _("Days to it"): following["answer_days"],
            _("Next on the topic"): following["topic"].astype(object).fillna("").map(words.told),
            _("Days to next"): following["topic_days"],
            _("Side"): side,
        }
    )


def _lanes_title(ledger: pd.DataFrame, words: Words) -> str:
    by_side = []
    for side in words.pair.sides:
        found = ledger.loc[ledger["side"] == side.code, "stance"].astype(str).value_counts()
        by_side.append(
            _(
                "{side}: {demands}, {conditions}, {offers}",
                side=words.side(side.code),
                demands=plural("{n} demand", "{n} demands", found.get("demand", 0)),
                conditions=plural("{n} condition", "{n} conditions", found.get("condition", 0)),
                offers=plural("{n} offer", "{n} offers", found.get("offer", 0)),
            )
        )
    return clauses(by_side)


def followed(follows: pd.DataFrame, words: Words) -> Picture:
    """What followed one statement, after how many days, and how cooperative was it?

    `follows` is what `analysis.statements.followed.followed` returns, for one statement. A click
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
            unselected={"marker": {"opacity": 0.5}},
        )
    figure.add_hline(y=0, line={"color": theme.MUTED, "width": 1})
    figure.update_yaxes(
        range=[-11, 11], tickvals=[-10, -5, 0, 5, 10], ticksuffix="°", tickformat="+d",
        title={"text": _("Intensity")},
    )  # fmt: skip
    reach = max(float(follows["days"].max()) * 1.06, 7.0) if len(follows) else 30.0
    title = {"text": _("Days after the statement")}
    figure.update_xaxes(title=title, rangemode="tozero", range=[0, reach])
    figure.update_layout(legend={"itemclick": False, "itemdoubleclick": False})
    return Picture(
        figure=figure,
        title=_followed_title(follows),
        subtitle=_(
            "Intensity of the next events, −10 to +10, by days after the statement. Stars answer "
            "what it is about; circles share its topic. What came next, not what it caused."
        ),
        table=_table(follows, words),
    )


def _stems(values: pd.Series) -> dict[str, Any]:
    """A line from each mark to the middle, which shows whether it is above or below."""
    return {
        "type": "data",
        "symmetric": False,
        "array": [max(-v, 0.0) for v in values],
        "arrayminus": [max(v, 0.0) for v in values],
        "color": theme.MUTED,
        "thickness": 1,
        "width": 0,
    }


def basis_name(basis: str) -> str:
    """How an event follows a statement, in words."""
    return {"answers": _("answers what it is about"), "topic": _("same topic")}[basis]


def _follow_hover(row: Any, words: Words) -> str:
    return lines(
        [
            f"<b>{wrapped(words.told(row.title))}</b>",
            plain(day(row.date, row.date_precision)),
            plain(_("{days} later", days=days_range(row.days_least, row.days_most))),
            plain(words.term("direction", row.direction)),
            plain(_("Intensity {value}°", value=degrees(row.goldstein))),
        ]
    )


def _followed_title(follows: pd.DataFrame) -> str:
    if follows.empty:
        return _("Nothing on record followed it")
    answers = follows[follows["basis"] == "answers"]
    candidates = follows if answers.empty else answers
    first = candidates.loc[candidates["days"].idxmin()]
    days = days_range(first["days_least"], first["days_most"])
    if answers.empty:
        return _("First event on the same topic after {days}; no answer on record", days=days)
    return _("First answer after {days}", days=days)


def _table(follows: pd.DataFrame, words: Words) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("Date"): iso(follows["date"], follows["date_precision"]),
            _("Days, at least"): follows["days_least"],
            _("Days, at most"): follows["days_most"],
            _("Event"): follows["title"].map(words.told),
            _("Who acts"): words.terms("direction", follows["direction"]),
            _("Intensity (°)"): follows["goldstein"],
            _("Why it is listed"): follows["basis"].map(basis_name),
        }
    )
