// What the pages do beyond what they do without a script: copy a quotation with its source, report
// without leaving the page, keep empty filters out of the address, and tell screen readers what
// has arrived. Everything is set as text; no HTML is ever made here.

const said = document.getElementById("said");

function say(text) {
  if (said) said.textContent = text;
}

/** The element that says where the words at `node` are quoted from, if they are a quotation. */
function quotedAt(node) {
  const element = node instanceof Element ? node : node?.parentElement;
  return element?.closest("[data-facts]") ?? null;
}

function cited(words, element) {
  const address = new URL(element.dataset.address, document.baseURI);
  return `“${words}”\n${element.dataset.facts}\n${address}`;
}

/** Copying words of a quotation by any means takes the citation along. */
function onCopy(event) {
  const selection = document.getSelection();
  const element = quotedAt(selection.anchorNode);
  const typed = event.target instanceof Element && event.target.closest("textarea, input");
  if (typed || !element || selection.isCollapsed || element !== quotedAt(selection.focusNode)) {
    return;
  }
  event.clipboardData.setData("text/plain", cited(selection.toString().trim(), element));
  event.preventDefault();
}

async function onCopyButton(button) {
  const element = quotedAt(button);
  const text = cited(element.dataset.quote, element);
  let copied = true;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    copied = copiedOldWay(text); // there is no clipboard object without HTTPS
  }
  say(copied ? "Copied with its source" : "The browser did not let us copy");
  if (copied) {
    const label = button.textContent;
    button.textContent = "Copied";
    setTimeout(() => (button.textContent = label), 2000);
  }
}

function copiedOldWay(text) {
  const area = document.createElement("textarea");
  area.className = "hidden";
  area.value = text;
  const focused = document.activeElement;
  document.body.append(area);
  area.select();
  const copied = document.execCommand("copy");
  area.remove();
  focused?.focus();
  return copied;
}

async function onReport(form, verdict) {
  const field = (name) => form.elements.namedItem(name).value;
  const report = { ...JSON.parse(field("report")), verdict, note: field("note") };
  const details = form.closest("details");
  form.inert = true;
  try {
    const response = await fetch("/v1/reports", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(report),
    });
    if (!response.ok) throw new Error((await response.json()).detail);
  } catch (error) {
    form.inert = false;
    answer(form, "problem", `It was not taken: ${error.message}`);
    return;
  }
  const thanks = document.createElement("p");
  form.replaceWith(thanks);
  thanks.className = "thanks";
  thanks.textContent = "Thank you. The editors will see it.";
  details.querySelector("summary").focus();
  say(thanks.textContent);
}

function answer(form, kind, text) {
  let line = form.querySelector(`.${kind}`);
  if (!line) {
    line = document.createElement("p");
    line.className = kind;
    line.setAttribute("role", "alert");
    form.append(line);
  }
  line.textContent = text;
}

function withoutEmpty(form) {
  const empty = [...form.elements].filter((field) => field.name && field.value === "");
  for (const field of empty) field.disabled = true;
  setTimeout(() => empty.forEach((field) => (field.disabled = false)));
}

document.addEventListener("copy", onCopy);
document.addEventListener("click", (event) => {
  const button = event.target.closest("button.copy");
  if (button) onCopyButton(button);
});
document.addEventListener("submit", (event) => {
  if (event.target.matches(".report form")) {
    event.preventDefault();
    onReport(event.target, event.submitter.value);
  } else if (event.target.matches(".asking")) {
    withoutEmpty(event.target);
  }
});

for (const button of document.querySelectorAll("button.copy")) button.hidden = false;
say(document.querySelector(".outcome h2")?.textContent ?? "");
