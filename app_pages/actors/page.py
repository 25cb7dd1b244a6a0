"""Who took part, in what office, with whom?"""

from app_pages.actors import sections as actors_sections
from app_pages.frame import page
from charts.speech.language import _


def draw() -> None:
    """One actor, two side by side, or the governments."""
    page.header("actors")

    sections = {
        "profile": (_("One actor"), actors_sections.profile),
        "compare": (_("Two side by side"), actors_sections.comparison),
        "governments": (_("Governments by term"), actors_sections.governments),
    }
    page.section(_("Show"), sections, key="actors_part")()


page.body(draw)
