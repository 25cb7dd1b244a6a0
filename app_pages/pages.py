"""The registry of pages: to add one, add its folder and a line here.

The navigation, the header of each page, the first page of the server and the tests read it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from charts.speech.language import _

FOLDER = Path(__file__).parent

FILTERS = ("years", "actors", "topics", "domains", "directions", "as_of")
"""The filters above a page, by the field of `Filters` that each sets first."""


@dataclass(frozen=True)
class Page:
    """A page: its group, its folder (also its address), icon, title, and what it answers.

    `filters` are those that change what it shows; the others are kept for the pages that follow.
    """

    group: str
    name: str
    icon: str
    title: str
    question: str
    filters: tuple[str, ...] = FILTERS

    @property
    def script(self) -> Path:
        """The script that draws it."""
        return FOLDER / self.name / "page.py"


def every() -> list[Page]:
    """Every page, in the reader's language and in the order of the navigation."""
    relationship, record = _("The relationship"), _("The record")
    return [
        Page(
            relationship,
            "overview",
            "thermostat",
            _("Overview"),
            _("How warm or cold is the relationship?"),
        ),
        Page(
            relationship,
            "events",
            "event_note",
            _("Events"),
            _("What happened, and what answered it?"),
        ),
        Page(
            relationship,
            "contacts",
            "groups",
            _("Contacts"),
            _("Who met whom, how often, about what?"),
            # A contact is an act of both sides.
            tuple(each for each in FILTERS if each != "directions"),
        ),
        Page(
            relationship,
            "trade",
            "local_shipping",
            _("Trade"),
            _("What was restricted, in answer to what, and what happened to the flow?"),
        ),
        Page(
            relationship,
            "consular",
            "gavel",
            _("Consular"),
            _("Who was held, for how long, and who could see them?"),
        ),
        Page(relationship, "statements", "campaign", _("Statements"), _("What did each side say?")),
        Page(
            relationship,
            "actors",
            "badge",
            _("Actors"),
            _("Who took part, in what office, with whom?"),
        ),
        Page(
            _("In comparison"),
            "compare",
            "compare_arrows",
            _("Compare"),
            _("Is what happened here usual, beside what other pairs went through?"),
            ("as_of",),
        ),
        Page(
            _("In comparison"),
            "streams",
            "monitoring",
            _("Machine record"),
            _("What do machines that read the news count, and where does the record differ?"),
            ("years", "as_of"),
        ),
        Page(
            record,
            "article",
            "newspaper",
            _("Article"),
            _("What does the record know of a news story, and what would it add?"),
            ("as_of",),
        ),
        Page(
            record,
            "evidence",
            "fact_check",
            _("Evidence"),
            _("What do the figures rest on, and where do sources differ?"),
        ),
        Page(
            record,
            "method",
            "function",
            _("Method"),
            _("How is the temperature made, and what can it not show?"),
        ),
        Page(
            record,
            "your_data",
            "upload_file",
            _("Your data"),
            _("How can you check, change and export the tables?"),
            ("as_of",),
        ),
    ]


NAMES = tuple(page.name for page in every())
"""The pages by name; the first is the front page, which also has the bare address."""

FRONT = NAMES[0]


def address(name: str) -> str:
    """The address of a page on its server: its name, or for the front page nothing."""
    return "" if name == FRONT else name


def page(name: str) -> Page:
    """One page, in the reader's language."""
    return every()[NAMES.index(name)]
