"""What happened, and what answered it?"""

from app_pages.cards import shell
from app_pages.events import answers, counts, response
from app_pages.frame import page, state
from charts.speech.language import _


def draw() -> None:
    """The card that was asked for, and the chosen section."""
    chosen = state.selection(state.view())

    page.header("events")
    shell.from_address("events")

    sections = {
        "lanes": (_("What happened when"), counts.section),
        "answers": (_("Action and answer"), answers.section),
        "chance": (_("Beyond chance"), response.section),
    }
    draw_section = page.section(_("Show"), sections, key="events_part")

    if chosen.shown.events.empty:
        page.empty(chosen, _("No event passes the filters."), "events")
        return

    draw_section()


page.body(draw)
