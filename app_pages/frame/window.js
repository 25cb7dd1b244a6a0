// What a window of the browser does for the dashboard: it takes one step back for one step forward,
// and remembers which tables it showed when the session behind it is another.

export default function ({ data, setTriggerValue }) {
  oneStep()
  const kept = sessionStorage.getItem("own")
  if (data.own) sessionStorage.setItem("own", data.own)
  else if (data.given_up) sessionStorage.removeItem("own")
  else if (kept) setTriggerValue("own", kept)
}

// Streamlit makes an entry of the browser's history of every parameter that a run writes into the
// address; here all that belongs to one run is one entry.
function oneStep() {
  if (window.oneStepBack) return
  window.oneStepBack = true
  const app = document.querySelector('[data-testid="stApp"]')
  const push = history.pushState.bind(history)
  let stepped = false
  const rest = () => { if (app.dataset.testScriptState === "notRunning") stepped = false }

  history.pushState = (...entry) => {
    if (stepped) return history.replaceState(...entry)
    push(...entry)
    stepped = true
    // For a change that no run follows.
    setTimeout(rest, 1000)
  }
  const attributeFilter = ["data-test-script-state"]
  new MutationObserver(rest).observe(app, { attributes: true, attributeFilter })
}
