"use strict";
// Pictures over time: the slider shows one, the button plays them all once.
for (const card of document.querySelectorAll(".time")) {
  const slider = card.querySelector("input");
  if (!slider) continue;
  const pictures = [...card.querySelectorAll("img")];
  const button = card.querySelector("button");
  const output = card.querySelector("output");
  let timer = 0;
  const show = index => {
    pictures.forEach((picture, i) => { picture.hidden = i !== index; });
    slider.value = index;
    output.textContent = `after ${pictures[index].dataset.step} updates`;
  };
  const stop = () => { clearInterval(timer); timer = 0; button.textContent = "▶"; };
  slider.addEventListener("input", () => { stop(); show(+slider.value); });
  button.addEventListener("click", () => {
    if (timer) return stop();
    let index = +slider.value === pictures.length - 1 ? 0 : +slider.value;
    button.textContent = "❚❚";
    show(index);
    timer = setInterval(() => index === pictures.length - 1 ? stop() : show(++index), 650);
  });
}
// The pointer reads a curve.
const make = (name, parent) => parent.appendChild(document.createElementNS("http://www.w3.org/2000/svg", name));
for (const svg of document.querySelectorAll("svg.curve")) {
  const points = svg.dataset.points.split(" ").map(point => point.split(","));
  const [line, dot, label] = ["line", "circle", "text"].map(name => make(name, svg));
  line.setAttribute("class", "cross");
  dot.setAttribute("class", "end");
  dot.setAttribute("r", 4);
  label.setAttribute("class", "read");
  const hide = hidden => [line, dot, label].forEach(node => { node.style.display = hidden ? "none" : ""; });
  hide(true);
  svg.addEventListener("pointerleave", () => hide(true));
  svg.addEventListener("pointermove", event => {
    const box = svg.viewBox.baseVal;
    const x = (event.clientX - svg.getBoundingClientRect().left) * box.width / svg.getBoundingClientRect().width;
    const near = points.reduce((best, point) => Math.abs(point[0] - x) < Math.abs(best[0] - x) ? point : best);
    hide(false);
    for (const [key, value] of [["x1", near[0]], ["x2", near[0]], ["y1", 12], ["y2", box.height - 24]]) line.setAttribute(key, value);
    dot.setAttribute("cx", near[0]);
    dot.setAttribute("cy", near[1]);
    const right = near[0] > box.width * .7;
    label.setAttribute("x", +near[0] + (right ? -8 : 8));
    label.setAttribute("y", Math.max(22, near[1] - 10));
    label.setAttribute("text-anchor", right ? "end" : "start");
    label.textContent = `${near[3]} at ${(+near[2]).toLocaleString("en")}`;
  });
}
