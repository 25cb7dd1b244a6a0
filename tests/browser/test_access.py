"""Access: what axe-core finds, the keyboard, paper, motion, and what is shared."""

from __future__ import annotations

import re
import struct
import urllib.request
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from app_pages.frame import downloads
from app_pages.pages import NAMES as PAGES
from app_pages.server import preview
from tests.browser.conftest import NewPage
from tests.browser.driver import FRONT, SIZES, Server, address, open_page, resized, settle
from tests.browser.test_front_door import chips

AXE = Axe()
RULES = {
    "type": "tag",
    "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
# The theme changes colours and nothing else.
OF_COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
GRAVE = {"serious", "critical"}

# What Vega draws for a brush by itself: two rectangles without a name, and no setting of a chart
# can give them one. The chart they are part of has its text alternative.
NOT_OURS = ["g.brush_brush_bg", "g.brush_brush"]

# What has the focus: the key of the widget around it, where a link leads, and its place.
FOCUSED = """() => {
  const focused = document.activeElement;
  const around = focused.closest('[class*="st-key-"]');
  const box = focused.getBoundingClientRect();
  return {
    key: around ? around.className.match(/st-key-([\\w-]+)/)[1] : '',
    page: focused.closest('[data-testid="stPageLink"]')
      ? new URL(focused.href).pathname.slice(1) : null,
    box: [box.x, box.y, box.width, box.height],
  };
}"""
FRAME = 12
"""Pixels around what has the focus in which the browser may show that it has."""


def grave(page: Page, **rules: Any) -> list[str]:
    """The serious and critical violations that axe-core finds, one line each."""
    found = AXE.run(
        page,
        context={"exclude": [[selector] for selector in NOT_OURS]},
        options={"resultTypes": ["violations"], "runOnly": rules or RULES},
    ).response["violations"]
    return [
        f"{violation['id']} ({violation['impact']}): {node['target']} {node['html'][:160]}"
        for violation in found
        if violation["impact"] in GRAVE
        for node in violation["nodes"]
    ]


# Views that a page opens on a choice or from a link, each with something that no first view has.
VIEWS = [
    ("events", {"event": "2026-03-01-ev-quota-opens"}),
    ("evidence", {"evidence_part": "glossary"}),
]


@pytest.mark.parametrize(("name", "query"), VIEWS, ids=[name for name, _query in VIEWS])
def test_a_view_behind_a_choice_has_no_grave_violation(
    name: str, query: dict[str, str], page: Page, server: Server
) -> None:
    open_page(page, server, name, **query)
    assert grave(page) == []


def test_controls_are_named_in_the_language_of_the_page_after_their_picture(
    page: Page, server: Server
) -> None:
    open_page(page, server, "events", lang="fr")
    page.wait_for_function("document.querySelector('[aria-label^=\"Chiffres\"]')")
    names, titles, grids = page.evaluate(
        """() => [
          [':is(button, a, section)[aria-label]', 'ariaLabel'],
          ['[class*="st-key-picture-"] h2', 'textContent'],
          ['[role=grid]', 'ariaLabel'],
        ].map(([which, what]) => [...document.querySelectorAll(which)].map(each => each[what]))"""
    )
    assert {name.split(": ")[0] for name in names} & set(downloads.called()) == set()
    assert [n for n in names if n.startswith("Chiffres")] == [
        f"Chiffres\u00a0: {t}" for t in titles
    ]
    assert f"Plein écran\u00a0: {titles[0]}" in names
    assert grids == ["Tableau de 595 événements"]


def stops(page: Page, last: str, most: int = 90) -> dict[str, bool]:
    """Where Tab stops on the way to a widget, and whether each shows that it has the focus."""
    found: dict[str, bool] = {}
    for _stop in range(most):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        name = focused["key"] if focused["page"] is None else f"page:{focused['page']}"
        if name and name not in found:
            found[name] = shows_focus(page, focused["box"])
        if name == last:
            break
    return found


def shows_focus(page: Page, box: list[float]) -> bool:
    """Does what has the focus look different from when it has not?"""
    x, y, width, height = box
    clip = {
        "x": max(x - FRAME, 0),
        "y": max(y - FRAME, 0),
        "width": width + 2 * FRAME,
        "height": height + 2 * FRAME,
    }
    with_focus = page.screenshot(clip=clip)
    page.evaluate("window.focusedBefore = document.activeElement; document.activeElement.blur()")
    without = page.screenshot(clip=clip)
    page.evaluate("window.focusedBefore.focus({focusVisible: true})")
    return with_focus != without


def test_the_keyboard_reaches_pages_filters_and_numbers_and_one_sees_where_it_is(
    page: Page, server: Server
) -> None:
    open_page(page, server)
    found = stops(page, "numbers-temperature-line")
    navigation = {f"page:{'' if name == FRONT else name}" for name in PAGES}
    shared = ("years", "actors", "more")
    filters = {"lang", "q", *(f"filter-{name}" for name in shared)}
    controls = {"adjust", "numbers-temperature-line"}
    assert navigation | filters | controls <= set(found)
    assert [name for name, seen in found.items() if not seen] == []
    page.keyboard.press("Enter")
    table = page.get_by_role("dialog", name="Numbers").get_by_test_id("stDataFrame")
    expect(table).to_be_visible()


def test_choices_are_made_with_the_keyboard_alone(page: Page, server: Server) -> None:
    open_page(page, server)
    page.locator(".st-key-adjust button").focus()
    page.keyboard.press("Enter")
    page.locator(".st-key-measure").get_by_role("radio").first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_url("**measure=accumulated**")
    page.keyboard.press("Escape")
    page.locator(".st-key-filter-years button").first.focus()
    page.keyboard.press("Enter")
    for field, year in (("year_first", "2018"), ("year_last", "2021")):
        page.locator(f".st-key-{field} input").focus()
        page.keyboard.press("Control+a")
        page.keyboard.type(year)
        page.keyboard.press("Enter")
        settle(page)
    assert chips(page) == ["2018–2021"]
    assert "years=2018&years=2021" in page.url


def test_one_sees_what_is_chosen_where_a_system_sets_its_own_colours(
    page: Page, server: Server
) -> None:
    page.emulate_media(forced_colors="active")
    open_page(page, server, "method")
    chosen = page.locator(".st-key-method_section").get_by_role("radio", checked=True)
    switch = page.get_by_test_id("stCheckbox").first.locator("label > div").first
    for each, without in [
        (chosen, "e => { delete e.dataset.selected }"),
        (switch, "e => { e.style.visibility = 'hidden' }"),
    ]:
        each.scroll_into_view_if_needed()
        box = each.bounding_box()
        seen = page.screenshot(clip=box)
        each.evaluate(without)
        assert page.screenshot(clip=box) != seen, without


def test_the_overview_fits_two_sheets_of_paper_without_controls_and_with_the_whole_chart(
    new_page: NewPage, server: Server
) -> None:
    page = open_page(new_page(size=(1920, 1080)), server)
    own: dict[str, Any] = {"prefer_css_page_size": True}
    printed = {"from a large window": page.pdf(**own)}
    resized(page, SIZES["wide"])
    printed |= {"from a window": page.pdf(**own), "A4": page.pdf(format="A4")}
    for how, content in printed.items():
        assert 1 <= len(re.findall(rb"/Type\s*/Page\b", content)) <= 2, how
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    expect(page.locator(".st-key-filter-years button").first).to_be_hidden()
    zoom = page.evaluate("getComputedStyle(document.querySelector('[data-testid=stMain]')).zoom")
    width = page.locator(".js-plotly-plot").first.bounding_box()["width"]
    assert 680 <= width <= 720, (width, zoom)


def test_a_choice_of_measure_redraws_the_line_at_once_for_who_asks_for_no_motion(
    page: Page, server: Server
) -> None:
    open_page(page, server)
    # What is being computed anew fades for a moment; nothing else may change but at once.
    page.evaluate(
        """() => {
          window.moved = [];
          const look = () => {
            for (const motion of document.getAnimations()) {
              const {duration} = motion.effect.getTiming();
              if (duration > 1 && motion.transitionProperty !== 'opacity') {
                window.moved.push(`${motion.effect.target.className} ${duration}`);
              }
            }
            requestAnimationFrame(look);
          };
          look();
        }"""
    )
    heading = page.locator(".st-key-picture-temperature-line h2")
    page.get_by_role("button", name="Adjust").click()
    for choice, said in (("Accumulated", "ordinary"), ("Asymmetry", "less")):
        page.get_by_role("radio", name=choice).click()
        settle(page)
        expect(heading).to_contain_text(said)
    assert "measure=accumulated" in page.url
    assert "way=asymmetry" in page.url
    assert sorted(set(page.evaluate("window.moved"))) == []


def test_a_shared_address_says_what_it_shows(server: Server) -> None:
    asked = address(server, "trade", lang="fr", years='"><script>')
    with urllib.request.urlopen(asked) as answer:
        head = answer.read().decode().partition("</head>")[0]
    assert '<html lang="fr-CA">' in head
    assert "<title>Commerce · Relations" in head
    for name in ("og:title", "og:description", "og:url", "og:locale", "og:image"):
        assert re.search(f'<meta property="{name}" content="[^"<>]+">', head), name
    image = re.search('<meta property="og:image" content="([^"]+)">', head)
    assert image is not None
    with urllib.request.urlopen(image[1]) as answer:
        picture = answer.read()
    # The width and the height stand at the head of a PNG file.
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", picture[16:24]) == preview.SIZE
