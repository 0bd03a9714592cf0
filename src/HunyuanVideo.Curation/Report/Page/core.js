// Everything shown is built from elements and text nodes: a hostile file name stays a name.
const data = JSON.parse(document.getElementById("data").textContent);
const main = document.getElementById("main");
const tip = document.getElementById("tip");

function fill(node, attributes, children) {
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (key === "style") for (const [name, text] of Object.entries(value)) node.style.setProperty(name, text);
    else node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.flat(9).filter(child => child !== null && child !== undefined && child !== false));
  return node;
}
const h = (name, attributes, ...children) => fill(document.createElement(name), attributes, children);
const s = (name, attributes, ...children) => fill(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);

const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const count = value => whole.format(value);
const short = value => {
  if (value === null || value === undefined) return "–";
  const size = Math.abs(value);
  if (size !== 0 && size < 0.001) return value.toExponential(1);
  return String(+value.toPrecision(3)).replace(/^(-?\d{1,3})(\d{3})$/, "$1,$2");
};
const hours = value => value >= 100 ? count(value) + " h" : value >= 1 ? value.toFixed(1) + " h" : value * 60 >= 1 ? (value * 60).toFixed(1) + " min" : (value * 3600).toFixed(0) + " s";
const percent = (part, all) => all ? (100 * part / all).toFixed(100 * part / all < 10 ? 1 : 0) + " %" : "–";
const clock = seconds => Math.floor(seconds / 60) + ":" + (seconds % 60).toFixed(1).padStart(4, "0");
const setColour = set => `var(--s${1 + data.funnels.findIndex(funnel => funnel.set === set) % 9})`;

// A number that leads to the query behind it.
const asked = (query, ...content) => data.queries.some(known => known.name === query)
  ? h("a", { href: "#q-" + query, title: "the query behind this number", onclick: () => { document.getElementById("q-" + query).open = true; } }, content)
  : h("span", {}, content);

const sections = [];
function section(id, title, lead, ...content) {
  const node = h("section", { id }, h("h2", {}, h("span", { class: "n" }, String(sections.length + 1)), title), lead && h("p", { class: "lead" }, lead), content);
  sections.push({ id, title, node });
  main.append(node);
}
const empty = text => h("p", { class: "empty" }, text);

function showTip(event, ...content) {
  tip.replaceChildren(...content.flat(9));
  tip.hidden = false;
  const box = tip.getBoundingClientRect();
  tip.style.left = Math.max(8, Math.min(innerWidth - box.width - 8, event.clientX + 14)) + "px";
  tip.style.top = (event.clientY + box.height + 24 > innerHeight ? Math.max(8, event.clientY - box.height - 12) : event.clientY + 16) + "px";
}
const hideTip = () => { tip.hidden = true; };
const tipped = (node, content) => {
  node.addEventListener("pointermove", event => showTip(event, content()));
  node.addEventListener("pointerleave", hideTip);
  return node;
};

// Eight frames side by side, one seen at a time: the pointer turns the film.
const FRAMES = 8;
const TILE = 16 / 9;
function film(number, label, covers) {
  const picture = data.pictures[number];
  if (!picture) return h("div", { class: "film none" }, "no preview");
  const node = h("div", { class: "film", role: "img", "aria-label": label || "frames of a clip" });
  let ratio = covers || TILE;
  const see = frame => {
    // A tile that is covered shows the middle of each frame; else the film has the frame's own shape.
    const wide = covers ? ratio / covers : 1;
    node.style.backgroundSize = wide >= 1 ? `${100 * FRAMES * wide}% 100%` : `${100 * FRAMES}% ${100 / wide}%`;
    const left = wide >= 1 ? frame * wide + (wide - 1) / 2 : frame;
    node.style.backgroundPosition = `${100 * left / (FRAMES * Math.max(1, wide) - 1)}% 50%`;
    node.style.setProperty("--at", frame ? 100 * (frame + 1) / FRAMES + "%" : "0%");
  };
  const shape = () => {
    if (!covers) {
      node.style.aspectRatio = ratio;
      node.style.width = Math.min(100, 100 * ratio / TILE) + "%";
      node.classList.add("fit");
    }
    see(0);
  };
  node.loadFilm = () => {
    node.style.backgroundImage = `url("${picture.replace(/["\\\n]/g, encodeURIComponent)}")`;
    const image = new Image();
    image.onload = () => { ratio = image.width / FRAMES / image.height; shape(); };
    image.onerror = () => { node.classList.add("none"); node.textContent = "preview missing"; };
    image.src = picture;
  };
  seen.observe(node);
  node.addEventListener("pointermove", event => {
    const box = node.getBoundingClientRect();
    see(Math.max(0, Math.min(FRAMES - 1, Math.floor(FRAMES * (event.clientX - box.left) / box.width))));
  });
  node.addEventListener("pointerleave", () => see(0));
  return node;
}
const seen = new IntersectionObserver(entries => {
  for (const entry of entries.filter(each => each.isIntersecting)) {
    seen.unobserve(entry.target);
    entry.target.loadFilm();
  }
}, { rootMargin: "600px" });
addEventListener("beforeprint", () => document.querySelectorAll(".film:not(.none)").forEach(node => node.loadFilm && node.loadFilm()));

// Panels of which one is seen; all are printed.
function tabs(names, panels, labels) {
  const buttons = names.map((name, index) => h("button", { role: "tab", type: "button", onclick: () => choose(index) }, labels ? labels[index] : name));
  const choose = chosen => panels.forEach((panel, index) => {
    panel.hidden = index !== chosen;
    panel.classList.add("panel");
    buttons[index].setAttribute("aria-selected", index === chosen);
  });
  choose(0);
  return { buttons, choose };
}

function copyable(text) {
  const button = h("button", { type: "button", onclick: async () => {
    try { await navigator.clipboard.writeText(text); } catch {
      const area = h("textarea", {}); area.value = text; document.body.append(area); area.select(); document.execCommand("copy"); area.remove();
    }
    button.textContent = "copied"; setTimeout(() => { button.textContent = "copy"; }, 1400);
  } }, "copy");
  return h("div", { class: "code" }, h("pre", {}, text), button);
}
