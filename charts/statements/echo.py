"""Picture of what each side said around contacts."""

from __future__ import annotations

import pandas as pd

from analysis.statements.echo import ECHO_DAYS, dated
from analysis.statements.tone import TONES
from charts.draw.panels import heading, panels
from charts.draw.picture import Picture
from charts.draw.text import plain
from charts.speech.describe import describe
from charts.speech.formats import degrees, labelled, number
from charts.speech.language import _, plural, plural_if
from charts.speech.names import Words
from charts.statements.tone import TONE_COLOR, tone_name

HEAD, PANEL = 90, 130
"""Height of the names above the panels, and of a panel, in pixels."""


def echo(near: pd.DataFrame, contacts: pd.DataFrame, words: Words) -> Picture:
    """When, around contacts, did each side speak, and in which tone?

    `near` is what `analysis.statements.echo.echo` returns; `contacts` are those that were
    looked at.
    """
    sides = [side.code for side in words.pair.sides]
    figure = panels(
        HEAD + PANEL * len(sides),
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
                hovertemplate=labelled("%{x}", "%{y}<extra>") + plain(tone_name(tone)) + "</extra>",
                row=place,
                col=1,
            )
        text = plural("{n} statement", "{n} statements", len(own))
        headings.append(heading(f"<b>{plain(words.side(side))}</b> · {plain(text)}", place))
    top = near.groupby(["side", "offset"], observed=True).size().max() if len(near) else 1
    figure.update_yaxes(range=[0, float(top) * 1.1], title={"text": _("Statements")})
    figure.update_xaxes(tickvals=days, ticktext=[degrees(n, 0) for n in days])
    figure.update_xaxes(title={"text": _("Days from the contact")}, row=2, col=1)
    figure.update_layout(
        annotations=headings,
        legend={"itemclick": False, "itemdoubleclick": False, "y": 1.1, "traceorder": "normal"},
    )
    known = len(dated(contacts))
    title, table = _title(near, known), _table(near, words)
    return Picture(
        figure=figure,
        title=title,
        subtitle=_(
            "Statements at most {days} days before or after a contact, by day and tone. A "
            "statement near two contacts counts for both.",
            days=ECHO_DAYS,
        ),
        alt=describe(title, table.sort_values(_("Statements"), ascending=False)),
        table=table,
        note=plural_if(
            "{n} contact is left out, because it is not known to the day.",
            "{n} contacts are left out, because they are not known to the day.",
            len(contacts) - known,
        ),
    )


def _title(near: pd.DataFrame, contacts: int) -> str:
    return plural(
        "Statements were made within {days} days of {some} of {n} contact",
        "Statements were made within {days} days of {some} of {n} contacts",
        contacts,
        some=number(near["contact_id"].nunique()),
        days=ECHO_DAYS,
    )


def _table(near: pd.DataFrame, words: Words) -> pd.DataFrame:
    counts = near.groupby(["side", "offset", "tone"], observed=True).size().rename("n")
    return (
        counts.reset_index()
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
        )
    )
