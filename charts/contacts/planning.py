"""Pictures of who asked for a contact, whether it was planned, and how long it lasted."""

from __future__ import annotations

import pandas as pd

from analysis.contacts.often import UNKNOWN
from analysis.tables.dates import iso
from charts.contacts.names import counted, who
from charts.contacts.often import property_name, value
from charts.draw import theme
from charts.draw.legend import hatched, key
from charts.draw.picture import Picture
from charts.draw.text import lines, plain, shortened, wrapped
from charts.speech.describe import describe
from charts.speech.formats import clauses, labelled, number, percent
from charts.speech.language import _, plural
from charts.speech.names import Words, dates

BAR, NAME_CHARS = 34, 20
"""Pixels of a bar with two lines of name beside it, and letters of a line."""

DURATION = 44
"""Pixels of one duration: its bar, and its name above it."""

LABEL = 60
"""Letters of a name that fit the width of a phone."""

MOST_DURATIONS = 20


def answer_name(column: str, answer: str, words: Words) -> str:
    """What an answer to who asked, or whether it was planned, is called."""
    return _("Not known") if answer == UNKNOWN else words.term(column, answer)


def _color(column: str, answer: str, words: Words) -> str:
    a, b = words.pair.sides
    mutual = words.pair.mutual_color
    colors = {a.code: a.color, b.code: b.color, "both": mutual, UNKNOWN: theme.MUTED}
    planned = {"yes": theme.LINE, "no": theme.COLD_TO_WARM[3][1], UNKNOWN: theme.MUTED}
    return (planned if column == "scheduled" else colors).get(answer, mutual)


def known_by(table: pd.DataFrame, words: Words) -> Picture:
    """How many contacts of each kind have which answer, the unknown included?

    `table` is what `analysis.contacts.planning.known_by` returns: the kind (level or format), the
    answer (requested_by or scheduled) and contacts. A click hands back [kind, answer].
    """
    by, answer, _count = table.columns
    kinds = list(dict.fromkeys(table[by]))
    answers = list(dict.fromkeys(table[answer]))
    names = [value(by, kind, words) for kind in kinds]
    rows = [wrapped(name, NAME_CHARS) for name in names]
    figure = theme.figure(
        max(190, BAR * len(kinds) + 90), barmode="stack", bargap=0.25, clickmode="event+select"
    )
    sums = table.groupby(by, observed=True)["contacts"].sum().reindex(kinds)
    entries = []
    for which in answers:
        counts = table[table[answer] == which].set_index(by)["contacts"].reindex(kinds)
        if not counts.sum():
            continue
        label = answer_name(answer, str(which), words)
        color = _color(answer, str(which), words)
        entries.append((color, label, which == UNKNOWN))
        figure.add_bar(
            x=counts.to_numpy(),
            y=rows,
            orientation="h",
            name=plain(label),
            marker={"color": color, "pattern": hatched(which == UNKNOWN)},
            # A part that is the whole has its number at its end.
            text=[
                number(n) if 0 < n < whole else "" for n, whole in zip(counts, sums, strict=True)
            ],
            textposition="inside",
            insidetextanchor="middle",
            insidetextfont={"color": theme.ON_BAR},
            textangle=0,
            customdata=[[kind, which] for kind in kinds],
            hovertext=[
                plain(_("{kind}, {answer}: {count}", kind=name, answer=label, count=counted(n)))
                for name, n in zip(names, counts, strict=True)
            ],
        )
    # A count that its part is too narrow for is left to the hover box and the table.
    figure.update_layout(uniformtext={"minsize": 11, "mode": "hide"})
    key(figure, entries)
    figure.add_scatter(
        x=sums.to_numpy(),
        y=rows,
        mode="text",
        text=[f"\u00a0<b>{number(n)}</b>" for n in sums],
        textposition="middle right",
        cliponaxis=False,
        hoverinfo="skip",
    )
    longest = int(sums.max()) if len(sums) else 1
    figure.update_xaxes(visible=False, range=[0, longest * 1.08])
    figure.update_yaxes(autorange="reversed", type="category", showgrid=False)
    totals = table.groupby(answer, observed=True)["contacts"].sum().reindex(answers, fill_value=0)
    title = _known_title(answer, totals, words)
    numbers = pd.DataFrame(
        {
            property_name(by): [value(by, kind, words) for kind in table[by]],
            words.field("contacts", answer): [
                answer_name(answer, str(a), words) for a in table[answer]
            ],
            _("Contacts"): table["contacts"].to_numpy(),
        }
    )
    return Picture(
        figure=figure,
        title=title,
        subtitle=_(
            "Number of contacts, in all at the end of each bar; hatched where the record does not "
            "say. Choose a part to list its contacts."
        ),
        alt=describe(title, numbers[table["contacts"].to_numpy() > 0]),
        table=numbers,
    )


