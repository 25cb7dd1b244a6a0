// Saves the picture above as PNG or SVG, made in the browser from what it shows: the chart's own
// vectors, with its title, its measure and its source, on the page's background.

const WIDTH_OF_MARGIN = 24
const SCALE = 2

export default function (component) {
  const { data } = component
  const buttons = { png: data.png_key, svg: data.svg_key }

  const pressed = async event => {
    for (const [kind, key] of Object.entries(buttons)) {
      if (event.target.closest?.(`.st-key-${key} button`)) await save(kind, data)
    }
  }
  document.addEventListener("click", pressed, true)
  return () => document.removeEventListener("click", pressed, true)
}

async function save(kind, data) {
  const chart = document.querySelector(`.st-key-${data.picture_key}`)
  const drawn = chart && (await drawing(chart))
  if (!drawn) return
  const svg = framed(drawn, data)
  svg.prepend(node("style", {}, await fonts(svg)))
  const text = new XMLSerializer().serializeToString(svg)
  const blob = new Blob([text], { type: "image/svg+xml;charset=utf-8" })
  offer(kind === "svg" ? blob : await raster(blob, svg), `${data.name}.${kind}`)
}

// The chart as nodes of SVG with its width and height: Plotly draws on several sheets that lie on
// each other, Vega on one sheet or, when there is much to draw, on a canvas.
async function drawing(chart) {
  const plot = chart.querySelector(".js-plotly-plot .svg-container")
  if (plot) {
    const sheets = [...plot.querySelectorAll("svg.main-svg")]
    return parts(plot.getBoundingClientRect(), sheets.map(copy))
  }
  const vega = chart.querySelector('[data-testid="stVegaLiteChart"] svg.marks')
  if (vega) return parts(vega.getBoundingClientRect(), [copy(vega)])
  const canvas = chart.querySelector('[data-testid="stVegaLiteChart"] canvas')
  if (!canvas) return null
  const box = canvas.getBoundingClientRect()
  const image = node("image", { width: box.width, height: box.height, href: canvas.toDataURL() })
  return parts(box, [image])
}

// The faces that the picture is written in, inside it: an image sees no style sheet of the page, and
// another font is wider and would be cut.
async function fonts(svg) {
  const used = new Set(
    [...svg.querySelectorAll("text, tspan")].flatMap(each =>
      each.style.fontFamily.split(",").map(name => name.trim().replace(/["']/g, "")),
    ),
  )
  getComputedStyle(document.querySelector('[data-testid="stApp"]'))
    .fontFamily.split(",")
    .forEach(name => used.add(name.trim().replace(/["']/g, "")))
  const faces = []
  for (const sheet of document.styleSheets) {
    for (const rule of readable(sheet)) {
      const family = rule instanceof CSSFontFaceRule && rule.style.getPropertyValue("font-family")
      if (family && used.has(family.trim().replace(/["']/g, ""))) faces.push(embedded(rule, sheet))
    }
  }
  return (await Promise.all(faces)).join("\n")
}

function readable(sheet) {
  try {
    return [...sheet.cssRules]
  } catch {
    return []
  }
}

async function embedded(rule, sheet) {
  const [, path] = rule.cssText.match(/url\(["']?([^"')]+)["']?\)/) ?? []
  if (!path || path.startsWith("data:")) return rule.cssText
  const answer = await fetch(new URL(path, sheet.href ?? document.baseURI))
  const blob = await answer.blob()
  const held = await new Promise(done => {
    const reader = new FileReader()
    reader.onload = () => done(reader.result)
    reader.readAsDataURL(blob)
  })
  return rule.cssText.replace(path, held)
}

const parts = (box, nodes) => ({ width: box.width, height: box.height, nodes })

// A copy that keeps its looks away from the page's style sheets.
function copy(svg) {
  const clone = svg.cloneNode(true)
  const looks = ["fill", "stroke", "stroke-width", "font-family", "font-size", "font-weight"]
  const before = svg.querySelectorAll("text, tspan")
  const after = clone.querySelectorAll("text, tspan")
  before.forEach((element, index) => {
    const style = getComputedStyle(element)
    for (const name of looks) after[index].style.setProperty(name, style.getPropertyValue(name))
  })
  clone.querySelectorAll(".hoverlayer, .drag, .nsewdrag").forEach(each => each.remove())
  clone.style.background = "none"
  clone.style.overflow = "visible"
  const box = svg.getBoundingClientRect()
  clone.setAttribute("width", box.width)
  clone.setAttribute("height", box.height)
  clone.removeAttribute("class")
  return clone
}

function framed(drawn, data) {
  const app = getComputedStyle(document.querySelector('[data-testid="stApp"]'))
  const width = drawn.width + 2 * WIDTH_OF_MARGIN
  const head = [
    ...wrapped(data.title, drawn.width, 18, 600),
    ...wrapped(data.subtitle, drawn.width, 13, 400),
  ]
  const foot = wrapped(data.source, drawn.width, 11, 400)
  const top = WIDTH_OF_MARGIN + heightOf(head) + 8
  const height = top + drawn.height + 8 + heightOf(foot) + WIDTH_OF_MARGIN
  const svg = node("svg", { xmlns: "http://www.w3.org/2000/svg", width, height })
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`)
  svg.append(node("title", {}, data.title), node("desc", {}, data.alt))
  svg.append(node("rect", { width, height, fill: app.backgroundColor }))
  write(svg, head, WIDTH_OF_MARGIN, app)
  for (const each of drawn.nodes) {
    each.setAttribute("x", WIDTH_OF_MARGIN)
    each.setAttribute("y", top)
    svg.append(each)
  }
  write(svg, foot, top + drawn.height + 8, app)
  return svg
}

function wrapped(text, width, size, weight) {
  const pen = document.createElement("canvas").getContext("2d")
  pen.font = `${weight} ${size}px sans-serif`
  const lines = []
  // Text without spaces, as Chinese is, may break between any two signs.
  for (const word of text.match(/[\u3000-\u9fff\uff00-\uffef]|[^\s\u3000-\u9fff\uff00-\uffef]+\s*|\s+/g) ?? []) {
    const last = lines.at(-1)
    if (last !== undefined && pen.measureText(last + word).width <= width) lines[lines.length - 1] += word
    else lines.push(word)
  }
  return lines.map(line => ({ line, size, weight }))
}

const heightOf = lines => lines.reduce((sum, each) => sum + each.size * 1.35, 0)

function write(svg, lines, top, app) {
  let y = top
  for (const { line, size, weight } of lines) {
    y += size * 1.35
    const looks = { x: WIDTH_OF_MARGIN, y: y - size * 0.35, fill: app.color }
    const text = node("text", { ...looks, "font-size": size, "font-weight": weight }, line)
    text.setAttribute("font-family", `${app.fontFamily}, sans-serif`)
    svg.append(text)
  }
}

function node(name, attributes, text) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name)
  for (const [key, value] of Object.entries(attributes)) {
    if (key !== "xmlns") made.setAttribute(key, value)
  }
  if (text !== undefined) made.textContent = text
  return made
}

async function raster(blob, svg) {
  const address = URL.createObjectURL(blob)
  const image = new Image()
  image.src = address
  await image.decode()
  const canvas = document.createElement("canvas")
  canvas.width = svg.getAttribute("width") * SCALE
  canvas.height = svg.getAttribute("height") * SCALE
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height)
  URL.revokeObjectURL(address)
  return new Promise(done => canvas.toBlob(done, "image/png"))
}

function offer(blob, name) {
  const link = document.createElement("a")
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
