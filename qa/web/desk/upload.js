// Files into the corpus, one after the other: each with its progress and its result.
import { send } from "./api.js";
import { byId, counted, el, words } from "./dom.js";

const drop = byId("drop");
const results = byId("uploads");
let last = Promise.resolve();

const WHAT = { added: "added", changed: "corrected", unchanged: "unchanged" };

function take(files) {
  for (const file of files) {
    const bar = el("progress", { max: "1", value: "0", "aria-label": `Sending ${file.name}` });
    const line = el("li", {}, words(file.name), " ", bar);
    results.prepend(line);
    last = last.then(() => upload(file, line, bar));
  }
  last = last.then(() => document.dispatchEvent(new Event("uploaded")));
}

async function upload(file, line, bar) {
  let report;
  try {
    report = await send(file, byId("replace").checked, (share) => bar.setAttribute("value", share));
  } catch (problem) {
    const refused = problem.body.refused ?? [{ where: file.name, reason: problem.message }];
    report = { added: [], changed: [], unchanged: [], refused };
  }
  const done = Object.entries(WHAT).filter(([kind]) => report[kind].length > 0);
  const said = done.map(([kind, what]) => `${report[kind].length} ${what}`);
  if (report.refused.length > 0) said.push(`${report.refused.length} refused`);
  line.replaceChildren(
    words(file.name),
    `: ${said.join(", ")}`,
    ...report.refused.map(({ where, reason }) =>
      el("p", { class: "refused" }, words(where), ": ", words(reason)),
    ),
    ...done.flatMap(([kind]) => report[kind].slice(0, 20)).map(link),
  );
  byId("uploaded").textContent = `${file.name}: ${said.join(", ")}; ${counted(results.children.length, "file")} so far.`;
}

const link = (id) =>
  el("p", {}, el("a", { href: `/desk/articles/${encodeURIComponent(id)}` }, words(id)));

byId("files").addEventListener("change", (event) => {
  take(event.target.files);
  event.target.value = "";
});
for (const kind of ["dragenter", "dragover"]) {
  drop.addEventListener(kind, (event) => {
    event.preventDefault();
    drop.classList.add("over");
  });
}
for (const kind of ["dragleave", "drop"]) {
  drop.addEventListener(kind, () => drop.classList.remove("over"));
}
drop.addEventListener("drop", (event) => {
  event.preventDefault();
  take(event.dataTransfer.files);
});
