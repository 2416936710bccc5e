"use strict";
// The page holds the whole graph as JSON; nothing is fetched. All text from articles is set as text,
// never as markup.
const graph = JSON.parse(document.getElementById("graph").textContent);
const element = id => document.getElementById(id);
const canvas = element("diagram"), details = element("details"), context = canvas.getContext("2d");
const state = {
  sides: new Set(graph.sides.map(side => side.name)), kinds: new Set(graph.kinds.map(kind => kind.name)),
  factuality: new Set(graph.factualities), claims: true, confidence: 0, weight: 1, since: null, until: null,
  colour: "kind", scale: 1, x: 0, y: 0, hover: null, selected: null,
};
let visible = { actors: [], edges: [] };
let frame = 0;

// ---------------------------------------------------------------- what is shown

const sideColour = new Map(graph.sides.map(side => [side.name, side.colour]));
const kindFill = new Map(graph.kinds.map(kind => [kind.name, kind.fill]));
const blocFill = ["#cfe3f5", "#f7d9cc", "#d9eadf", "#fbe6c8", "#eee3f3", "#fffbe0", "#dddddd"];
const days = [...new Set(graph.ties.flatMap(tie => tie.evidence.map(e => e.date)).filter(Boolean))].sort();

function shown(evidence) {
  return evidence.confidence >= state.confidence && state.factuality.has(evidence.factuality)
    && (state.claims || evidence.by === null)
    && (evidence.date === null || ((state.since === null || evidence.date >= state.since)
      && (state.until === null || evidence.date <= state.until)));
}

// Ties of one side in one direction are one edge of the drawing; its sentences decide its line.
function update() {
  const pairs = new Map();
  for (const tie of graph.ties) {
    const [from, to] = [graph.actors[tie.source], graph.actors[tie.target]];
    if (!state.sides.has(tie.side) || !state.kinds.has(from.kind) || !state.kinds.has(to.kind)) continue;
    const evidence = tie.evidence.filter(shown);
    if (evidence.length < state.weight || evidence.length === 0) continue;
    const pair = Math.min(tie.source, tie.target) + " " + Math.max(tie.source, tie.target);
    if (!pairs.has(pair)) pairs.set(pair, new Map());
    const edges = pairs.get(pair), key = tie.source + " " + tie.side;
    if (!edges.has(key)) edges.set(key, { from, to, side: tie.side, ties: [], count: 0, both: false });
    const edge = edges.get(key);
    edge.ties.push({ tie, evidence });
    edge.count += evidence.length;
    edge.both = edge.both || tie.symmetric;
  }
  const actors = new Set(), edges = [];
  for (const group of pairs.values()) {
    const list = [...group.values()];
    list.forEach((edge, position) => {
      edge.offset = (position - (list.length - 1) / 2) * 26 * (edge.from.index < edge.to.index ? 1 : -1);
      edge.line = lineOf(edge);
      edges.push(edge);
      actors.add(edge.from).add(edge.to);
    });
  }
  visible = { actors: graph.actors.filter(actor => actors.has(actor)), edges };
  const sentences = edges.reduce((sum, edge) => sum + edge.count, 0);
  element("status").textContent = `${visible.actors.length} of ${graph.actors.length} actors, ${edges.length} edges, ${sentences} sentences`;
  if (state.selected === null) showList(); else refreshSelected();
  draw();
}

function lineOf(edge) {
  const all = edge.ties.flatMap(({ evidence }) => evidence);
  if (all.some(e => e.factuality === "asserted" && e.by === null)) return [];
  if (all.some(e => e.factuality === "planned")) return [7, 4];
  return [1.5, 4];
}

function refreshSelected() {
  if (state.selected.aliases) { showActor(state.selected); return; }
  const { from, to, side } = state.selected;
  const edge = visible.edges.find(e => e.from === from && e.to === to && e.side === side);
  if (edge) showEdge(edge); else clear();
}

// ---------------------------------------------------------------- drawing

function draw() {
  if (frame) return;
  frame = requestAnimationFrame(() => { frame = 0; paint(); });
}

function curve(edge) {
  const { from, to, offset } = edge;
  const dx = to.x - from.x, dy = to.y - from.y, length = Math.hypot(dx, dy) || 1;
  const bend = { x: (from.x + to.x) / 2 - dy / length * offset * 2, y: (from.y + to.y) / 2 + dx / length * offset * 2 };
  return { start: border(from, bend), bend, end: border(to, bend) };
}

