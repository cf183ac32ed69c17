// One case: its answers judged, what was missed marked, the last verdicts taken back.
import { findOthers, tellHead, tellPassages, tellReports } from "./about.js";
import { api } from "./api.js";
import { current, draw, selected, show } from "./article.js";
import { byId, say } from "./dom.js";
import { choices, elementOf, itemOf, showReviews, VERDICTS } from "./items.js";

const { case: number, editor } = byId("case").dataset;
let undoable = []; // the numbers of the verdicts given here, the last one last
let found;
let items = [];
let at = 0;

const rest = () => items[items.length - 1];
const mineOn = (item) =>
  found.reviews.find((review) => review.editor === editor && review.answer === item.answer);
const placeOf = ({ document_id, revision, span }) => ({ document_id, revision, span });
const same = (a, b) => JSON.stringify(placeOf(a)) === JSON.stringify(placeOf(b));

/** Every place of this case in one article: quotes, and what was missed. */
function placesIn(article) {
  const mine = mineOn(rest());
  const missed = mine?.verdict === "missed" ? mine.citations : [];
  const quoted = items.flatMap((item) => item.given?.citations ?? []);
  return [
    ...quoted.map((citation) => ({ ...citation, kind: "quoted" })),
    ...missed.map((citation) => ({ ...citation, kind: "missed" })),
  ].filter((one) => one.document_id === article.document_id && one.revision === article.revision);
}

/** Bring the article into view where it is not beside the answers. */
async function look(citation) {
  await read(citation);
  const { top } = byId("text").getBoundingClientRect();
  if (top < 0 || top > innerHeight - 120) byId("article-title").scrollIntoView();
}

async function read(citation) {
  const places = placesIn(citation);
  await show(citation.document_id, citation.revision, places, places.find((p) => same(p, citation)));
}

async function refresh() {
  found = await api("GET", `/v1/cases/${number}`);
  for (const item of items) {
    const reviews = found.reviews.filter((review) => review.answer === item.answer);
    showReviews(elementOf(item), item, reviews, editor, on);
  }
  byId("undo").disabled = undoable.length === 0;
  if (current()) draw(placesIn(current()));
}

/** Give a verdict and say so; what the server refuses is said too. */
async function give(item, verdict, missed = []) {
  const note = elementOf(item).querySelector(".note").value.trim();
  try {
    const review = await api("POST", "/v1/reviews", {
      case: Number(number),
      answer: item.answer,
      verdict,
      note,
      missed,
    });
    undoable.push(review.id);
    await refresh();
    const what = item.answer === null && verdict === "right" ? "Nothing is missing" : VERDICTS[verdict];
    say(`${what}: stored. U takes it back.`);
  } catch (problem) {
    say(`${problem.message}.`);
  }
}

async function undo() {
  const review = undoable.pop();
  if (review === undefined) return say("There is nothing to take back.");
  try {
    await api("DELETE", `/v1/reviews/${review}`);
    say("Taken back.");
  } catch (problem) {
    say(`${problem.message}.`);
  }
  await refresh();
}

async function mark() {
  const span = selected();
  if (!span) return say("Select words of the article first.");
  const { document_id, revision } = current();
  const place = { document_id, revision, span };
  const mine = mineOn(rest());
  const before = mine?.verdict === "missed" ? mine.citations.map(placeOf) : [];
  await give(rest(), "missed", [...before.filter((one) => !same(one, place)), place]);
  getSelection().collapseToEnd();
}

async function unmark(citation) {
  const left = mineOn(rest()).citations.map(placeOf).filter((one) => !same(one, citation));
  if (left.length > 0) return give(rest(), "missed", left);
  // Taking back the last verdict brings the one before it into force, with more places.
  while (mineOn(rest())?.verdict === "missed") {
    const { id } = mineOn(rest());
    await api("DELETE", `/v1/reviews/${id}`);
    undoable = undoable.filter((one) => one !== id);
    await refresh();
  }
  say("Unmarked.");
}

