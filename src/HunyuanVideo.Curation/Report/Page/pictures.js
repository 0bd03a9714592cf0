const card = (clip, text) => h("figure", {}, film(clip.preview, clip.label), h("figcaption", {}, text));

function sheets() {
  const panels = data.sheets.map(sheet => h("div", {},
    h("div", { class: "rulehead" }, h("h3", {}, "accepted"), h("span", { class: "tag good" }, sheet.accepted.length + " shown"), h("span", { class: "note" }, "nearest to a threshold first")),
    sheet.accepted.length ? h("div", { class: "sheet" }, sheet.accepted.map(clip => card(clip, [clip.label, clip.rule ? [" · ", clip.rule, " ", h("b", {}, short(clip.value))] : ""]))) : empty("Nothing is in this set."),
    sheet.rejected.map(group => [
      h("div", { class: "rulehead" }, h("h3", {}, group.rule), h("span", { class: "tag bad" }, count(group.count) + " rejected"), h("span", { class: "note" }, "nearest to the threshold first")),
      h("div", { class: "sheet" }, group.clips.map(clip => card(clip, clip.value === null || clip.value === undefined ? clip.label
        : [h("b", {}, short(clip.value)), clip.value < clip.threshold ? " < " : " > ", short(clip.threshold), " · ", clip.label])))])));
  const chooser = tabs(data.sheets.map(sheet => sheet.set), panels);
  section("sheets", "Contact sheets", "What the sets take and what each rule refuses, borderline cases first. Move over a picture to turn the film.",
    data.sheets.length === 0 ? empty("No set was decided yet.") : [h("div", { class: "tabs", role: "tablist" }, chooser.buttons), panels]);
}

function shots() {
  const row = source => {
    const place = frame => 100 * frame / Math.max(1, source.frames);
    const marks = source.transitions.map(mark => tipped(mark.kind === "cut"
      ? h("span", { class: "cut" + (mark.score < source.doubtful ? " low" : ""), style: { left: place(mark.first) + "%", "--h": Math.round(30 + 70 * Math.min(1, mark.score / 0.6)) + "%" } })
      : h("span", { class: "soft", style: { left: place(mark.first) + "%", width: place(mark.last - mark.first + 1) + "%" } }),
      () => [h("b", {}, mark.kind), ` at frame ${count(mark.first)}${mark.last > mark.first ? "–" + count(mark.last) : ""}, ${clock(mark.first / (source.fps || 25))}`, h("div", {}, `score ${short(mark.score)}`)]));
    return h("div", { class: "strip" }, h("div", { class: "name", title: source.path }, source.path),
      h("div", { class: "line" }, source.shots.map(shot => h("span", { class: "shot", style: { left: place(shot[0]) + "%", width: place(shot[1] - shot[0] + 1) + "%" } })), marks),
      h("div", { class: "num" }, `${count(source.shots.length)} shots · ${clock(source.duration_s)}`));
  };
  section("shots", "Shots", "One line per source; sources with the most doubtful cut come first. A tall mark is a sure cut, a red one a doubtful one; hatched is a dissolve or a fade.",
    data.shots.length === 0 ? empty("No source was cut into shots yet.") : [h("div", {}, data.shots.map(row)), data.shots_hidden > 0 && h("p", { class: "note" }, `${count(data.shots_hidden)} further sources are not drawn.`)]);
}

function copies() {
  section("copies", "Copies", "Groups of near-duplicates side by side. The framed one is kept.",
    data.duplicates.length === 0 ? empty("No copies were found.") : data.duplicates.map(group => h("div", { class: "group" }, group.members.map(clip =>
      h("figure", { class: clip.keep ? "keep" : null }, film(clip.preview, clip.label),
        h("figcaption", {}, h("span", { class: "tag" + (clip.keep ? " good" : "") }, clip.keep ? "kept" : clip.similarity === null ? "copy" : "alike " + short(clip.similarity)), ` rank ${short(clip.rank_score)}`, h("div", {}, clip.label)))))));
}

function concepts() {
  const most = Math.max(...data.concepts.map(concept => concept.count), 1);
  section("concepts", "Concepts", "The largest groups of clips that look alike. Grey: how many there are; green: how many the set keeps after balancing.",
    data.concepts.length === 0 ? empty("No concepts were made yet.") : h("div", { class: "concepts" }, data.concepts.map(concept => h("figure", {},
      h("div", { class: "six" }, concept.pictures.map(picture => film(picture, null, 4 / 3))),
      h("div", { class: "pair" }, h("i", { style: { width: 100 * concept.count / most + "%" } }), h("i", { style: { width: 100 * concept.kept / most + "%" } })),
      h("figcaption", {}, "#" + concept.concept_id + " · ", h("b", {}, count(concept.count)), " → ", count(concept.kept))))));
}
