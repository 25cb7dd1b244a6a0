"""How can you check, change and export the tables?"""

from app_pages.frame import page
from app_pages.your_data import add, bring, elsewhere
from charts.speech.language import _

SECTIONS = {
    "bring": (_("Bring your own tables"), bring.section),
    "add": (_("Write a new row"), add.section),
    "elsewhere": (_("Use the tables elsewhere"), elsewhere.section),
}

page.header("your_data")
page.section(_("What do you want to do?"), SECTIONS, key="yours")()
