// What stands around the answers of a case.
import { api } from "./api.js";
import { byId, counted, el, moment, published, shown, words } from "./dom.js";

const IMPRESSIONS = { right: "Right", wrong: "Wrong", missing: "Something is missing" };

/** The question, what it was asked with, and what produced the outcome. */
export function tellHead({ line, question, outcome, models }, neighbour) {
  byId("question").replaceChildren(shown(question.question));
  const filters = [
    question.as_of && `as of ${question.as_of}`,
    question.published?.from && `published from ${question.published.from}`,
    question.published?.to && `published until ${question.published.to}`,
    question.sources?.length && `only ${question.sources.join(", ")}`,
    question.top_k && `${question.top_k} passages`,
  ].filter(Boolean);
  byId("facts").replaceChildren(
    filters.length ? `${filters.join(" · ")} · ` : "",
    line.reports ? `${counted(line.reports, "report")} · ` : "",
    line.asked ? `asked ${counted(line.asked, "time")} · ` : "",
    moment(line.last_at),
    el("br"),
    `Generation ${outcome.generation} · ${models.reader} · ${models.encoder}`,
  );
  const links = [
    [-1, "previous"],
    [1, "next"],
  ].map(([by, name]) => neighbour(by) && el("a", { href: neighbour(by), rel: name }, name));
  byId("neighbours").replaceChildren(...links.filter(Boolean).flatMap((link) => [" · ", link]));
}

/** What readers said. */
export function tellReports(reports) {
  byId("reports").hidden = reports.length === 0;
  byId("report-list").replaceChildren(
    ...reports.map((report) =>
      el(
        "li",
        {},
        el("strong", {}, IMPRESSIONS[report.verdict]),
        report.note && " – ",
        words(report.note),
        el("p", { class: "facts" }, moment(report.at), report.generation && ` · generation ${report.generation}`),
      ),
    ),
  );
}

/** The passages that were found, best first; `open` shows one in its article. */
export function tellPassages(hits, open) {
  byId("passages").replaceChildren(
    ...hits.map((hit) =>
      el(
        "li",
        {},
        el(
          "details",
          {},
          el("summary", {}, words(hit.title), " · ", words(hit.source || "no outlet"), ` · ${published(hit.published)}`),
          el("blockquote", { dir: "auto" }, shown(hit.text)),
        ),
        el(
          "p",
          { class: "facts" },
          `rank ${hit.rank}, score ${hit.score.toFixed(4)}, lexical ${hit.lexical_rank ?? "–"}, dense ${hit.dense_rank ?? "–"} `,
          el(
            "button",
            {
              type: "button",
              class: "quiet",
              "aria-label": `Show passage ${hit.rank} in its article`,
              click: () => open(hit),
            },
            "Show in its article",
          ),
        ),
      ),
    ),
  );
}

/** Articles with the words that were typed; `open` shows one. */
export async function findOthers(open) {
  const query = new URLSearchParams({ words: byId("other-words").value.trim(), limit: 10 });
  const { articles } = await api("GET", `/v1/documents?${query}`);
  byId("others").replaceChildren(
    ...articles.map((article) =>
      el(
        "li",
        {},
        el(
          "button",
          {
            type: "button",
            class: "quiet",
            click: () => open({ document_id: article.id, revision: article.revision }),
          },
          words(article.title),
        ),
        ` ${published(article.published)}`,
      ),
    ),
  );
  if (articles.length === 0) byId("others").append(el("li", {}, "No article has these words."));
}
