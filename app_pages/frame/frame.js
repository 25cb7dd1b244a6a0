// What a page does in the browser without the server: it says in which language it is, also when a
// reader changes it; a date that is typed counts on Enter (Streamlit waits until its calendar is
// closed); on a phone the panel of the search closes over what was found; a link to another page
// keeps the tab and the session; the keyboard skips to the numbers of the first picture; the buttons
// of help are called in plain words; and before printing the page says how wide its charts are.

// So narrow that Streamlit lays its panel over the page.
const NARROW = matchMedia("(max-width: 768px)")

// The width of a sheet of A4 between its margins, in pixels of 96 to the inch.
const SHEET = 718

// Where the keyboard skips to: where a page has no picture, to what it asks for.
const NUMBERS = '[class*="st-key-numbers-"] button, [data-testid="stFileUploader"] button'
const UNSEEN = "position: fixed; clip-path: inset(50%)"
const SEEN = "position: fixed; top: 0.5rem; left: 50%; z-index: 1000000; padding: 0.5rem 1rem; font: inherit"

export default function ({ data, parentElement }) {
  document.documentElement.lang = data.language
  const skip = document.createElement("button")
  skip.textContent = data.numbers
  skip.style = UNSEEN
  skip.onfocus = () => (skip.style = SEEN)
  skip.onblur = () => (skip.style = UNSEEN)
  skip.onclick = () => document.querySelector(NUMBERS)?.focus()
  parentElement.replaceChildren(skip)
  // Streamlit calls a button of help after the Markdown of its label, and in English.
  const named = () => {
    for (const button of document.querySelectorAll('button[aria-label^="Help"]')) {
      const label = button.ariaLabel.replace(/^Help( for )?/, "")
      const words = label.replace(/\[(.*?)\]\(<.*?>\)/g, "$1").replace(/\\(.)/g, "$1")
      const name = words ? data.help_for.replace("{}", words) : data.help
      if (name !== button.ariaLabel) button.ariaLabel = name
    }
  }
  named()
  const drawn = new MutationObserver(named)
  drawn.observe(document.body, { childList: true, subtree: true })
  const searched = event => {
    const field = event.target.closest?.('[data-testid="stSidebar"] [data-testid="stTextInput"]')
    if (!field || event.key !== "Enter" || !NARROW.matches) return
    setTimeout(() => document.querySelector('[data-testid="stSidebarCollapseButton"] button')?.click())
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
    document.removeEventListener("keydown", typed, true)
    document.removeEventListener("keydown", searched)
    document.removeEventListener("click", led)
    window.removeEventListener("beforeprint", printed)
  }
}
