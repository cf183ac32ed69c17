// The queue: which cases, in which order. What is chosen stands in the address.
import { api } from "./api.js";
import { byId, counted, el, moment, percent, say, words } from "./dom.js";

const PAGE = 50;
const form = byId("wanted");
const list = byId("cases");
let shown = 0;

function chosen() {
  const entries = [...new FormData(form)].map(([name, value]) => [name, value.trim()]);
  return new URLSearchParams(entries.filter(([, value]) => value !== ""));
}

function line(found) {
  const facts = [
    found.outcome === "answered"
      ? `${counted(found.answers, "answer")}, best ${percent(found.confidence)}`
      : "no answer",
    found.reports && counted(found.reports, "report"),
    found.asked && `asked ${counted(found.asked, "time")}`,
    found.editors ? `judged by ${found.editors}` : "not judged",
  ].filter(Boolean);
  return el(
    "li",
    {},
    el("a", { href: `/desk/cases/${found.id}`, dir: "auto" }, words(found.question)),
    el(
      "p",
      { class: "facts" },
      found.disagreed && el("strong", { class: "differ" }, "Editors differ"),
      `${facts.join(" · ")} · `,
      moment(found.last_at),
    ),
  );
}

async function load(more) {
  const query = chosen();
  history.replaceState(null, "", query.size ? `?${query}` : location.pathname);
  if (!more) shown = 0;
  query.set("limit", PAGE);
  query.set("offset", shown);
  try {
    const { total, cases } = await api("GET", `/v1/cases?${query}`);
    if (!more) list.replaceChildren();
    list.append(...cases.map(line));
    shown += cases.length;
    const links = [...list.querySelectorAll("a")];
    sessionStorage.setItem("queue", JSON.stringify(links.map((link) => link.pathname)));
    byId("more").hidden = shown >= total;
    say(total ? `${counted(total, "case")}, ${shown} shown.` : "No case. Readers' reports come here; questions too, where the log is on.");
    if (more) links[shown - cases.length]?.focus();
  } catch (problem) {
    say(`${problem.message}.`);
  }
}

async function agreement() {
  const consensus = await api("GET", "/v1/agreement");
  byId("judged").textContent =
    `${counted(consensus.judged, "case")} judged, editors differ over ${consensus.disagreed}, ` +
    `${counted(consensus.candidates, "gold candidate")}.`;
  byId("pairs").replaceChildren(
    ...consensus.agreements.map(({ editors, items, agreed, kappa }) =>
      el(
        "tr",
        {},
        el("th", { scope: "row" }, words(editors[0]), " and ", words(editors[1])),
        el("td", {}, `${agreed} of ${items}`),
        el("td", {}, kappa === null ? "not defined" : kappa.toFixed(2)),
      ),
    ),
  );
  byId("agreement").hidden = consensus.agreements.length === 0;
}

/** J and K, or the arrow keys, go through the cases. */
function step(event) {
  const by = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key];
  if (by === undefined || event.target.matches("input, select") || event.ctrlKey) return;
  const single = event.key.length === 1; // can be turned off, on the page of a case
  const wanted = single ? localStorage.getItem("keys") !== "off" : list.contains(event.target);
  const links = [...list.querySelectorAll("a")];
  const next = links[links.indexOf(document.activeElement) + by];
  if (!wanted || !next) return;
  next.focus();
  event.preventDefault();
}

for (const [name, value] of new URLSearchParams(location.search)) {
  if (form.elements[name]) form.elements[name].value = value;
}
let waiting;
form.addEventListener("input", (event) => {
  clearTimeout(waiting);
  waiting = setTimeout(load, event.target.type === "search" ? 250 : 0, false);
});
form.addEventListener("submit", (event) => event.preventDefault());
byId("more").addEventListener("click", () => load(true));
document.addEventListener("keydown", step);
await Promise.all([load(false), agreement()]);
