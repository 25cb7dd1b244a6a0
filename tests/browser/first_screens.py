"""How much a reader meets on the first screen of each page: words to read, controls to choose from.

`make first-screens` prints it. Words are those outside pictures, formulae, tables and controls;
controls are buttons, boxes, sliders and switches, those of the panel included; choices are the
same with a row of options counted once, as a box of options is. Links are counted apart.
"""

from __future__ import annotations

from playwright.sync_api import Page, sync_playwright

from app_pages.pages import NAMES
from tests.browser.driver import SIZES, launch, new_context, open_page, serving

MOST_WORDS, MOST_CONTROLS = 70, 20
"""What a first screen should hold at most."""

COUNT = """
() => {
  const seen = element => {
    const box = element.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && box.bottom > 0 && box.top < innerHeight
      && box.right > 0 && box.left < innerWidth
      && element.checkVisibility({checkOpacity: true, checkVisibilityCSS: true})
      // The way by which the keyboard skips is seen only when it is reached.
      && !getComputedStyle(element).clipPath.startsWith('inset(50%');
  };
  const CONTROL = 'button, input:not([type=hidden]), textarea, select, [role=slider], '
    + '[role=combobox], [role=spinbutton], [role=switch], [role=radio], [role=tab]';
  const these = names => names.map(name => `[data-testid="st${name}"]`).join(', ');
  const APART = CONTROL + ', svg, canvas, label, .katex, ' + these(['WidgetLabel', 'PlotlyChart',
    'VegaLiteChart', 'DataFrame', 'IconMaterial', 'AlertDynamicIcon', 'FileUploader', 'Sidebar',
    'Header']);
  // What makes up one control (a box and its arrow, the two ends of a slider) counts once.
  const WHOLE = these(['Selectbox', 'MultiSelect', 'Slider', 'DateInput', 'NumberInput',
    'TextInput', 'Checkbox']);
  const controls = new Set([...document.querySelectorAll(CONTROL)].filter(seen)
    .map(each => each.closest(WHOLE) ?? each.closest('label') ?? each.closest('button') ?? each));
  const words = [];
  const walker = document.createTreeWalker(
    document.querySelector('[data-testid="stMain"]'), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (parent.closest(APART) || !seen(parent)) continue;
    words.push(...(walker.currentNode.data.match(/[\\p{L}\\p{N}][\\p{L}\\p{N}'’.,°−+-]*/gu) ?? []));
  }
  const links = [...document.querySelectorAll('a[href]')].filter(seen);
  const choices = new Set([...controls].map(
    each => each.closest('[data-testid="stButtonGroup"]') ?? each));
  return [words.length, controls.size, choices.size, links.length];
}
"""


def count(page: Page) -> tuple[int, int, int, int]:
    """The words, controls, choices and links on the screen of a page that is drawn."""
    words, controls, choices, links = page.evaluate(COUNT)
    return words, controls, choices, links


def main() -> None:
    """Print the count of each page, with a mark where it is more than it should be."""
    print(f"{'page':12} {'words':>6} {'controls':>9} {'choices':>8} {'links':>6}")
    with serving() as server, sync_playwright() as playwright:
        browser = launch(playwright)
        for name in NAMES:
            context = new_context(browser, size=SIZES["wide"])
            page = open_page(context.new_page(), server, name)
            words, controls, choices, links = count(page)
            over = "  over" if words > MOST_WORDS or controls > MOST_CONTROLS else ""
            print(f"{name:12} {words:6} {controls:9} {choices:8} {links:6}{over}", flush=True)
            context.close()
        browser.close()


if __name__ == "__main__":
    main()
