"""The temperature in a browser: the line, its clicks, and the waterfall that explains it."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage
from tests.browser.driver import (
    SIZES,
    Server,
    click_at,
    open_page,
    scrolls_sideways,
    settle,
    turned,
)

LINE = ".st-key-picture-temperature-line"
MOVED = ".st-key-picture-what-moved"
ARREST = "2018-12-01-meng-arrested"


def month_of_line(page: Page, day: str) -> float:
    """The temperature that the line shows at a month end."""
    value: float = page.locator(f"{LINE} .js-plotly-plot").evaluate(
        """(plot, day) => {
          for (const trace of plot._fullData) {
            const at = (trace.customdata || []).findIndex(data => data[0] === day);
            if (at >= 0) return trace.y[at];
          }
        }""",
        day,
    )
    return value


def place_of(page: Page, customdata: Any) -> tuple[float, float]:
    """Where on the screen the line's mark with this customdata stands."""
    plot = page.locator(f"{LINE} .js-plotly-plot")
    plot.scroll_into_view_if_needed()
    x, y = plot.evaluate(
        """(plot, wanted) => {
          for (const trace of plot._fullData) {
            const at = (trace.customdata || [])
              .findIndex(data => data === wanted || data[0] === wanted);
            if (at < 0) continue;
            const {xaxis, yaxis} = plot._fullLayout, box = plot.getBoundingClientRect();
            return [box.left + xaxis._offset + xaxis.d2p(trace.x[at]),
                    box.top + yaxis._offset + yaxis.d2p(trace.y[at])];
          }
        }""",
        customdata,
    )
    return x, y


def type_date(page: Page, key: str, year: str, month: str, day: str) -> None:
    field = page.locator(f".st-key-{key}")
    for part, typed in (("year", year), ("month", month), ("day", day)):
        field.locator(f'[data-type="{part}"]').click()
        page.keyboard.type(typed)
    # A date is taken when the field is left.
    page.locator("h2").filter(has_text="What moved it").click()
    settle(page)


def stands_on_the_first_screen(page: Page) -> None:
    """Holds that one screen tells where it stands, how sure that is, and since when."""
    height = page.evaluate("window.innerHeight")
    stands = page.locator("p").filter(has_text="the relationship stood at")
    expect(stands).to_contain_text(re.compile(r"Record: .*State: "))
    since = page.locator("p").filter(has_text="last changed beyond chance")
    expect(since).to_contain_text(re.compile("That was .* Last spoke: leaders .*, ministers"))
    for told in (stands, since):
        box = told.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= height


def signed(text: str) -> float:
    """The number in a text such as −1.25°."""
    found = re.search(r"[+−]?\d+\.\d+", text)
    assert found, text
    return float(found.group().replace("−", "-"))


def test_the_waterfall_between_two_picked_dates_adds_up_to_the_lines_difference(
    page: Page, server: Server
) -> None:
    open_page(page, server)
    page.get_by_role("radio", name="between two dates").click()
    settle(page)
    type_date(page, "moved_from", "2018", "11", "30")
    type_date(page, "moved_to", "2021", "04", "30")
    heading = page.locator(f"{MOVED} h3")
    expect(heading).to_contain_text("30 Nov 2018")
    expect(heading).to_contain_text("30 Apr 2021")
    before, after = month_of_line(page, "2018-11-30"), month_of_line(page, "2021-04-30")
    assert f"fell by {before - after:.2f}°" in heading.inner_text()
    assert re.search(r"\([−+]\d\.\d\d to [−+]\d\.\d\d\)", heading.inner_text())
    bars = page.locator(f"{MOVED} .js-plotly-plot .y2tick").all_text_contents()
    first, *steps, last = (signed(text) for text in bars)
    assert (first, last) == (before, after)
    assert round(sum(steps), 2) == round(after - before, 2)
    # The address that gives the same view.
    for asked in ("moved=dates", "moved_from=2018-11-30", "moved_to=2021-04-30"):
        assert asked in page.url


