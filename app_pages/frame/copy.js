// Puts the address of the page into the clipboard when its button is pressed, and says whether that worked.

export default function (component) {
  const { data, setTriggerValue } = component

  const pressed = async event => {
    if (!event.target.closest?.(`.st-key-${data.button} button`)) return
    setTriggerValue("copied", await copied(location.href))
  }
  document.addEventListener("click", pressed, true)
  return () => document.removeEventListener("click", pressed, true)
}

// Browsers give the clipboard to secure pages only; elsewhere a selection can be copied.
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    const field = document.createElement("textarea")
    field.value = text
    document.body.append(field)
    field.select()
    const done = document.execCommand("copy")
    field.remove()
    return done
  }
}