function border(actor, to) {
  const dx = to.x - actor.x, dy = to.y - actor.y;
  const ratio = Math.max(Math.abs(dx) / (actor.width / 2 + 2), Math.abs(dy) / (actor.height / 2 + 2), 0.01);
  return { x: actor.x + dx / ratio, y: actor.y + dy / ratio };
}

function at({ start, bend, end }, t) {
  const a = (1 - t) * (1 - t), b = 2 * t * (1 - t), c = t * t;
  return { x: a * start.x + b * bend.x + c * end.x, y: a * start.y + b * bend.y + c * end.y };
}

function touches(edge, thing) {
  return thing && (edge === thing || edge.from === thing || edge.to === thing
    || (thing.ties && thing.from === edge.from && thing.to === edge.to && thing.side === edge.side));
}

function paint() {
  const ratio = window.devicePixelRatio || 1, { clientWidth: width, clientHeight: height } = canvas;
  if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
  }
  const style = getComputedStyle(document.documentElement), ground = style.getPropertyValue("--ground");
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.fillStyle = ground;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.setTransform(ratio * state.scale, 0, 0, ratio * state.scale, ratio * state.x, ratio * state.y);
  const focus = state.hover || state.selected;
  const labelled = state.scale > 0.55 && visible.edges.length < 260;
  for (const edge of visible.edges) paintEdge(edge, focus, labelled, ground);
  const near = new Set();
  if (focus) for (const edge of visible.edges) if (touches(edge, focus)) near.add(edge.from).add(edge.to);
  for (const actor of visible.actors) {
    context.globalAlpha = focus && !near.has(actor) && actor !== focus ? 0.3 : 1;
    paintActor(actor, actor === focus || actor === state.selected);
  }
  context.globalAlpha = 1;
}

function paintEdge(edge, focus, labelled, ground) {
  const active = touches(edge, focus), colour = sideColour.get(edge.side), line = curve(edge);
  context.globalAlpha = focus && !active ? 0.12 : 0.9;
  context.strokeStyle = context.fillStyle = colour;
  context.lineWidth = (active ? 1.2 : 0.9) + Math.sqrt(edge.count) * 0.5;
  context.setLineDash(edge.line);
  context.beginPath();
  context.moveTo(line.start.x, line.start.y);
  context.quadraticCurveTo(line.bend.x, line.bend.y, line.end.x, line.end.y);
  context.stroke();
  context.setLineDash([]);
  arrow(line.end, line.bend);
  if (edge.both) arrow(line.start, line.bend);
  if (!active && !(labelled && !focus)) return;
  const label = edge.ties.map(({ tie, evidence }) => tie.relation + (evidence.length > 1 ? " ×" + evidence.length : ""));
  const middle = at(line, 0.5), text = label.length > 3 ? label.slice(0, 3).join(", ") + " …" : label.join(", ");
  context.font = "10px system-ui, sans-serif";
  context.textAlign = "center";
  context.lineJoin = "round";
  context.lineWidth = 3;
  context.strokeStyle = ground;
  context.strokeText(text, middle.x, middle.y + 3);
  context.fillText(text, middle.x, middle.y + 3);
}

function arrow(tip, from) {
  const angle = Math.atan2(tip.y - from.y, tip.x - from.x);
  context.beginPath();
  context.moveTo(tip.x, tip.y);
  for (const turn of [2.75, -2.75]) context.lineTo(tip.x + 9 * Math.cos(angle + turn), tip.y + 9 * Math.sin(angle + turn));
  context.closePath();
  context.fill();
}

function fillOf(actor) {
  if (state.colour === "bloc") return actor.bloc === null ? "#f2f2f2" : blocFill[actor.bloc % blocFill.length];
  return kindFill.get(actor.kind);
}

const roundness = { "state": 3, "government-body": 3, "armed-group": 7, "party": 7, "international-organisation": 8, "media": 8, "company": 8 };

function paintActor(actor, strong) {
  context.beginPath();
  context.roundRect(actor.x - actor.width / 2, actor.y - actor.height / 2, actor.width, actor.height,
    roundness[actor.kind] ?? actor.height / 2);
  context.fillStyle = fillOf(actor);
  context.fill();
  context.lineWidth = strong ? 2.5 : 1;
  context.strokeStyle = strong ? "#0b57d0" : "#6b6b6b";
  context.stroke();
  if (actor.font * state.scale < 4.5) return;
  context.font = actor.font + "px system-ui, sans-serif";
  context.textAlign = "center";
  context.fillStyle = "#1b1f24";
  context.fillText(actor.name, actor.x, actor.y + actor.font * 0.35, actor.width - 8);
}

