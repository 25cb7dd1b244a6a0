// Draws the figure of a picture with Plotly, keeps the chart and changes what changes, and tells which
// mark a reader chose by click or by keyboard. Plotly is a classic script (the browser keeps it
// compiled); the first page fetches it early, and where it did not, this file does.

const CONFIG = { displaylogo: false, displayModeBar: false, scrollZoom: false, showTips: false }
const HEARD_ONLY = "position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%)"
// Plotly draws what it tells of a mark at most so many milliseconds after it was asked.
const DRAWN_AFTER = 80
// A picture of fewer pixels across has the names that are marked as narrow, any other the wide ones.
const NARROW = 700
const charts = new WeakMap()

export default function ({ data, parentElement, setTriggerValue }) {
  if (!charts.has(parentElement)) charts.set(parentElement, new Chart(parentElement))
  const chart = charts.get(parentElement)
  chart.choose = mark => data.selectable && setTriggerValue("mark", mark ?? [])
  chart.span = range => setTriggerValue("span", range)
  chart.show(data)
  return () => {
    chart.end()
    charts.delete(parentElement)
  }
}

let fetched
function library(address) {
  if (window.Plotly) return window.Plotly
  fetched ??= new Promise((resolve, reject) => {
    let script = document.querySelector("script[data-plotly]")
    if (!script) {
      script = document.createElement("script")
      script.src = address
      document.head.append(script)
    }
    script.addEventListener("load", () => resolve(window.Plotly))
    script.addEventListener("error", () => reject(new Error(`Plotly is not at ${script.src}`)))
  })
  return fetched
}

class Chart {
  constructor(place) {
    this.place = place
    this.box = element("div", { role: "figure", class: "stPlotlyChart" })
    this.box.dataset.testid = "stPlotlyChart"
    this.plot = element("div", { tabindex: "0", role: "group" })
    this.said = element("div", { role: "status", style: HEARD_ONLY })
    this.box.append(this.plot, this.said)
    place.append(this.box)
    this.plot.addEventListener("keydown", event => this.key(event))
    this.plot.addEventListener("blur", () => this.leave())
    this.sized = new ResizeObserver(() => this.draw())
    this.sized.observe(place)
  }

  show(data) {
    const { height, alt, hint } = data
    this.data = data
    this.box.setAttribute("aria-label", alt)
    this.plot.setAttribute("aria-label", hint)
    // The place is kept while the library and the figure are on their way.
    this.plot.style.minHeight = `${height}px`
    this.draw()
  }

  async draw() {
    const width = this.place.clientWidth
    if (!width || !this.data) return
    const text = inColours(this.data.figure, getComputedStyle(this.place))
    const wanted = `${width} ${this.data.chosen} ${text}`
    if (wanted === this.wanted) return
    this.wanted = wanted
    const Plotly = await library(this.data.script)
    // Meanwhile a later figure may have come, or the page may have gone.
    if (wanted !== this.wanted || !this.place.isConnected) return
    const { data, layout } = JSON.parse(text)
    // What is no mark, such as a total, does not fade beside the chosen one.
    for (const trace of this.data.chosen.length ? data : []) if (trace.customdata) trace.selectedpoints = []
    for (const [at, place] of this.data.chosen) data[at].selectedpoints.push(place)
    layout.template = { data: { scatter: [{ marker: { line: { width: 0 } } }] }, layout: house(getComputedStyle(this.place)) }
    layout.width = width
    if (this.data.selectable) layout.clickmode ??= "event+select"
    for (const trace of data) if (trace.meta) trace.visible = (trace.meta === "narrow") === width < NARROW
    // By touch one scrolls the page where one would draw over years.
    if (this.data.brushed && matchMedia("(pointer: fine)").matches) {
      layout.dragmode = "zoom"
      layout.xaxis.fixedrange = false
    }
    await Plotly.react(this.plot, data, layout, CONFIG)
    // What the drawing shows is told by the label of the figure, and mark by mark.
    for (const sheet of this.plot.querySelectorAll("svg.main-svg")) sheet.ariaHidden = "true"
    if (text !== this.text) this.at = -1
    this.text = text
    if (this.heard) return
    this.heard = true
    this.plot.on("plotly_selected", event => event && this.choose(event.points[0]?.customdata))
    this.plot.on("plotly_deselect", () => this.choose())
    this.plot.on("plotly_relayout", event => this.brush(event["xaxis.range[0]"], event["xaxis.range[1]"]))
  }

  brush(from, to) {
    if (!from || !this.data.brushed) return
    // The answer is drawn also where it is the figure that is there.
    this.wanted = ""
    this.span([from, to])
  }

