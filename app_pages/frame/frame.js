// What a page does in the browser without the server: it says in which language it is, also when a
// reader changes it; a date that is typed counts on Enter (Streamlit waits until its calendar is
// closed); on a phone the panel of the search closes over what was found; a link to another page
// keeps the tab and the session; the keyboard skips to the numbers of the first picture; what
// Streamlit names in English is named in the reader's language, and what belongs to a picture after
// its title; and before printing the page says how wide its charts are.

// So narrow that Streamlit lays its panel over the page.
const NARROW = matchMedia("(max-width: 768px)")

// The width of a sheet of A4 between its margins, in pixels of 96 to the inch.
const SHEET = 718

// Where the keyboard skips to: where a page has no picture, to what it asks for.
const NUMBERS = '[class*="st-key-numbers-"] button, [data-testid="stFileUploader"] button'
// Where Streamlit writes words of its own.
const WRITTEN = '[data-testid="stSkipToContent"], [data-testid="stFileUploaderDropzone"] button p'
const UNSEEN = "position: fixed; clip-path: inset(50%)"
const SEEN = "position: fixed; top: 0.5rem; left: 50%; z-index: 1000000; padding: 0.5rem 1rem; font: inherit"

export default function ({ data, parentElement }) {
  document.documentElement.lang = data.language
  const toTop = () => (document.querySelector('[data-testid="stMain"]').scrollTop = 0)
  const skip = document.createElement("button")
  skip.textContent = data.numbers
  skip.style = UNSEEN
  skip.onfocus = () => (skip.style = SEEN)
  skip.onblur = () => (skip.style = UNSEEN)
  skip.onclick = () => document.querySelector(NUMBERS)?.focus()
  parentElement.replaceChildren(skip)
  const call = (element, name) => { if (name && name !== element.ariaLabel) element.ariaLabel = name }
  const word = text => data.called[text] ?? data.called[text.replace(/\d+/, "{n}")]?.replace("{n}", text.match(/\d+/))
  const labelled = (label, value) => data.labelled.replace("{label}", () => label).replace("{value}", () => value)
  const titleOf = element => element.closest('[class*="st-key-picture-"]')?.querySelector(":is(h2, h3, h4, h5)")?.textContent
  const named = () => {
    // A button of help is called after the Markdown of its label.
    for (const button of document.querySelectorAll('button[aria-label^="Help"]')) {
      const label = button.ariaLabel.replace(/^Help( for )?/, "")
      const words = label.replace(/\[(.*?)\]\(<.*?>\)/g, "$1").replace(/\\(.)/g, "$1")
      call(button, words ? data.help_for.replace("{}", words) : data.help)
    }
    for (const each of document.querySelectorAll(":is(button, a, section)[aria-label]")) {
      const [own, ...rest] = each.ariaLabel.split(": ")
      // A control of a picture is called after all that the picture tells.
      const of = rest.length && (titleOf(each) ?? rest.join(": "))
      if (word(own)) call(each, of ? labelled(word(own), of) : word(own))
    }
    for (const button of document.querySelectorAll('[class*="st-key-numbers-"] button'))
      call(button, titleOf(button) && labelled(data.numbered, titleOf(button)))
    for (const grid of document.querySelectorAll('[data-testid="stDataFrame"] [role="grid"]'))
      call(grid, grid.parentElement.closest("[aria-label]")?.ariaLabel)
    for (const each of document.querySelectorAll(WRITTEN)) {
      const said = word(each.textContent)
      if (said && said !== each.textContent) each.textContent = said
    }
  }
  named()
  // While a chart is drawn the page changes many times between two frames: one look is enough.
  let due = 0
  let page = location.pathname
  const drawn = new MutationObserver(() => {
    // Streamlit opens a page as far down as the one before was.
    if (page !== location.pathname) toTop()
    page = location.pathname
    due ||= requestAnimationFrame(() => { due = 0; named() })
  })
  drawn.observe(document.body, { childList: true, subtree: true, characterData: true })
  const searched = event => {
    const field = event.target.closest?.('[data-testid="stSidebar"] [data-testid="stTextInput"]')
    if (!field || event.key !== "Enter") return
    // What was found stands at the top of the page.
    toTop()
    if (NARROW.matches) setTimeout(() => document.querySelector('[data-testid="stSidebarCollapseButton"] button')?.click())
  }
  const typed = event => {
    const field = event.target.closest?.('[data-testid="stDateInputField"]')
    if (!field || event.key !== "Enter") return
    event.target.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }))
  }
  // Streamlit opens every link of a text in a new tab. Its own way back and forth reads the address.
  const led = event => {
    const link = event.target.closest?.("a[href]")
    if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return
    const [here, there] = [location, link].map(each => each.pathname.match(/^(.*\/)([^/]*)$/))
    if (link.origin !== location.origin || here[1] !== there[1] || !data.pages.includes(there[2])) return
    event.preventDefault()
    history.pushState(null, "", link.href)
    window.dispatchEvent(new PopStateEvent("popstate"))
  }
  const printed = () => {
    const page = document.querySelector('[data-testid="stMainBlockContainer"]')
    const looks = getComputedStyle(page)
    const width = page.clientWidth - parseFloat(looks.paddingLeft) - parseFloat(looks.paddingRight)
    document.documentElement.style.setProperty("--paper-width", `${width}px`)
    document.documentElement.style.setProperty("--paper-zoom", Math.min(1, SHEET / width))
  }
  document.addEventListener("keydown", typed, true)
  document.addEventListener("keydown", searched)
  document.addEventListener("click", led)
  window.addEventListener("beforeprint", printed)
  return () => {
    drawn.disconnect()
    cancelAnimationFrame(due)
    document.removeEventListener("keydown", typed, true)
    document.removeEventListener("keydown", searched)
    document.removeEventListener("click", led)
    window.removeEventListener("beforeprint", printed)
  }
}
