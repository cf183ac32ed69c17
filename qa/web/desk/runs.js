// The runs of the evaluator, and two of them compared. Which two stands in the address.
import { api } from "./api.js";
import { byId, counted, el, moment, say, words } from "./dom.js";
import { bar } from "./bar.js";

const form = byId("two");
const CHIEF = new Set(["accuracy@1", "list_F1", "exact_citations", "evidence_support", "abstention_accuracy", "AUROC", "ECE"]);
const MADE_OF = ["corpus", "code", "reader", "encoder", "calibration", "judge"];

const three = (value) => value.toFixed(3);
const signed = (value) => (value < 0 ? "−" : "+") + three(Math.abs(value));
const label = (name) => name.replaceAll("_", " ");

/** The most a table may be wide; it is scrolled by itself, with the keyboard too. */
const wide = (name, table) => el("div", { class: "wide-table", role: "region", "aria-label": name, tabindex: 0 }, table);

/** `whose` tells it from the tables of the same title, to who does not see where it stands. */
function table(title, heads, rows, whose = "the comparison") {
  const head = el("tr", {}, ...heads.map((text) => el("th", { scope: "col" }, text)));
  return wide(`${title}, ${whose}`, el("table", {}, el("caption", {}, title), el("thead", {}, head), el("tbody", {}, ...rows)));
}

function figure([name, { value, low, high, n }]) {
  return el(
    "tr",
    {},
    el("th", { scope: "row" }, label(name)),
    el("td", { class: "number" }, three(value), " ", el("span", { class: "facts" }, `(${low.toFixed(2)}–${high.toFixed(2)})`)),
    el("td", {}, bar(value, low, high)),
    el("td", { class: "number" }, String(n)),
  );
}

const HEADS = ["Measure", "Value (95% interval)", "0 to 1", "n"];
const figures = (title, entries, whose) => entries.length > 0 && table(title, HEADS, entries.map(figure), whose);

function line(run) {
  const { n, crashed, failed, abstention, measures, retrieval, ragas } = run.figures;
  const all = Object.entries(measures);
  const facts = [
    counted(n, "question"),
    `${abstention.answered_right} of ${abstention.answered_right + abstention.abstained_wrong} that an article answers were answered`,
    `${abstention.abstained_right} of ${abstention.abstained_right + abstention.answered_wrong} others met with silence`,
    crashed && `${crashed} crashed`,
    failed && `${failed} could not be judged`,
  ].filter(Boolean);
  const fused = Object.entries(retrieval.fused ?? {}).filter(([name]) => name === "nDCG@10");
  const chief = [...all.filter(([name]) => CHIEF.has(name)), ...fused.map(([name, found]) => [`fused ${name}`, found])];
  const made = MADE_OF.filter((name) => run.config[name]);
  return el(
    "li",
    { class: "run" },
    el("h2", {}, words(run.name)),
    el("p", { class: "facts" }, moment(run.at), ` · ${facts.join(" · ")}`),
    figures("Chief figures", chief, run.name),
    el(
      "p",
      { class: "acts-line" },
      run.report
        ? el("a", { class: "button", href: `/v1/runs/${encodeURIComponent(run.name)}/report` }, "Open the report")
        : "It has no report.",
    ),
    el(
      "details",
      {},
      el("summary", {}, "All figures, and what it was made of"),
      figures("Answers, citations and silence", all, run.name),
      ...Object.entries(retrieval).map(([name, found]) => figures(`Retrieval: ${name}`, Object.entries(found), run.name)),
      figures("Faithfulness, by ragas", Object.entries(ragas), run.name),
      el("p", { class: "facts" }, "Made of: ", ...made.flatMap((name, at) => [at ? ", " : "", `${name} `, el("code", {}, words(String(run.config[name]).slice(0, 12)))])),
    ),
  );
}

function paired(significant) {
  return ([name, { a, b, difference, low, high, holm, n, differ }]) =>
    el(
      "tr",
      significant.has(name) ? { class: "significant" } : {},
      el("th", { scope: "row" }, label(name), significant.has(name) && el("strong", { class: "differ" }, "significant")),
      ...[three(a), three(b), signed(difference), `${signed(low)} to ${signed(high)}`, three(holm), `${differ} of ${n}`].map((text) =>
        el("td", { class: "number" }, text),
      ),
    );
}

function flips(title, some) {
  if (some.length === 0) return el("p", {}, `${title}: none.`);
  const rows = some.map(({ id, question, a, b }) =>
    el(
      "tr",
      {},
      el("td", {}, words(question), " ", el("span", { class: "facts" }, words(id))),
      el("td", {}, words(a)),
      el("td", {}, words(b)),
    ),
  );
  return table(`${title}: ${counted(some.length, "question")}`, ["Question", "A said", "B said"], rows);
}

function show(found) {
  const changed = Object.entries(found.changed);
  const significant = new Set(found.significant);
  const unpaired = Object.keys(found.unpaired);
  byId("comparison").replaceChildren(
    el("p", {}, `${counted(found.n, "question")} in both, ${found.only_a} in A only, ${found.only_b} in B only.`),
    el(
      "p",
      { class: "facts" },
      changed.length ? "Not made of the same: " : "Both were made of the same.",
      ...changed.map(([name, [a, b]], at) => words(`${at ? ", " : ""}${name} ${String(a).slice(0, 12)} → ${String(b).slice(0, 12)}`)),
    ),
    el("p", {}, significant.size ? `More than chance (p < .05 after Holm): ${[...significant].map(label).join(", ")}.` : "No difference is more than chance (p < .05 after Holm)."),
    table("Differences, question by question", ["Measure", "A", "B", "B − A", "95% interval", "p (Holm)", "Differ"], Object.entries(found.measures).map(paired(significant))),
    unpaired.length ? el("p", {}, `In no question of both: ${unpaired.map(label).join(", ")}.`) : "",
    flips("Right in B only", found.gained),
    flips("Right in A only", found.lost),
  );
  byId("compared").hidden = false;
}

async function compare() {
  const query = new URLSearchParams(new FormData(form));
  history.replaceState(null, "", `?${query}`);
  byId("compared").hidden = true;
  say("Comparing…");
  try {
    show(await api("GET", `/v1/comparison?${query}`));
    say("Compared.");
    byId("difference").focus();
  } catch (problem) {
    say(`${problem.message}.`);
  }
}

/** The run before the newest one is what most want to compare with it. */
function offer(runs) {
  for (const [name, at] of [["a", 1], ["b", 0]]) {
    form.elements[name].replaceChildren(...runs.map((run) => el("option", { value: run.name, selected: run === runs[at] }, run.name)));
  }
  form.hidden = runs.length < 2;
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  compare();
});
try {
  const { runs, unreadable } = await api("GET", "/v1/runs");
  byId("runs").replaceChildren(...runs.map(line));
  byId("unreadable").replaceChildren(
    ...unreadable.map(({ name, reason }) => el("li", {}, words(name), " is not a run that can be read: ", words(reason))),
  );
  offer(runs);
  say(runs.length ? `${counted(runs.length, "run")}, the newest first.` : "No run yet. Make one with: dateline-eval run GOLD");
  const wanted = new URLSearchParams(location.search);
  const known = (name) => runs.some((run) => run.name === wanted.get(name));
  if (known("a") && known("b")) {
    for (const name of ["a", "b"]) form.elements[name].value = wanted.get(name);
    await compare();
  }
} catch (problem) {
  say(`${problem.message}.`);
}
