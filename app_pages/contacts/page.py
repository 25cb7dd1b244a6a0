"""Who met whom, how often, about what, and what did each side say of it?"""

from app_pages.cards import contact
from app_pages.contacts import sections
from app_pages.frame import page, state
from charts.speech.language import _

SECTIONS = {
    "often": (_("How often"), sections.how_often),
    "silence": (_("Silences"), sections.how_long_silent),
    "people": (_("Who met whom"), sections.who_met_whom),
    "places": (_("Where"), sections.where),
    "topics": (_("About what"), sections.about_what),
    "accounts": (_("Two accounts"), sections.two_accounts),
    "planning": (_("Asked, planned, how long"), sections.asked_and_planned),
}


def draw() -> None:
    """The question, and its answer."""
    view = state.view()
    chosen = state.selection(view)

    page.header("contacts")
    contact.from_address(chosen)

    if chosen.shown.contacts.empty:
        page.empty(chosen, _("No contact passes the filters."), "contacts")
        return

    page.section(_("Question"), SECTIONS, key="contacts_section")()


page.body(draw)
