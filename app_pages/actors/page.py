"""Who took part, in what office, with whom?"""

from app_pages.actors import sections as actors_sections
from app_pages.frame import address, parts, refresh
from charts.speech.language import _


def page() -> None:
    """One actor, two side by side, or the governments."""
    parts.header(_("Actors"), _("Who took part, in what office, with whom?"))

    sections = {
        "profile": (_("One actor"), actors_sections.profile),
        "compare": (_("Two side by side"), actors_sections.comparison),
        "governments": (_("Governments by term"), actors_sections.governments),
    }
    address.section(_("Show"), sections, key="actors_part")()


refresh.page(page)
