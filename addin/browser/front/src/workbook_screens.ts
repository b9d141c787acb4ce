// A blank template; a workbook moved into a fresh one; an older spreadsheet brought into the template.

import { bytes, letDrop } from "./check_screen";
import { button, choice, fault, field, fill, h, quiet, say, today } from "./elements";
import { copy, download } from "./leaving";
import type { About } from "./main";
import type { Python } from "./python";

interface Made {
  name: string;
  said: string[][];
  mapping: string;
}

/** Choose a month and one of the ICBs that stood then. */
function heading(python: Python, about: About, id: string, none: string): { icb: HTMLSelectElement; month: HTMLInputElement; fields: HTMLElement[] } {
  const icb = choice(`${id}-icb`, [["", none], ...about.icbs]);
  const month = h("input", { class: "nhsuk-input nhsuk-input--width-10", id: `${id}-month`, type: "month", min: "2000-01", placeholder: "YYYY-MM", pattern: "[0-9]{4}-[0-9]{2}", autocomplete: "off" });
  month.addEventListener("change", async () => {
    try {
      const { document } = await python.ask<{ icbs: [string, string][] }>("icbs", { month: month.value, today: today() });
      fill(icb, [["", none], ...document.icbs]);
    } catch {
      // The month is not one yet; the command says so when it is pressed.
    }
  });
  return { icb, month, fields: [field("Reporting month", month, "For example 2024-10. The list of ICBs follows it."), field("ICB", icb)] };
}

export function templateScreen(python: Python, about: About): HTMLElement {
  const { icb, month, fields } = heading(python, about, "template", "No ICB filled in");
  const rows = h("input", { class: "nhsuk-input nhsuk-input--width-5", id: "template-rows", type: "number", min: 1, max: 20000, value: 500, inputmode: "numeric" });
  const said = h("div", { role: "status" });
  const make = async () => {
    await working(said, "Making the template", async () => {
      const asked = { icb: icb.value, month: month.value, rows: Number(rows.value) || 0 };
      const { document, content } = await python.ask<Made>("template", asked);
      download(document.name, content);
      return paragraphs(document.said);
    });
  };
  return h(
    "div",
    {},
    h("h1", { class: "nhsuk-heading-l", tabindex: -1 }, "Blank template"),
    h("p", {}, `The controlled workbook in which an ICB keeps its case reviews, template ${about.template}. It needs no macros.`),
    ...fields,
    field("Ready rows", rows, "Up to 20,000."),
    button("Download the template", () => void make()),
    said,
  );
}

export function moveScreen(python: Python, about: About): HTMLElement {
  return h(
    "div",
    {},
    h("h1", { class: "nhsuk-heading-l", tabindex: -1 }, "Move into the template"),
    upgradePart(python, about),
    importPart(python, about),
  );
}

function upgradePart(python: Python, about: About): HTMLElement {
  const { icb, month, fields } = heading(python, about, "upgrade", "As in the workbook");
  const { place, file } = oneFile("upgrade", "The workbook", ".xlsx,.xlsm", "It is not changed.");
  const said = h("div", { role: "status" });
  const move = async () => {
    await working(said, "Moving every row into a fresh template", async () => {
      const chosen = file();
      if (!chosen) return [fault("There is nothing to move", "Please choose a workbook.")];
      const asked = { name: chosen.name, icb: icb.value, month: month.value, today: today() };
      const { document, content } = await python.ask<Made>("upgrade", asked, [await bytes(chosen)]);
      download(document.name, content);
      return paragraphs(document.said);
    });
  };
  return h(
    "section",
    { "aria-labelledby": "upgrade-title" },
    h("h2", { class: "nhsuk-heading-m", id: "upgrade-title" }, "Move to a fresh template"),
    h("p", {}, "For a workbook whose dropdowns broke, or that was made from an older template."),
    place,
    h("details", { class: "nhsuk-details" }, h("summary", { class: "nhsuk-details__summary" }, h("span", { class: "nhsuk-details__summary-text" }, "Another month or ICB")), h("div", { class: "nhsuk-details__text" }, ...fields)),
    button("Move it", () => void move()),
    said,
  );
}

