"""Who met whom, how often, about what, and what did each side say of it?"""

from app_pages.cards import shell
from app_pages.contacts import accounts, often, people, places, planning, silence, topics
from app_pages.frame import page, state
from charts.speech.language import _

SECTIONS = {
    "often": (_("How often"), often.how_often),
    "silence": (_("Silences"), silence.how_long_silent),
    "people": (_("Who met whom"), people.who_met_whom),
    "places": (_("Where"), places.where),
    "topics": (_("About what"), topics.about_what),
    "accounts": (_("Two accounts"), accounts.two_accounts),
    "planning": (_("Asked, planned, how long"), planning.asked_and_planned),
}


def draw() -> None:
    """The question, and its answer."""
    chosen = state.selection(state.view())
    page.header("contacts")
    shell.from_address("contacts")
    if chosen.shown.contacts.empty:
        page.empty(chosen, _("No contact passes the filters."), "contacts")
        return
    page.section(_("Question"), SECTIONS, key="contacts_section")()


page.body(draw)