// ---------------------------------------------------------------- moving about

function fit() {
  if (visible.actors.length === 0) return;
  const left = Math.min(...visible.actors.map(a => a.x - a.width / 2)), right = Math.max(...visible.actors.map(a => a.x + a.width / 2));
  const top = Math.min(...visible.actors.map(a => a.y - a.height / 2)), bottom = Math.max(...visible.actors.map(a => a.y + a.height / 2));
  const { clientWidth: width, clientHeight: height } = canvas;
  state.scale = Math.min(1.6, (width - 40) / (right - left), (height - 40) / (bottom - top));
  state.x = width / 2 - state.scale * (left + right) / 2;
  state.y = height / 2 - state.scale * (top + bottom) / 2;
  draw();
}

function zoom(factor, x = canvas.clientWidth / 2, y = canvas.clientHeight / 2) {
  const scale = Math.min(6, Math.max(0.04, state.scale * factor));
  state.x = x - (x - state.x) * scale / state.scale;
  state.y = y - (y - state.y) * scale / state.scale;
  state.scale = scale;
  draw();
}

function centre(actor) {
  state.scale = Math.max(state.scale, 0.9);
  state.x = canvas.clientWidth / 2 - actor.x * state.scale;
  state.y = canvas.clientHeight / 2 - actor.y * state.scale;
  draw();
}

function thingAt(event) {
  const box = canvas.getBoundingClientRect();
  const x = (event.clientX - box.left - state.x) / state.scale, y = (event.clientY - box.top - state.y) / state.scale;
  for (const actor of [...visible.actors].reverse()) {
    if (Math.abs(x - actor.x) <= actor.width / 2 && Math.abs(y - actor.y) <= actor.height / 2) return actor;
  }
  let best = null, nearest = 7 / state.scale;
  for (const edge of visible.edges) {
    const line = curve(edge);
    for (let step = 0; step <= 20; step++) {
      const point = at(line, step / 20), distance = Math.hypot(point.x - x, point.y - y);
      if (distance < nearest) { nearest = distance; best = edge; }
    }
  }
  return best;
}

const pointers = new Map();
let grabbed = null, moved = false;

canvas.addEventListener("pointerdown", event => {
  canvas.setPointerCapture(event.pointerId);
  pointers.set(event.pointerId, event);
  const thing = thingAt(event);
  grabbed = thing && thing.aliases ? thing : null;
  moved = false;
  canvas.classList.add("dragging");
});
canvas.addEventListener("pointermove", event => {
  const before = pointers.get(event.pointerId);
  if (!before) {
    const thing = thingAt(event);
    if (thing !== state.hover) { state.hover = thing; canvas.style.cursor = thing ? "pointer" : ""; draw(); }
    return;
  }
  if (pointers.size === 2) {
    const other = [...pointers].find(([id]) => id !== event.pointerId)[1], box = canvas.getBoundingClientRect();
    const spread = e => Math.hypot(e.clientX - other.clientX, e.clientY - other.clientY);
    zoom(spread(event) / (spread(before) || 1), (event.clientX + other.clientX) / 2 - box.left, (event.clientY + other.clientY) / 2 - box.top);
  } else {
    const dx = event.clientX - before.clientX, dy = event.clientY - before.clientY;
    moved = moved || Math.hypot(dx, dy) > 2;
    if (grabbed) { grabbed.x += dx / state.scale; grabbed.y += dy / state.scale; } else { state.x += dx; state.y += dy; }
  }
  pointers.set(event.pointerId, event);
  draw();
});
function release(event) {
  pointers.delete(event.pointerId);
  canvas.classList.remove("dragging");
  if (event.type === "pointerup" && !moved) select(thingAt(event));
  grabbed = null;
}
canvas.addEventListener("pointerup", release);
canvas.addEventListener("pointercancel", release);
canvas.addEventListener("wheel", event => {
  event.preventDefault();
  const box = canvas.getBoundingClientRect();
  zoom(Math.exp(-event.deltaY * 0.0015), event.clientX - box.left, event.clientY - box.top);
}, { passive: false });
document.addEventListener("keydown", event => {
  if (event.key === "Escape") { element("query").value = ""; clear(); canvas.focus(); return; }
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input")) return;
  const step = 60, keys = {
    "+": () => zoom(1.25), "=": () => zoom(1.25), "-": () => zoom(0.8), "0": fit,
    "/": () => element("query").focus(),
    ArrowLeft: () => { state.x += step; draw(); }, ArrowRight: () => { state.x -= step; draw(); },
    ArrowUp: () => { state.y += step; draw(); }, ArrowDown: () => { state.y -= step; draw(); },
  };
  if (keys[event.key] && !(event.key.startsWith("Arrow") && details.contains(event.target))) { event.preventDefault(); keys[event.key](); }
});
new ResizeObserver(draw).observe(canvas);