def test_a_click_on_a_dot_or_a_bar_opens_its_event_and_one_on_a_month_says_what_lies_in_it(
    page: Page, server: Server
) -> None:
    open_page(page, server, "overview", years=["2018", "2019"])
    click_at(page, *place_of(page, ARREST))
    card = page.get_by_role("dialog")
    expect(card).to_contain_text("Meng Wanzhou")
    expect(card.get_by_role("link").first).to_be_visible()
    expect(page.get_by_text(re.compile(r"other events? of Dec 2018"))).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    click_at(page, *place_of(page, "2018-02-28"))
    expect(page.get_by_text("Feb 2018: ")).to_be_visible()
    plot = page.locator(f"{MOVED} .js-plotly-plot")
    plot.scroll_into_view_if_needed()
    box = plot.locator(".barlayer .point path").nth(4).bounding_box()
    assert box
    click_at(page, box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(card).to_have_count(1)


def test_the_first_screen_holds_the_finding_the_figures_and_the_line_that_is_drawn_over(
    page: Page, server: Server
) -> None:
    open_page(page, server)
    stands_on_the_first_screen(page)
    metrics = page.get_by_test_id("stMetric")
    expect(metrics).to_have_count(6)
    rows = {round(metric.bounding_box()["y"]) for metric in metrics.all()}
    assert len(rows) == 1
    line = page.locator(f"{LINE} .js-plotly-plot").bounding_box()
    assert line is not None
    assert line["y"] + line["height"] <= SIZES["wide"][1]
    labels = page.locator('[data-testid="stMetricLabel"] p')
    assert labels.evaluate_all("all => all.every(e => e.scrollWidth <= e.clientWidth + 1)")
    # Years that are drawn over are seen alone, until they are left again.
    (left, y), (right, _y) = place_of(page, "2018-01-31"), place_of(page, "2021-12-31")
    page.mouse.move(left, y)
    page.mouse.down()
    page.mouse.move(right, y, steps=5)
    page.mouse.up()
    settle(page)
    assert "years=2018&years=2021" in page.url
    expect(page.locator(f"{MOVED} h3")).to_contain_text("between 31 Dec 2017 and 31 Dec 2021")
    page.get_by_role("button", name="Back to 2015–2026").click()
    settle(page)
    assert "years=" not in page.url


def colours(page: Page) -> list[str]:
    """The ink of the line, the ground it is drawn on and what is behind that."""
    found: list[str] = page.locator(f"{LINE} .js-plotly-plot").evaluate(
        """plot => [plot._fullLayout.font.color, plot._fullLayout.paper_bgcolor,
                    getComputedStyle(document.querySelector('.stApp')).backgroundColor]"""
    )
    return found


def test_all_years_fit_a_phone_in_the_dark_and_colours_follow_the_theme(
    new_page: NewPage, server: Server
) -> None:
    phone = new_page(size=SIZES["phone"], theme="dark")
    open_page(phone, server, "overview", years=["1968", "2026"], shading="both")
    assert not scrolls_sideways(phone)
    plot = phone.locator(f"{LINE} .js-plotly-plot")
    box = plot.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= SIZES["phone"][0]
    # Names that find no room are hidden, none is cut off at the edge.
    overflowing = plot.evaluate(
        """plot => {
          const frame = plot.getBoundingClientRect();
          return [...plot.querySelectorAll('text')]
            .filter(t => t.textContent && getComputedStyle(t).visibility !== 'hidden')
            .filter(t => t.style.display !== 'none')
            .map(t => [t.textContent, t.getBoundingClientRect()])
            .filter(([, b]) => b.width > 0)
            .filter(([, b]) => b.left < frame.left - 2 || b.right > frame.right + 2)
            .map(([text]) => text);
        }"""
    )
    assert overflowing == []
    dark, light = colours(phone), colours(turned(phone, "light"))
    for _ink, ground, behind in (dark, light):
        red, green, blue = (int(ground[i : i + 2], 16) for i in (1, 3, 5))
        assert behind == f"rgb({red}, {green}, {blue})"
    assert dark[0] != light[0]


def test_the_method_page_is_drawn(page: Page, server: Server) -> None:
    open_page(page, server, "method")
    expect(page.locator(".katex").first).to_be_visible()
    assert page.locator(".js-plotly-plot").count() == 1
    for section in ("How sure", "Breaks", "Beside others", "What if", "Coders and gaps"):
        page.get_by_role("radio", name=section).click()
        settle(page)
        assert page.locator(".js-plotly-plot").count() == 1
        assert not scrolls_sideways(page)


def test_a_change_on_the_bench_moves_the_line_and_lives_in_the_address(
    page: Page, server: Server
) -> None:
    query = {"method_section": "whatif", "figure_at": "2018-12-31", "change": f"drop:{ARREST}"}
    open_page(page, server, "method", **query)
    heading = page.locator(".st-key-picture-method-whatif h2")
    expect(heading).to_contain_text("With 1 change")
    page.locator(".st-key-change svg").first.click()
    settle(page)
    expect(heading).to_contain_text("Nothing is changed")
    assert "change=" not in page.url
