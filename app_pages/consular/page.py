"""Who was held, for how long, and who could see them?"""

from app_pages.cards import case
from app_pages.consular import sections
from app_pages.frame import parts, refresh, state
from charts.speech.language import _, day


def page() -> None:
    """The cases, their time lines, and what is known of each."""
    view = state.view()
    chosen = state.selection(view)

    parts.header(
        _("Consular cases"),
        _(
            "Who was held, for how long, and who could see them? Counted to {date}.",
            date=day(chosen.record.end),
        ),
    )
    case.from_address(chosen)

    if chosen.shown.consular_cases.empty:
        parts.empty(chosen, _("No consular case passes the filters."), "consular")
        return

    sections.directions(chosen)
    sections.time_lines()
    sections.differing_dates(chosen)
    sections.access(chosen)
    sections.death_sentences(chosen)
    sections.in_contacts()
    sections.table(chosen)


refresh.page(page)
