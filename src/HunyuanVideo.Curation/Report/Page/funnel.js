function headline() {
  const head = data.headline;
  const depth = funnel => funnel.from ? 1 + depth(data.funnels.find(other => other.set === funnel.from) || {}) : 0;
  const last = data.funnels.filter(funnel => funnel.accepted > 0).sort((a, b) => depth(b) - depth(a))[0];
  main.append(h("header", {},
    h("div", { class: "kicker" }, `Curation report · ${data.made} · ${data.program}`),
    h("h1", {}, `${count(head.sources)} ${head.sources === 1 ? "source" : "sources"}, ${hours(head.source_hours)} of footage, `,
      last ? [h("b", {}, `${count(last.accepted)} ${last.unit}${last.accepted === 1 ? "" : "s"}`), ` in ${last.set}.`] : `${count(head.clips)} clips measured.`),
    h("div", { class: "figures" },
      [["sources", count(head.sources), "sources"], ["footage", hours(head.source_hours), "sources"], ["clips", count(head.clips), "clips"],
        ["in clips", hours(head.clip_hours), "clips"], ["stills", count(head.images), "clips"], ["copies in groups", count(head.copies), "copies"],
        ["sets decided", count(data.funnels.length), ""], ["in quarantine", count(data.quarantine.length), "quarantine"]]
        .map(([name, value, query]) => h("div", {}, asked(query, h("b", {}, value)), h("span", {}, name)))),
    h("p", { class: "note" }, data.machine)));
}

function funnelTable(funnel) {
  const all = Math.max(1, funnel.candidates);
  let before = funnel.candidates;
  const rows = funnel.rules.map(rule => {
    const lost = before - rule.remaining;
    const row = h("tr", {},
      h("td", {}, rule.rule),
      h("td", { class: "bar" }, h("div", { class: "track" },
        h("i", { class: "stay", style: { width: 100 * rule.remaining / all + "%" } }),
        lost > 0 && h("i", { class: "lost", style: { left: 100 * rule.remaining / all + "%", width: 100 * lost / all + "%" } }))),
      h("td", {}, count(rule.remaining)),
      h("td", { class: "minor" + (rule.broken ? "" : " zero") }, rule.broken ? "−" + count(rule.broken) : "0"),
      h("td", { class: "minor" + (rule.marginal ? "" : " zero") }, rule.marginal ? "−" + count(rule.marginal) : "0"),
      h("td", { class: "minor" + (rule.missing ? "" : " zero") }, count(rule.missing)));
    const was = before;
    before = rule.remaining;
    return tipped(row, () => [h("b", {}, rule.rule), h("div", {}, `${count(was)} come in, ${count(rule.remaining)} go on` + (funnel.unit === "image" ? "" : ` (${hours(rule.remaining_hours)})`)),
      h("div", {}, `alone it costs ${count(rule.broken)}; without it ${count(rule.marginal)} more would pass`), rule.missing ? h("div", {}, `${count(rule.missing)} lack this measurement`) : []]);
  });
  const bar = (share, aim) => h("div", { class: "track" }, h("i", { class: "stay", style: { width: 100 * share / all + "%" } }),
    aim && aim <= all && h("span", { class: "aim", style: { left: 100 * aim / all + "%" }, title: "wanted: " + count(aim) }));
  return h("table", { class: "funnel" },
    h("thead", {}, h("tr", {}, h("th", {}, "rule"), h("th", {}), h("th", {}, "go on"), h("th", {}, "alone"), h("th", {}, "at the margin"), h("th", {}, "missing"))),
    h("tbody", {},
      h("tr", {}, h("td", {}, funnel.from ? "from " + funnel.from : "all " + funnel.unit + "s"), h("td", { class: "bar" }, bar(funnel.candidates)), h("td", {}, count(funnel.candidates)), [0, 0, 0].map(() => h("td", { class: "minor" }))),
      rows,
      h("tr", { class: "total" }, h("td", {}, "in the set"), h("td", { class: "bar" }, bar(funnel.accepted, funnel.aim)), h("td", {}, count(funnel.accepted)), [0, 0, 0].map(() => h("td", { class: "minor" })))));
}

function funnels() {
  if (data.funnels.length === 0) return section("sets", "Sets", null, empty("No set was decided yet: run hyvideo curate decide --all."));
  const most = Math.max(...data.funnels.map(funnel => funnel.candidates), 1);
  const panels = data.funnels.map(funnel => h("div", { class: "card" },
    h("div", { class: "rulehead", style: { "margin-top": "0" } }, h("h3", {}, funnel.set), h("span", { class: "note" }, (data.policies.find(policy => policy.set === funnel.set) || {}).about || "")),
    h("div", { class: "states" }, [["accepted", funnel.accepted], ["rejected", funnel.rejected], ["held", funnel.held], ["quarantined", funnel.quarantined]]
      .map(([state, number]) => h("span", {}, h("i", { class: "dot", style: { "--c": `var(--${state})` } }), asked("funnel-" + funnel.set, h("b", {}, count(number))), " " + state)),
      funnel.unit !== "image" && h("span", {}, `${hours(funnel.candidate_hours)} → ${hours(funnel.accepted_hours)}`)),
    funnelTable(funnel)));
  const labels = data.funnels.map(funnel => [h("span", { class: "name" }, funnel.set),
    h("span", { class: "track" }, h("i", { class: "cand", style: { width: 100 * funnel.candidates / most + "%" } }), h("i", { class: "acc", style: { width: 100 * funnel.accepted / most + "%" } })),
    h("span", { class: "num" }, h("b", {}, count(funnel.accepted)), ` of ${count(funnel.candidates)}` + (funnel.unit === "image" ? "" : ` · ${hours(funnel.accepted_hours)}`))]);
  const chooser = tabs(data.funnels.map(funnel => funnel.set), panels, labels);
  section("sets", "Sets", "What each set takes of its predecessor. Pale: candidates; full: accepted. Choose a set to see what every rule costs.",
    h("div", { class: "ladder", role: "tablist" }, chooser.buttons), panels);
}
