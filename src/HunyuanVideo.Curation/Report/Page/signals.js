const TURN = Math.PI / 180;

function rose() {
  const [centre, width] = [170, 340];
  const of = new Map(data.camera.map(entry => [entry.label, entry]));
  // Travelling and turning are drawn on one scale, all else on another: a pool of still shots must not hide the moves.
  const isWay = label => label.startsWith("pan") || label.startsWith("tilt");
  const most = way => Math.max(...data.camera.filter(entry => isWay(entry.label) === way).map(entry => entry.count), 1);
  const size = label => Math.sqrt((of.get(label)?.count ?? 0) / most(isWay(label)));
  const strength = label => 0.25 + 0.75 * (of.get(label)?.confidence ?? 0);
  const told = (node, label) => tipped(node, () => [h("b", {}, label.replaceAll("_", " ")), ` · ${count(of.get(label)?.count ?? 0)} clips`, h("div", {}, `mean confidence ${short(of.get(label)?.confidence ?? 0)}`)]);
  const point = (angle, radius) => `${centre + radius * Math.cos(angle * TURN)} ${centre + radius * Math.sin(angle * TURN)}`;
  const arrow = (label, angle, from, long, colour) => {
    const end = from + 8 + long * size(label);
    const half = 7;
    const shift = (radius, side) => { const [x, y] = point(angle, radius).split(" ").map(Number); return `${x + side * Math.cos((angle + 90) * TURN)} ${y + side * Math.sin((angle + 90) * TURN)}`; };
    return told(s("path", { class: "arrow", fill: colour, "fill-opacity": strength(label), d: `M${shift(from, -half / 2)}L${shift(end - 9, -half / 2)}L${shift(end - 9, -half)}L${point(angle, end)}L${shift(end - 9, half)}L${shift(end - 9, half / 2)}L${shift(from, half / 2)}Z` }), label);
  };
  const arc = (label, from, to) => {
    const radius = 150;
    return told(s("path", { fill: "none", stroke: "var(--s5)", "stroke-width": 3 + 13 * size(label), "stroke-opacity": strength(label), "stroke-linecap": "round", d: `M${point(from, radius)}A${radius} ${radius} 0 0 ${to > from ? 1 : 0} ${point(to, radius)}` }), label);
  };
  const ways = [["right", 0], ["down", 90], ["left", 180], ["up", 270]];
  return s("svg", { class: "rose", viewBox: `0 0 ${width} ${width}`, role: "img", "aria-label": "camera moves", style: { "max-width": "430px", margin: "0 auto" } },
    [52, 96, 136].map(radius => s("circle", { class: "ring", cx: centre, cy: centre, r: radius })),
    ways.map(([way, angle]) => [arrow("pan_" + way, angle - 9, 40, 88, "var(--s1)"), arrow("tilt_" + way, angle + 9, 40, 88, "var(--s3)")]),
    ["zoom_in", "zoom_out"].map((label, index) => told(s("circle", { cx: centre, cy: centre, r: 15 + 17 * size(label), fill: index ? "none" : "var(--s2)", stroke: "var(--s2)", "stroke-width": 3, "stroke-dasharray": index ? "4 3" : null, "fill-opacity": 0.3 * strength(label) }), label)),
    told(s("circle", { cx: centre, cy: centre, r: 3 + 10 * size("static"), fill: "var(--ink)", "fill-opacity": strength("static") }), "static"),
    arc("around_left", 150, 210), arc("around_right", 30, -30),
    told(s("path", { fill: "none", stroke: "var(--s4)", "stroke-width": 2 + 6 * size("handheld"), "stroke-opacity": strength("handheld"), "stroke-linejoin": "round", d: `M${centre - 60} 318l10 -9l10 13l10 -16l10 14l10 -11l10 15l10 -14l10 9l10 -13l10 12l10 -8l10 7` }), "handheld"));
}

function bars(entries, colour) {
  const most = Math.max(...entries.map(entry => entry.count), 1);
  return h("div", { class: "bars" }, entries.flatMap((entry, index) => [h("span", {}, entry.label.replaceAll("_", " ")),
    h("i", { style: { width: 100 * entry.count / most + "%", "--c": typeof colour === "function" ? colour(entry, index) : colour } }), h("span", { class: "num" }, count(entry.count))]));
}

const cameraColour = label => label.startsWith("pan") ? "var(--s1)" : label.startsWith("tilt") ? "var(--s3)" : label.startsWith("zoom") ? "var(--s2)" : label.startsWith("around") ? "var(--s5)" : label === "handheld" ? "var(--s4)" : "var(--ink)";

function camera() {
  section("camera", "Camera", "How the camera moves: arrows by class, their area by number, their strength by confidence. Blue travels, orange turns, violet goes around, green zooms; the dot stands still and the zigzag is the hand.",
    data.camera.length === 0 ? empty("No camera move was measured yet.") : h("div", { class: "two" }, h("div", { class: "card" }, rose()), h("div", {}, bars([...data.camera].sort((a, b) => b.count - a.count), entry => cameraColour(entry.label)))));
}

function wave(entry) {
  const step = 200 / entry.peaks.length;
  return h("figure", {}, s("svg", { viewBox: "0 0 200 44", preserveAspectRatio: "none", role: "img", "aria-label": "wave of " + entry.label },
    s("path", { fill: "var(--s2)", d: "M" + entry.peaks.map((peak, index) => `${index * step} ${22 - 20 * peak}`).join("L") + "L" + [...entry.peaks].map((peak, index) => `${index * step} ${22 + 20 * peak}`).reverse().join("L") + "Z" })),
    h("figcaption", {}, entry.class ? [h("b", {}, entry.class.replaceAll("_", " ")), " · "] : "", entry.label));
}

function audio() {
  const sound = data.audio;
  section("audio", "Sound", "What is heard, and how much of it is silence.",
    sound.classes.length === 0 && sound.silence.length === 0 ? empty("No clip with sound was measured yet.") : [
      h("div", { class: "two" }, h("div", { class: "card" }, h("h3", { style: { "margin-top": "0" } }, "classes"), bars(sound.classes, (_, index) => `var(--s${1 + index % 9})`)),
        h("div", { class: "grid", style: { "grid-template-columns": "1fr" } }, sound.silence.map(histogram))),
      sound.waves.length > 0 && h("div", { class: "waves" }, sound.waves.map(wave))]);
}
