// One article: its revisions and what changed, its date, its retraction.
import { api, documentPath } from "./api.js";
import { differences } from "./differences.js";
import { byId, counted, day, el, moment, published, say, shown, words } from "./dom.js";

const id = byId("one").dataset.document;
const path = documentPath(id);
const texts = new Map();
let article;

async function textOf(revision) {
  if (!texts.has(revision)) {
    texts.set(revision, (await api("GET", `${path}?revision=${revision}`)).text);
  }
  return texts.get(revision);
}

async function load() {
  article = await api("GET", path);
  texts.set(article.revision, article.text);
  byId("title").replaceChildren(shown(article.title));
  byId("facts").replaceChildren(
    words([article.source || "No outlet named", article.author].filter(Boolean).join(" · ")),
    ` · ${published(article.published)} · ${counted(article.revisions.length, "revision")}`,
  );
  const { date, basis, origin } = article.published;
  byId("dated").replaceChildren(date ? `${day(date)}, ${basis}: ` : "The date is not known.", words(origin));
  byId("date").value = date ?? "";
  const { retraction } = article;
  byId("standing").hidden = retraction === null;
  if (retraction) {
    byId("standing").replaceChildren("Retracted ", moment(retraction.at), ": ", words(retraction.reason));
  }
  byId("retracting").hidden = retraction !== null;
  byId("acts").hidden = false; // not before: what somebody writes early would be overwritten
}

function revisions() {
  const newest = [...article.revisions].reverse();
  const option = ({ revision, seq, stored_at }) =>
    el("option", { value: revision }, `${seq}, stored ${moment(stored_at).textContent}${revision === article.revision ? " (current)" : ""}`);
  byId("newer").replaceChildren(...newest.map(option));
  byId("older").replaceChildren(el("option", { value: "" }, "none"), ...newest.map(option));
  byId("newer").value = article.revision;
  byId("older").value = newest.find(({ revision }) => revision !== article.revision)?.revision ?? "";
}

async function compare() {
  const [newer, older] = [byId("newer").value, byId("older").value];
  const after = await textOf(newer);
  const pieces = older ? differences(await textOf(older), after) : [{ kind: "same", text: after }];
  const tags = { gone: "del", new: "ins" };
  byId("compared").replaceChildren(
    ...pieces.map(({ kind, text }) =>
      kind === "same" ? shown(text) : el(tags[kind], {}, shown(text)),
    ),
  );
  const count = (kind) => pieces.filter((piece) => piece.kind === kind).length;
  byId("changed").textContent = older
    ? `${counted(count("new"), "place")} added, ${counted(count("gone"), "place")} taken out.`
    : "";
}

const tried = (action) => async (event) => {
  event?.preventDefault();
  try {
    await action();
  } catch (problem) {
    say(`${problem.message}.`);
  }
};

byId("dating").addEventListener("submit", tried(async () => {
  const date = byId("date").value || null;
  await api("POST", `${path}/date`, { date });
  await load();
  say(date ? `The date is ${day(date)}, stated by you.` : "The article is undated now.");
}));
byId("retracting").addEventListener("submit", tried(async () => {
  await api("POST", `${path}/retract`, { reason: byId("reason").value });
  await load();
  say("The article is retracted and answers no more.");
}));
byId("revisions").addEventListener("change", tried(compare));
await tried(async () => {
  await load();
  revisions();
  await compare();
})();