function importPart(python: Python, about: About): HTMLElement {
  const { icb, month, fields } = heading(python, about, "import", "No ICB filled in");
  const { place, file } = oneFile("import", "The spreadsheet", ".xlsx,.xlsm,.xls,.ods,.csv,.txt,.tsv", "xlsx, xlsm, xls, ods or CSV. It is not changed.");
  const decided = oneFile("mapping", "The mapping file, if you have answered it", ".toml", "The import before wrote it; your answers go into it.");
  const said = h("div", { role: "status" });
  const bring = async () => {
    await working(said, "Reading the spreadsheet", async () => {
      const chosen = file();
      if (!chosen) return [fault("There is nothing to import", "Please choose a spreadsheet.")];
      const mapping = decided.file();
      const asked = { name: chosen.name, icb: icb.value, month: month.value };
      const contents = [await bytes(chosen), ...(mapping ? [await bytes(mapping)] : [])];
      const { document, content } = await python.ask<Made>("import", asked, contents);
      download(document.name, content);
      return [...paragraphs(document.said), ...(document.mapping ? mappingLeft(document) : [])];
    });
  };
  return h(
    "section",
    { "aria-labelledby": "import-title" },
    h("h2", { class: "nhsuk-heading-m", id: "import-title" }, "Import an older spreadsheet"),
    h("p", {}, "Every cell is accounted for. What is not sure is asked for in a mapping file: answer it there, and import again with it."),
    place,
    decided.place,
    ...fields,
    button("Import it", () => void bring()),
    said,
  );
}

function mappingLeft(made: Made): HTMLElement[] {
  const name = made.name.replace(/\.xlsx$/, ".mapping.toml");
  const content = new TextEncoder().encode(made.mapping);
  return [
    h("p", {}, "To decide or to change anything: download the mapping file, edit it in a text editor, choose it above and import again."),
    h("div", { class: "scrt-buttons" }, button("Download mapping file", () => download(name, content), quiet), button("Copy mapping file", () => void copy(made.mapping), quiet)),
  ];
}

function oneFile(id: string, label: string, accept: string, hint: string): { place: HTMLElement; file: () => File | null } {
  const input = h("input", { type: "file", class: "scrt-file", id: `${id}-file`, accept });
  const place = field(label, input, hint);
  let dropped: File | null = null;
  const named = h("p", { class: "scrt-said" });
  place.classList.add("scrt-drop");
  place.append(named);
  letDrop(place, (files) => {
    dropped = files[0]!;
    input.value = "";
    named.textContent = `Chosen: ${dropped.name}`;
  });
  input.addEventListener("change", () => {
    dropped = null;
    named.textContent = "";
  });
  return { place, file: () => dropped ?? input.files?.[0] ?? null };
}

async function working(place: HTMLElement, doing: string, work: () => Promise<HTMLElement[]>): Promise<void> {
  place.replaceChildren(h("p", {}, doing), h("progress", { class: "scrt-progress", "aria-label": doing }));
  say(doing);
  try {
    place.replaceChildren(...(await work()));
  } catch (reason) {
    place.replaceChildren(fault("Nothing was written", reason instanceof Error ? reason.message : "Error"));
  }
}

/** What a command said: its lines as they are, aligned tables kept. */
function paragraphs(said: string[][]): HTMLElement[] {
  return said.map((lines) =>
    lines.length > 1 && lines[0]!.startsWith("Column")
      ? h("div", { class: "scrt-scroll", role: "region", tabindex: 0, "aria-label": "Columns" }, h("pre", { class: "scrt-lines" }, lines.join("\n")))
      : h("ul", { class: "nhsuk-list scrt-lines" }, ...lines.map((line) => h("li", {}, line))),
  );
}
