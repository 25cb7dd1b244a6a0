// Notes when each Plotly chart of the page was drawn with what, wherever it sits in the page.
//
// Plotly gives the element that it draws in a function `emit` and announces `plotly_afterplot`
// with it; a setter on the prototype catches that function in every framework, in shadow trees
// too. A chart that is drawn again with the same content keeps the time of the first drawing.
(() => {
  const charts = new Map();
  const content = chart => JSON.stringify(
    chart.data,
    (key, value) =>
      key === 'selectedpoints' || key === 'uid' ? undefined
      : ArrayBuffer.isView(value) ? Array.from(value) : value,
  );
  const note = chart => {
    const drawn = content(chart);
    const before = charts.get(chart);
    if (!before || before.content !== drawn) {
      charts.set(chart, { content: drawn, at: performance.now() });
    }
    window.probe.lastDraw = performance.now();
  };
  Object.defineProperty(HTMLElement.prototype, 'emit', {
    configurable: true,
    set(emit) {
      const chart = this;
      const noting = function (name, ...rest) {
        if (name === 'plotly_afterplot') note(chart);
        return emit.call(chart, name, ...rest);
      };
      Object.defineProperty(this, 'emit', {
        configurable: true, writable: true, enumerable: false, value: noting,
      });
    },
  });
  const shown = () => [...charts].filter(([chart]) => chart.isConnected).map(([, seen]) => seen);
  window.probe = {
    lastDraw: 0,
    pressed: 0,
    // Whether `number` charts stand there and none was drawn for `quiet` milliseconds.
    loaded: (number, quiet) =>
      shown().length >= number && performance.now() - window.probe.lastDraw > quiet,
    // The same after a press, once a chart shows something else than before it.
    redrawn: quiet =>
      shown().some(seen => seen.at > window.probe.pressed)
      && performance.now() - window.probe.lastDraw > quiet,
    // When the last chart first showed what it shows now, since the page began to load.
    last: () => Math.max(...shown().map(seen => seen.at)),
    // When the browser first painted any content (first contentful paint).
    painted: () => performance.getEntriesByName('first-contentful-paint')[0].startTime,
    number: () => shown().length,
    origin: () => performance.timeOrigin,
  };
  window.addEventListener('pointerdown', () => { window.probe.pressed = performance.now(); }, true);
})();
