// Check returns: choose files, see what is wrong, take the report away.

import { type Checked, type Kept, SEVERITIES } from "./checked";
import { button, fault, h, howMany, quiet, say, today } from "./elements";
import { findingsTable } from "./findings_table";
import { copy, download } from "./leaving";
import type { About } from "./main";
import { Broken, type Python, Refused, Stopped } from "./python";

/** Files of the ICB's own that may be chosen along with its returns. */
const OWN = ["checklist.toml", "pid-exceptions.txt"];
const KINDS = ".xlsx,.xlsm,.toml,.txt";

export function checkScreen(python: Python, about: About): HTMLElement {
  const results = h("div", { id: "results" });
  const working = h("div", { id: "working" });
  let turn = 0;

  const input = h("input", { type: "file", id: "returns", class: "scrt-file", multiple: true, accept: KINDS, onchange: () => void chosen() });
  const drop = h(
    "div",
    { class: "scrt-drop", id: "drop" },
    h("label", { class: "nhsuk-label nhsuk-label--s", for: "returns" }, "Choose returns (.xlsx or .xlsm), or drop them here"),
    h("div", { class: "nhsuk-hint", id: "returns-hint" }, `One or several. Your own ${OWN.join(" and ")} may be chosen along with them.`),
    input,
  );
  input.setAttribute("aria-describedby", "returns-hint");
  letDrop(drop, (files) => void run(files));

  async function chosen(): Promise<void> {
    const files = [...(input.files ?? [])];
    input.value = ""; // The same file can be chosen again, once it was mended.
    if (files.length) await run(files);
  }

  async function run(files: File[]): Promise<void> {
    const mine = ++turn;
    python.stop();
    results.replaceChildren();
    delete results.dataset["done"];
    const own = files.filter((file) => OWN.includes(file.name));
    const returns = files.filter((file) => !OWN.includes(file.name));
    if (!returns.length) {
      results.append(fault("There is nothing to check", "Please choose at least one return."));
      results.dataset["done"] = "true";
      return;
    }
    const names = named(returns);
    const shown = (await python.ask<{ shown: string[] }>("shown_names", { names })).document.shown;
    if (mine !== turn) return;
    const day = today();
    const said = h("p", { id: "working-said" });
    const bar = h("progress", { class: "scrt-progress", max: returns.length, value: 0, "aria-label": "Files checked" });
    const stop = button("Stop", () => { turn++; python.stop(); }, quiet);
    working.replaceChildren(said, bar, stop);
    const kept: Kept[] = [];
    const failed: string[] = [];
    let stopped = "";
    for (const [at, file] of returns.entries()) {
      said.textContent = `Checking ${at + 1} of ${returns.length}: ${shown[at]}`;
      say(said.textContent);
      try {
        const contents = [await bytes(file), ...(await Promise.all(own.map(bytes)))];
        const asked = { names, at, own: own.map((each) => each.name), today: day };
        const { document, content } = await python.ask<Checked>("check", asked, contents);
        kept.push({ told: document, bytes: content });
      } catch (reason) {
        if (mine !== turn) {
          stopped = `Stopped: ${howMany(kept.length, "file")} of ${returns.length} checked.`;
          break;
        }
        failed.push(sentence(shown[at]!, reason));
      }
      bar.value = at + 1;
    }
    if (stopped && mine < turn - 1) return; // Other files were chosen meanwhile.
    working.replaceChildren();
    show(kept, failed, stopped, day);
  }

  function show(kept: Kept[], failed: string[], stopped: string, day: string): void {
    const readable = kept.filter(({ told }) => !told.refusal);
    const refused = kept.filter(({ told }) => told.refusal).map(({ told }) => `${told.file}: ${told.refusal}`);
    const crashed = kept.flatMap(({ told }) => told.crashed);
    results.replaceChildren();
    if (stopped) results.append(h("div", { class: "nhsuk-inset-text" }, h("p", {}, stopped)));
    if (refused.length || failed.length) {
      results.append(fault("What could not be checked", ...refused, ...failed));
    }
    if (crashed.length) results.append(fault("A rule failed by our own fault", ...crashed));
    if (readable.length) {
      results.append(summary(readable.map(({ told }) => told)), takeAway(python, kept, day), findingsTable(readable.map(({ told }) => told)));
    }
    const found = readable.reduce((sum, { told }) => sum + told.findings.length, 0);
    say(`${howMany(kept.length, "file")} checked: ${howMany(found, "finding")}${refused.length + failed.length ? `, ${refused.length + failed.length} could not be checked` : ""}.`);
    results.querySelector<HTMLElement>("h2")?.focus();
    results.dataset["done"] = "true";
  }

  return h(
    "div",
    {},
    h("h1", { class: "nhsuk-heading-l", tabindex: -1 }, "Check a return"),
    h("p", {}, `The ${about.rules} rules of the quality checklist say what is missing or wrong, where, and what to do.`),
    drop,
    working,
    results,
  );
}