// ---------------------------------------------------------------- details

function make(tag, text, attributes = {}) {
  const made = document.createElement(tag);
  if (text !== null) made.textContent = text;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

function press(text, className, act) {
  const button = make("button", text, { type: "button", class: className });
  button.addEventListener("click", act);
  return button;
}

function select(thing) {
  if (thing === null) clear();
  else if (thing.aliases) showActor(thing);
  else showEdge(thing);
  draw();
}

function clear() {
  state.selected = null;
  showList();
  draw();
}

function showList() {
  const list = make("ul", null);
  for (const actor of [...visible.actors].sort((a, b) => b.mentions - a.mentions || (a.name < b.name ? -1 : 1))) {
    const button = press(actor.name + " ", "actor", () => { showActor(actor); centre(actor); });
    button.append(make("span", actor.kind + ", " + actor.mentions, { class: "count" }));
    const item = make("li", null);
    item.append(button);
    list.append(item);
  }
  details.replaceChildren(make("h2", "Actors"), make("p", "By number of mentions.", { class: "count" }), list);
}

function showActor(actor) {
  state.selected = actor;
  const facts = make("dl", null);
  const fact = (name, value) => { if (value) facts.append(make("dt", name), make("dd", value)); };
  fact("kind", actor.kind);
  fact("code", actor.code);
  fact("id", actor.id);
  fact("mentions", `${actor.mentions} in ${actor.articles} article${actor.articles === 1 ? "" : "s"}`);
  fact("also", actor.aliases.filter(alias => alias !== actor.name).join(", "));
  if (actor.bloc !== null) fact("bloc", graph.blocs[actor.bloc]);
  for (const role of actor.roles) {
    const time = role.since || role.until ? ` (${role.since ?? ""}–${role.until ?? ""})` : "";
    fact(role.kind.replace("-", " "), [role.role, role.of].filter(Boolean).join(", ") + time);
  }
  const parts = [press("← all actors", "", clear), make("h2", actor.name), facts];
  const edges = visible.edges.filter(edge => edge.from === actor || edge.to === actor);
  for (const side of graph.sides) {
    const list = make("ul", null);
    for (const edge of edges.filter(edge => edge.side === side.name)) {
      for (const { tie, evidence } of edge.ties) {
        const item = make("li", null), arrow = tie.symmetric ? "↔" : "→";
        item.append(press(`${edge.from.name} ${tie.relation} ${arrow} ${edge.to.name} (${evidence.length})`, "tie",
          () => { showEdge(edge); draw(); }));
        list.append(item);
      }
    }
    if (list.children.length) parts.push(make("h3", side.name), list);
  }
  details.replaceChildren(...parts);
  details.scrollTop = 0;
  draw();
}

function showEdge(edge) {
  state.selected = edge;
  const actor = end => press(end.name, "", () => { showActor(end); centre(end); });
  const parts = [press("← all actors", "", clear), make("h2", `${edge.from.name} ${edge.both ? "↔" : "→"} ${edge.to.name}`), actor(edge.from), " ", actor(edge.to)];
  for (const { tie, evidence } of edge.ties) {
    const heading = make("h3", null), swatch = make("span", null, { class: "swatch" });
    swatch.style.background = sideColour.get(tie.side);
    heading.append(swatch, `${tie.relation} (${evidence.length})`);
    parts.push(heading);
    for (const item of evidence) parts.push(quotation(item), provenance(item));
  }
  details.replaceChildren(...parts);
  details.scrollTop = 0;
}

function quotation(evidence) {
  const quote = make("blockquote", null);
  let done = 0;
  for (const [start, end, role] of evidence.marks) {
    quote.append(evidence.text.slice(done, start), make("mark", evidence.text.slice(start, end), { class: role, title: role }));
    done = end;
  }
  quote.append(evidence.text.slice(done));
  return quote;
}

function provenance(evidence) {
  const article = graph.articles[evidence.article], line = make("p", null, { class: "provenance" });
  const words = [[article.source ?? article.id, ...article.reprints].join(", "), evidence.date ?? article.date, evidence.factuality,
    evidence.by === null ? null : "according to " + evidence.by, "confidence " + evidence.confidence.toFixed(2), evidence.pattern];
  line.append(words.filter(Boolean).join(" · "));
  if (article.title) line.append(" · ", article.title);
  if (article.url && /^https?:\/\//i.test(article.url)) {
    line.append(" · ", make("a", "article", { href: article.url, rel: "noopener noreferrer", target: "_blank" }));
  }
  return line;
}

// ---------------------------------------------------------------- controls

function choice(parent, type, name, label, colour, checked, change) {
  const input = make("input", null, { type, name }), line = make("label", null);
  input.checked = checked;
  input.addEventListener("change", () => { change(input.checked); update(); });
  line.append(input, " ");
  if (colour) {
    const swatch = make("span", null, { class: "swatch" });
    swatch.style.background = colour;
    line.append(swatch);
  }
  line.append(label);
  element(parent).append(line);
}

const member = (set, value) => on => { if (on) set.add(value); else set.delete(value); };
for (const side of graph.sides) choice("sides", "checkbox", "side", side.name, side.colour, true, member(state.sides, side.name));
for (const name of graph.factualities) choice("facts", "checkbox", "factuality", name, null, true, member(state.factuality, name));
choice("facts", "checkbox", "claims", "claims of others", null, true, on => { state.claims = on; });
for (const kind of graph.kinds.filter(kind => graph.actors.some(actor => actor.kind === kind.name))) {
  choice("kinds", "checkbox", "kind", kind.name, kind.fill, true, member(state.kinds, kind.name));
}
if (graph.blocs.length) {
  choice("colours", "radio", "colour", "kind", null, true, () => { state.colour = "kind"; });
  choice("colours", "radio", "colour", "bloc", null, false, () => { state.colour = "bloc"; });
} else element("colours").remove();

function slider(id, show, set) {
  const input = element(id), change = () => { element(id + "-value").textContent = show(Number(input.value)); set(Number(input.value)); };
  input.addEventListener("input", () => { change(); update(); });
  change();
}
slider("confidence", value => value.toFixed(2), value => { state.confidence = value; });
slider("weight", value => String(value), value => { state.weight = value; });
if (days.length > 1) {
  for (const id of ["since", "until"]) element(id).max = String(days.length - 1);
  element("since").value = "0";
  element("until").value = String(days.length - 1);
  slider("since", value => days[value], value => { state.since = value === 0 ? null : days[value]; });
  slider("until", value => days[value], value => { state.until = value === days.length - 1 ? null : days[value]; });
} else element("dates").remove();

graph.actors.forEach((actor, index) => { actor.index = index; element("names").append(make("option", null, { value: actor.name })); });
element("search").addEventListener("submit", event => { event.preventDefault(); find(); });
element("query").addEventListener("change", find);
function find() {
  const wanted = element("query").value.trim().toLowerCase();
  if (!wanted) return;
  const tests = [name => name === wanted, name => name.startsWith(wanted), name => name.includes(wanted)];
  for (const test of tests) {
    const found = graph.actors.filter(actor => [actor.name, ...actor.aliases].some(name => test(name.toLowerCase())))
      .sort((a, b) => b.mentions - a.mentions)[0];
    if (found) { showActor(found); centre(found); return; }
  }
  element("status").textContent = `No actor is called “${element("query").value}”.`;
}
element("zoom-in").addEventListener("click", () => zoom(1.25));
element("zoom-out").addEventListener("click", () => zoom(0.8));
element("fit").addEventListener("click", fit);
function theme(dark) { document.documentElement.dataset.theme = dark ? "dark" : "light"; draw(); }
element("theme").addEventListener("click", () => theme(document.documentElement.dataset.theme !== "dark"));
theme(window.matchMedia("(prefers-color-scheme: dark)").matches);
update();
fit();
