"""What happened, and what answered it?"""

from app_pages.cards import event, shell
from app_pages.events import sections as events_sections
from app_pages.frame import page, state
from charts.speech.language import _


def draw() -> None:
    """The card that was asked for, and the chosen section."""
    view = state.view()
    chosen = state.selection(view)

    page.header("events")

    shell.from_address("events", chosen, event.show)

    sections = {
        "lanes": (_("What happened when"), events_sections.over_time),
        "answers": (_("Action and answer"), events_sections.action_and_answer),
    }
    draw = page.section(_("Show"), sections, key="events_part")

    if chosen.shown.events.empty:
        page.empty(chosen, _("No event passes the filters."), "events")
        return

    draw()


page.body(draw)