def _known_title(answer: str, totals: pd.Series, words: Words) -> str:
    total, unknown = int(totals.sum()), int(totals.get(UNKNOWN, 0))
    question = _("Planned or not") if answer == "scheduled" else _("Who asked")
    known = clauses(
        labelled(answer_name(answer, str(a), words), number(n))
        for a, n in totals.items()
        if a != UNKNOWN and n
    )
    if not known:
        return _("{question}: not known for any of {total}", question=question, total=number(total))
    if not unknown:
        return _(
            "{question} – {known}; known for all {total}",
            question=question,
            known=known,
            total=number(total),
        )
    return _(
        "{question} – {known}; not known for {unknown} of {total} ({share})",
        question=question,
        known=known,
        unknown=number(unknown),
        total=number(total),
        share=percent(unknown / total),
    )


def durations(known: pd.DataFrame, total: int, words: Words) -> Picture:
    """How long did the contacts last whose length is on record?

    `known` is what `analysis.contacts.planning.durations` returns, the longest first; at most
    `MOST_DURATIONS` are drawn; `total` counts all contacts. A click hands back the contact's id.
    """
    drawn = known.head(MOST_DURATIONS)
    rows = list(range(len(drawn)))
    labels = [
        _("{date}: {people}", date=when, people=who(a, b, words))
        for when, a, b in zip(dates(drawn), drawn["side_a"], drawn["side_b"], strict=True)
    ]
    figure = theme.figure(max(120, DURATION * len(drawn) + 24), clickmode="event+select")
    figure.add_bar(
        x=drawn["duration_min"],
        y=rows,
        width=0.32,
        orientation="h",
        marker={"color": theme.LINE},
        text=[_("{n} min", n=number(minutes)) for minutes in drawn["duration_min"]],
        textposition="outside",
        cliponaxis=False,
        customdata=drawn["contact_id"].to_list(),
        hovertext=[
            lines([wrapped(label), plural("{n} minute", "{n} minutes", int(minutes))])
            for label, minutes in zip(labels, drawn["duration_min"], strict=True)
        ],
    )
    figure.add_scatter(
        x=[0] * len(rows),
        y=[row - 0.36 for row in rows],
        mode="text",
        text=[plain(shortened(label, LABEL)) for label in labels],
        textposition="middle right",
        textfont={"size": 12},
        cliponaxis=False,
        hoverinfo="skip",
    )
    longest = float(drawn["duration_min"].max()) if len(drawn) else 1.0
    figure.update_xaxes(visible=False, range=[0, longest * 1.15])
    figure.update_yaxes(visible=False, range=[len(rows) - 0.5, -0.7])
    title = _durations_title(known, total)
    numbers = pd.DataFrame(
        {
            _("Date"): iso(known["date"], known["date_precision"]).to_numpy(),
            _("Contact"): [
                who(a, b, words) for a, b in zip(known["side_a"], known["side_b"], strict=True)
            ],
            _("Minutes"): known["duration_min"].to_numpy(),
        }
    )
    return Picture(
        figure=figure,
        title=title,
        subtitle=_("Minutes, as reported. Choose a bar to see its contact."),
        alt=describe(title, numbers, most=5),
        table=numbers,
        note=_("Where sources give different lengths, the card of the contact shows them all."),
    )


def _durations_title(known: pd.DataFrame, total: int) -> str:
    if known.empty:
        return _("The length of none of {total} contacts is on record", total=number(total))
    median = round(float(known["duration_min"].median()))
    return _(
        "The length of {n} of {total} contacts is on record; median {minutes}",
        n=number(len(known)),
        total=number(total),
        minutes=plural("{n} minute", "{n} minutes", median),
    )
