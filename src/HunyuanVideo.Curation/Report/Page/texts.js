function captions() {
  const told = data.captions;
  const one = entry => h("div", { class: "caption" }, film(entry.preview, entry.label), h("div", {},
    h("p", { class: "short" }, entry.short || "(no text)"), entry.dense && h("p", {}, entry.dense),
    h("div", {}, h("span", { class: "tag" + (entry.valid ? " good" : " bad") }, entry.valid ? "valid" : "faulty"), " ", h("span", { class: "tag" }, entry.source), " ", h("span", { class: "note" }, entry.label)),
    h("dl", {}, entry.fields.map(([name, value]) => h("div", {}, h("dt", {}, name.replaceAll("_", " ")), h("dd", {}, value)))), entry.faults && h("p", { class: "note" }, entry.faults)));
  section("captions", "Captions", told.examples.length ? `${count(told.valid)} valid captions, ${count(told.invalid)} with faults.` : null,
    told.examples.length === 0 ? empty("No captions were written yet.") : [told.faults.length > 0 && h("div", { class: "card", style: { "margin-bottom": "10px" } }, h("h3", { style: { "margin-top": "0" } }, "faults by kind"), bars(told.faults, "var(--rejected)")), told.examples.map(one)]);
}

function quarantine() {
  section("quarantine", "Quarantine", "Files that could not be read as they are. Nothing was moved or changed; the command shows the fault again.",
    data.quarantine.length === 0 ? empty("Every file could be read.") : data.quarantine.map(entry => h("div", { class: "fault" }, h("span", { class: "tag bad" }, entry.reason),
      h("div", {}, h("div", { class: "path" }, entry.path), h("div", { class: "note" }, entry.sentence), entry.command && copyable(entry.command)))));
}

function policies() {
  section("policies", "Policies, keys and queries", "What was asked for, what measured it, and the SQL behind every number.",
    h("h3", {}, "policies as run"), data.policies.map(policy => h("details", {}, h("summary", {}, policy.set, h("span", { class: "note" }, policy.hash)), h("pre", {}, policy.json))),
    h("h3", {}, "stages"), h("div", { class: "scroll" }, h("table", { class: "plain" }, h("thead", {}, h("tr", {}, ["stage", "key", "units", "failed", "seconds per unit", "program"].map(name => h("th", {}, name)))),
      h("tbody", {}, data.stages.map(stage => h("tr", {}, h("td", {}, stage.stage), h("td", {}, h("code", {}, stage.stage_key)), h("td", {}, count(stage.units)), h("td", {}, count(stage.failed)), h("td", {}, short(stage.seconds_per_unit)), h("td", {}, stage.program)))))),
    h("h3", {}, "queries"), data.queries.map(query => h("details", { id: "q-" + query.name }, h("summary", {}, query.name), copyable(query.sql))));
}

function navigation() {
  const nav = document.getElementById("nav");
  const links = sections.map(each => h("a", { href: "#" + each.id }, each.title.split(",")[0]));
  const root = document.documentElement;
  const theme = h("button", { type: "button", onclick: () => paint(root.dataset.theme === "dark" ? "light" : "dark") });
  const paint = name => { root.dataset.theme = name; theme.textContent = name === "dark" ? "light" : "dark"; };
  const dark = matchMedia("(prefers-color-scheme: dark)");
  paint(dark.matches ? "dark" : "light");
  dark.addEventListener("change", () => paint(dark.matches ? "dark" : "light"));
  nav.append(...links, theme);
  const here = () => {
    const now = sections.findLastIndex(each => each.node.getBoundingClientRect().top < innerHeight / 3);
    links.forEach((link, index) => link.classList.toggle("here", index === now));
  };
  addEventListener("scroll", () => { here(); hideTip(); }, { passive: true });
  here();
}

headline(); funnels(); histograms(); sheets(); shots(); copies(); concepts(); camera(); audio(); captions(); quarantine(); policies(); navigation();