function sentence(file: string, reason: unknown): string {
  if (reason instanceof Refused) return `${file}: ${reason.message}`;
  if (reason instanceof Broken) return `${file}: Python broke on this file (${reason.message}). The other files went on. Please report it; no text of a cell is in this message.`;
  if (reason instanceof Stopped) return `${file}: stopped.`;
  // The browser could not read the file: it was moved or changed since it was chosen.
  return `${file}: the browser could not read it (${reason instanceof Error ? reason.name : "Error"}). Please choose it again.`;
}

/** Two files of one name, from two folders, are told apart. */
function named(files: File[]): string[] {
  const taken = new Set<string>();
  return files.map(({ name }) => {
    const dot = name.lastIndexOf(".");
    const [stem, kind] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ""];
    let own = name;
    for (let number = 2; taken.has(own); number++) own = `${stem} (${number})${kind}`;
    taken.add(own);
    return own;
  });
}

export async function bytes(file: File): Promise<Uint8Array> {
  return new Uint8Array(await file.arrayBuffer());
}

/** Files may be dropped on an element; what is dropped elsewhere does not replace the page. */
export function letDrop(place: HTMLElement, dropped: (files: File[]) => void): void {
  const over = (event: DragEvent, is: boolean) => {
    event.preventDefault();
    place.classList.toggle("scrt-drop--over", is);
  };
  place.addEventListener("dragover", (event) => over(event, true));
  place.addEventListener("dragleave", (event) => over(event, false));
  place.addEventListener("drop", (event) => {
    over(event, false);
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length) dropped(files);
  });
}

function summary(files: Checked[]): HTMLElement {
  const one = files.length === 1 ? files[0]! : null;
  const heading = h("h2", { class: "nhsuk-heading-m", tabindex: -1 }, one ? one.file : `${files.length} returns compared`);
  const headers = ["File", "ICB", "Month", "Records", "Score", "Errors", "Warnings", "Advice", "Records without error", "Not checked", "Accepted"];
  const rows = files.map((file) =>
    h(
      "tr",
      { class: "nhsuk-table__row" },
      ...[
        file.file, file.icb, file.month, file.records, `${file.score} (${file.passed.toLocaleString("en-GB")} of ${file.judged.toLocaleString("en-GB")} items)`,
        ...SEVERITIES.map((severity) => file.open[severity]), file.without_error, file.not_checked, file.accepted,
      ].map((value, column) => {
        const attributes = { class: typeof value === "number" ? "nhsuk-table__cell nhsuk-table__cell--numeric" : "nhsuk-table__cell" };
        const text = typeof value === "number" ? value.toLocaleString("en-GB") : value;
        return column === 0 ? h("th", { ...attributes, scope: "row" }, text) : h("td", attributes, text);
      }),
    ),
  );
  const table = h(
    "table",
    { class: "nhsuk-table scrt-table", id: "compared" },
    h("caption", { class: "nhsuk-u-visually-hidden" }, "The returns side by side"),
    h("thead", {}, h("tr", {}, ...headers.map((header) => h("th", { scope: "col" }, header)))),
    h("tbody", {}, ...rows),
  );
  const scroll = h("div", { class: "scrt-scroll", role: "region", tabindex: 0, "aria-label": "The returns side by side" }, table);
  const beside = files.flatMap((file) => file.beside.map((line) => h("li", {}, `${file.file}: ${line}`)));
  return h("div", {}, heading, scroll, beside.length ? h("ul", { class: "nhsuk-list" }, ...beside) : null);
}

function takeAway(python: Python, kept: Kept[], day: string): HTMLElement {
  const contents = kept.map(({ bytes: content }) => content);
  const said = h("p", { role: "status", class: "scrt-said" });
  const take = (question: string, name: string) => async () => {
    said.textContent = "Writing";
    try {
      download(name, (await python.ask(question, { today: day }, contents)).content);
      said.textContent = `${name} is ready. If you keep it beside the returns, its links lead into their cells.`;
    } catch (reason) {
      said.textContent = reason instanceof Error ? reason.message : "";
    }
  };
  const readable = kept.filter(({ told }) => !told.refusal);
  const copyFindings = async () => {
    const { document } = await python.ask<{ text: string; rows: number; left_out: number }>("rows_to_paste", {}, [readable[0]!.bytes]);
    const done = await copy(document.text);
    const more = document.left_out ? ` ${howMany(document.left_out, "more finding")} of lesser weight left out: the table flags no more.` : "";
    said.textContent = done
      ? `${howMany(document.rows, "row")} copied. In the workbook, clear the table findings on Checklist, select the first cell under its header Record no., and paste: Cases flags the cells.${more}`
      : "The browser did not allow copying. Please download the findings instead.";
  };
  return h(
    "div",
    { class: "scrt-buttons" },
    button("Download report", () => void take("report", "report.xlsx")()),
    button("Download findings (CSV)", () => void take("findings_csv", "findings.csv")(), quiet),
    button("Download findings (JSON)", () => void take("findings_json", "findings.json")(), quiet),
    readable.length === 1 && kept.length === 1 ? button("Copy findings", () => void copyFindings(), quiet) : null,
    said,
  );
}
