"""Who took part, in what office, with whom?"""

from app_pages.actors import compare, governments, profile
from app_pages.frame import page
from charts.speech.language import _


def draw() -> None:
    """One actor, two side by side, or the governments."""
    page.header("actors")

    sections = {
        "profile": (_("One actor"), profile.section),
        "compare": (_("Two side by side"), compare.section),
        "governments": (_("Governments by term"), governments.section),
    }
    page.section(_("Show"), sections, key="actors_part")()


page.body(draw)
