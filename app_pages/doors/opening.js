// The first screen is coloured as the reader last chose, and gives way once the page's own picture
// stands, or whatever the page says in its place.
{
  const opening = document.getElementById("opening")
  const chosen = localStorage.getItem(`stActiveTheme-${location.pathname}-v2`)
  if (chosen) opening.className = JSON.parse(chosen)
  const stands = ".js-plotly-plot .main-svg, [data-testid='stAlert'], [data-testid='stException']"
  const latest = performance.now() + 15000
  const look = now => {
    if (document.querySelector(stands) || now > latest) opening.remove()
    else requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}
