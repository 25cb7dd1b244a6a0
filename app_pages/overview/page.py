"""How warm or cold is the relationship, what moved it, and what has happened last?"""

from app_pages.frame import page, state
from app_pages.overview import headline, latest, line
from app_pages.temperature.line import Formula, measured
from charts.speech.language import _


def draw() -> None:
    """Where it stands, the line, what moved it, the last contacts and cases, the latest events."""
    chosen = state.selection(state.view())

    headline.stands(chosen)

    if measured(chosen, Formula()).empty:
        page.empty(chosen, _("No act of the two sides passes the filters."), "overview")
        headline.section(chosen)
        return

    line.section()
    headline.section(chosen)
    latest.section(chosen)


page.body(draw)
