// What a page does in the browser without the server: it says in which language it is, also when a
// reader changes it; a date that is typed counts on Enter (Streamlit waits until its calendar is
// closed); and before printing the page says how wide its charts are.

// The width of a sheet of A4 between its margins, in pixels of 96 to the inch.
const SHEET = 718

export default function ({ data }) {
  document.documentElement.lang = data
  const typed = event => {
    const field = event.target.closest?.('[data-testid="stDateInputField"]')
    if (!field || event.key !== "Enter") return
    event.target.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }))
  }
  const printed = () => {
    const page = document.querySelector('[data-testid="stMainBlockContainer"]')
    const looks = getComputedStyle(page)
    const width = page.clientWidth - parseFloat(looks.paddingLeft) - parseFloat(looks.paddingRight)
    document.documentElement.style.setProperty("--paper-width", `${width}px`)
    document.documentElement.style.setProperty("--paper-zoom", Math.min(1, SHEET / width))
  }
  document.addEventListener("keydown", typed, true)
  window.addEventListener("beforeprint", printed)
  return () => {
    document.removeEventListener("keydown", typed, true)
    window.removeEventListener("beforeprint", printed)
  }
}
