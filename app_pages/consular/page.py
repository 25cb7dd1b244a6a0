"""Who was held, for how long, and who could see them?"""

from app_pages.cards import case
from app_pages.consular import sections
from app_pages.frame import page, state
from charts.speech.formats import day
from charts.speech.language import _


def draw() -> None:
    """The cases, their time lines, and what is known of each."""
    view = state.view()
    chosen = state.selection(view)

    page.header("consular", _("Counted to {date}.", date=day(chosen.record.end)))
    case.from_address(chosen)

    if chosen.shown.consular_cases.empty:
        page.empty(chosen, _("No consular case passes the filters."), "consular")
        return

    sections.directions(chosen)
    sections.time_lines()
    sections.differing_dates(chosen)
    sections.access(chosen)
    sections.death_sentences(chosen)
    sections.in_contacts()
    sections.table(chosen)


page.body(draw)
