function histogram(chart) {
  const [width, height, foot] = [360, 130, 34];
  const most = Math.max(...chart.bins.map(bin => bin.count), 1);
  const span = chart.high - chart.low || 1;
  const at = value => width * Math.min(1, Math.max(0, (value - chart.low) / span));
  const step = width / chart.bins.length;
  const bars = chart.bins.map((bin, index) => s("rect", { class: "bin", x: index * step + 0.5, width: Math.max(1, step - 1), y: height - height * bin.count / most, height: height * bin.count / most }));
  const beyond = [chart.below && `${count(chart.below)} below ${short(chart.low)}`, chart.above && `${count(chart.above)} above ${short(chart.high)}`].filter(Boolean).join(", ");
  const total = chart.bins.reduce((sum, bin) => sum + bin.count, chart.below + chart.above);
  const over = chart.bins.map((bin, index) => {
    const area = s("rect", { x: index * step, width: step, y: 0, height, fill: "transparent" });
    area.addEventListener("pointerenter", () => bars[index].classList.add("on"));
    area.addEventListener("pointerleave", () => bars[index].classList.remove("on"));
    return tipped(area, () => [h("b", {}, `${short(chart.low + span * index / chart.bins.length)} – ${short(chart.low + span * (index + 1) / chart.bins.length)}`),
      ` · ${count(bin.count)} clips, ${percent(bin.count, total)}`, bin.pictures.length ? h("div", { class: "row" }, bin.pictures.map(picture => { const node = film(picture, null, 16 / 9); node.loadFilm(); return node; })) : []]);
  });
  const lines = chart.thresholds.flatMap(line => [line.min, line.max].filter(value => value !== null && value !== undefined).map(value => ({ set: line.set, value, isMax: value === line.max })))
    .filter(line => line.value >= chart.low && line.value <= chart.high);
  const marks = lines.map((line, index) => {
    const x = at(line.value);
    const y = -4 - 9 * (index % 3);
    const mark = s("g", { stroke: setColour(line.set) }, s("line", { x1: x, x2: x, y1: y, y2: height, "stroke-width": 1.6, "stroke-dasharray": line.isMax ? "5 3" : null }),
      s("path", { d: line.isMax ? `M${x} ${y}l-6 3.5l6 3.5z` : `M${x} ${y}l6 3.5l-6 3.5z`, fill: setColour(line.set), stroke: "none" }), s("line", { x1: x, x2: x, y1: y, y2: height, "stroke-width": 9, stroke: "transparent" }));
    return tipped(mark, () => [h("b", {}, line.set), ` asks for ${line.isMax ? "at most" : "at least"} ${short(line.value)}`]);
  });
  const ticks = [0, 0.25, 0.5, 0.75, 1].map(part => s("text", { x: width * part, y: height + 15, "text-anchor": part === 0 ? "start" : part === 1 ? "end" : "middle" }, short(chart.low + span * part)));
  return h("div", { class: "card chart" }, h("header", {}, h("b", {}, chart.column), asked("histogram-" + chart.column.replace(".", "-"), `${count(total)} clips`)),
    s("svg", { viewBox: `-4 -34 ${width + 8} ${height + foot + 22}`, role: "img", "aria-label": "histogram of " + chart.column }, bars, s("line", { x1: 0, x2: width, y1: height, y2: height, stroke: "var(--line)" }), over, marks, ticks,
      beyond && s("text", { x: 0, y: height + 29 }, beyond),
      chart.unit && s("text", { x: width, y: height + 29, "text-anchor": "end" }, chart.unit)));
}

function histograms() {
  const sets = [...new Set(data.histograms.flatMap(chart => chart.thresholds.map(line => line.set)))].sort((a, b) => data.funnels.findIndex(f => f.set === a) - data.funnels.findIndex(f => f.set === b));
  section("measures", "Measurements", "Each measurement over all clips, with the thresholds of every set: a full line is the least that passes, a dashed one the most. Move over the bars to see clips near a value.",
    data.histograms.length === 0 ? empty("Nothing was measured yet: run hyvideo curate run.") : [
      h("div", { class: "key" }, sets.map(set => h("span", {}, h("i", { style: { "--c": setColour(set) } }), set))),
      h("div", { class: "grid" }, data.histograms.map(histogram))]);
}