const tried = (act) => (...given) => act(...given).catch((problem) => say(`${problem.message}.`));
const on = { judge: (item, verdict) => give(item, verdict), read: tried(look), unmark: tried(unmark) };

function go(to) {
  at = Math.max(0, Math.min(items.length - 1, to));
  elementOf(items[at]).focus();
  const citation = items[at].given?.citations[0];
  if (citation) read(citation);
}

const neighbour = (by) => {
  const queue = JSON.parse(sessionStorage.getItem("queue") ?? "[]");
  const here = queue.indexOf(location.pathname);
  return here < 0 ? undefined : queue[here + by];
};

function press(event) {
  if (event.target === byId("text")) {
    if (event.key === "Enter") mark();
    else if (event.key === "Escape") elementOf(items[at]).focus();
    else return;
    event.preventDefault();
    return;
  }
  if (event.target.classList?.contains("note") && event.key === "Escape") return go(at);
  const writing = event.target.matches("input:not([type=checkbox]), textarea, select");
  if (writing || event.ctrlKey || event.metaKey || event.altKey || !byId("keys").checked) return;
  const verdict = choices(items[at].answer)[Number(event.key) - 1];
  const act = {
    j: () => go(at + 1),
    k: () => go(at - 1),
    n: () => elementOf(items[at]).querySelector(".note").focus(),
    a: () => byId("text").focus(),
    u: undo,
    "]": () => neighbour(1) && location.assign(neighbour(1)),
    "[": () => neighbour(-1) && location.assign(neighbour(-1)),
  }[event.key.toLowerCase()];
  if (verdict) give(items[at], verdict);
  else if (act) act();
  else return;
  event.preventDefault();
}

/** What became of the quotes since: nothing, where they are valid. */
async function standings() {
  const citations = items.flatMap((item) => item.given?.citations ?? []);
  if (citations.length === 0) return;
  const { results } = await api("POST", "/v1/verify", { citations });
  for (const [n, place] of [...byId("items").querySelectorAll(".standing")].entries()) {
    if (results[n].standing !== "valid") place.textContent = ` ${results[n].message}`;
  }
}

async function open() {
  found = await api("GET", `/v1/cases/${number}`);
  const { outcome } = found;
  const given = (outcome.groups ?? []).flatMap((group) =>
    group.answers.map((answer) => ({ given: answer, period: group.period })),
  );
  items = [
    ...given.map((one, answer) => ({ answer, ...one })),
    { answer: null, abstained: outcome.outcome === "abstained" ? outcome.message : "" },
  ];
  tellHead(found, neighbour);
  byId("items").replaceChildren(...items.map((item) => itemOf(item, on)));
  tellReports(found.reports);
  tellPassages(outcome.passages ?? outcome.nearest, (hit) =>
    show(hit.document_id, hit.revision, [...placesIn(hit), { ...hit, kind: "passage" }]),
  );
  await refresh();
  const first = items[0].given?.citations[0] ?? (outcome.passages ?? outcome.nearest)[0];
  if (first) await read(first);
  await standings();
}

byId("items").addEventListener("focusin", (event) => {
  const name = event.target.closest(".item")?.id;
  at = Math.max(0, items.findIndex((item) => elementOf(item).id === name));
});
byId("mark").addEventListener("pointerdown", (event) => event.preventDefault()); // keeps the selection
byId("mark").addEventListener("click", mark);
byId("undo").addEventListener("click", undo);
byId("other").addEventListener("submit", (event) => {
  event.preventDefault();
  tried(findOthers)((place) => show(place.document_id, place.revision, placesIn(place)));
});
document.addEventListener("keydown", press);
byId("keys").checked = localStorage.getItem("keys") !== "off";
byId("keys").addEventListener("change", (event) => {
  localStorage.setItem("keys", event.target.checked ? "on" : "off");
});
try {
  await open();
} catch (problem) {
  say(`${problem.message}.`);
}
