// The list of what is stored. What is chosen stands in the address.
import { api } from "./api.js";
import { byId, counted, el, moment, published, say, words } from "./dom.js";

const PAGE = 50;
const form = byId("wanted");
const list = byId("articles");
let shown = 0;

function line(article) {
  const { published: known } = article;
  const origin = known.basis === "unknown" ? "" : ` (${known.basis}: ${known.origin})`;
  return el(
    "li",
    {},
    el("a", { href: `/desk/articles/${encodeURIComponent(article.id)}`, dir: "auto" }, words(article.title)),
    el(
      "p",
      { class: "facts" },
      article.status === "retracted" && el("strong", { class: "differ" }, "Retracted"),
      words(article.source || "No outlet named"),
      " · ",
      published({ ...known, basis: "stated" }),
      words(origin),
      article.revisions > 1 && ` · ${counted(article.revisions, "revision")}`,
      " · stored ",
      moment(article.stored_at),
    ),
  );
}

async function load(more) {
  const entries = [...new FormData(form)].map(([name, value]) => [name, value.trim()]);
  const query = new URLSearchParams(entries.filter(([, value]) => value !== ""));
  history.replaceState(null, "", query.size ? `?${query}` : location.pathname);
  if (!more) shown = 0;
  query.set("limit", PAGE);
  query.set("offset", shown);
  try {
    const { total, articles } = await api("GET", `/v1/documents?${query}`);
    if (!more) list.replaceChildren();
    list.append(...articles.map(line));
    shown += articles.length;
    byId("more").hidden = shown >= total;
    say(`${counted(total, "article")}, ${shown} shown.`);
    if (more) list.querySelectorAll("a")[shown - articles.length]?.focus();
  } catch (problem) {
    say(`${problem.message}.`);
  }
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
document.addEventListener("uploaded", () => load(false));
await load(false);
