"""Who was held, for how long, and who could see them?"""

from app_pages.shared import case_card, consular_sections, parts, refresh, state
from charts.wording import _, day


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
    case_card.from_address(chosen)

    if chosen.shown.consular_cases.empty:
        parts.empty(chosen, _("No consular case passes the filters."), "consular")
        return

    consular_sections.directions(chosen)
    consular_sections.time_lines()
    consular_sections.differing_dates(chosen)
    consular_sections.access(chosen)
    consular_sections.death_sentences(chosen)
    consular_sections.in_contacts()
    consular_sections.table(chosen)


refresh.page(page)