  // From mark to mark by the arrow keys, with what the pointer would be told; Enter chooses.
  key(event) {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
    if (!this.heard || event.target !== this.plot) return
    const marks = marksOf(this.plot)
    if (step && marks.length) {
      event.preventDefault()
      this.at = this.at < 0 && step < 0 ? marks.length - 1 : this.at + step
      this.at = (this.at + marks.length) % marks.length
      this.hover(marks[this.at])
    } else if (event.key === "Enter" && marks[this.at] && this.data.selectable) {
      event.preventDefault()
      this.choose(marks[this.at].customdata)
    } else if (event.key === "Escape") this.leave()
  }

  hover({ curveNumber, pointNumber, subplot }) {
    window.Plotly.Fx.hover(this.plot, [{ curveNumber, pointNumber }], subplot)
    clearTimeout(this.saying)
    this.saying = setTimeout(() => this.say(), DRAWN_AFTER)
  }

  say() {
    if (this.at < 0) return
    const lines = this.plot.querySelectorAll(".hoverlayer .hovertext text")
    const words = [...lines].flatMap(line => {
      const parts = line.querySelectorAll("tspan.line")
      return parts.length ? [...parts].map(part => part.textContent) : [line.textContent]
    })
    this.said.textContent = words.filter(Boolean).join(", ")
  }

  leave() {
    this.at = -1
    this.said.textContent = ""
    if (this.heard) window.Plotly.Fx.unhover(this.plot)
  }

  end() {
    this.sized.disconnect()
    if (this.heard) window.Plotly.purge(this.plot)
    this.box.remove()
  }
}

function element(name, attributes) {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  return made
}

// Every mark that tells something, from left to right; what is drawn in parts counts once.
function marksOf(plot) {
  const known = new Set()
  return plot._fullData
    .flatMap((trace, curveNumber) => {
      if (trace.visible !== true || trace.hoverinfo === "skip" || !trace._length) return []
      const subplot = `${trace.xaxis ?? "x"}${trace.yaxis ?? "y"}`
      const axis = plot._fullLayout[(trace.xaxis ?? "x").replace("x", "xaxis")]
      return Array.from({ length: trace._length }, (_, pointNumber) => ({
        curveNumber,
        pointNumber,
        subplot,
        customdata: trace.customdata?.[pointNumber],
        x: axis ? axis.d2p(trace.x?.[pointNumber]) : 0,
      })).filter(mark => Number.isFinite(mark.x))
    })
    .sort((one, other) => one.x - other.x)
    .filter(({ customdata }) => {
      const key = JSON.stringify(customdata)
      return key === undefined || (!known.has(key) && known.add(key))
    })
}

// The codes that stand in a figure for the colours of the reader's theme, as Streamlit's are.
function inColours(figure, look) {
  const colours = {
    "#000037": look.getPropertyValue("--st-text-color"),
    "#000038": look.getPropertyValue("--st-background-color"),
  }
  const tones = look.getPropertyValue("--st-chart-sequential-colors").split(",")
  tones.forEach((tone, place) => (colours[`#0000${place + 11}`] = tone))
  return figure.replaceAll(/#0000\d\d/g, code => (colours[code] ?? code).trim())
}

// What the figures leave to the theme: type, and the ground.
function house(look) {
  const family = look.getPropertyValue("--st-font")
  const ink = look.getPropertyValue("--st-text-color").trim()
  const ground = look.getPropertyValue("--st-background-color").trim()
  const line = look.getPropertyValue("--st-border-color").trim()
  const base = parseFloat(getComputedStyle(document.documentElement).fontSize)
  const small = { size: base * 0.75, color: ink, family }
  const name = { size: base * 0.875, color: ink, family }
  const axis = { tickfont: small, tickcolor: line, gridcolor: line, zerolinecolor: line, automargin: true }
  return {
    font: small,
    paper_bgcolor: ground,
    plot_bgcolor: ground,
    margin: { pad: base * 0.5, l: 0, r: 0 },
    xaxis: { ...axis, showgrid: false, zeroline: false, title: { font: name, standoff: base * 1.25 } },
    yaxis: { ...axis, ticklabelposition: "outside", title: { font: name, standoff: base * 1.5 } },
    legend: { valign: "top", borderwidth: 0, font: small, title: { font: small, side: "top" } },
    hoverlabel: { bgcolor: ground, bordercolor: line, font: small },
    coloraxis: {
      colorbar: { thickness: 16, outlinewidth: 8, outlinecolor: "transparent", tickfont: small, title: { font: name } },
    },
  }
}
