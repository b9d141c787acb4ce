// A new record in the order of the national web form; it gives one row to paste into `cases`.

import { button, choice, fill, h, howMany, quiet, say, today } from "./elements";
import { copy } from "./leaving";
import type { About } from "./main";
import { type Python, Stopped } from "./python";
import { paused, type Span, underlinedBox } from "./text_screen";

type Field = About["form"][number];

interface Judged {
  findings: { column: string; severity: string; rule: string; what: string; fix: string }[];
  lacking: string[];
  row: string;
  cells: number;
  offered: Record<string, string[] | null>;
  spans: Record<string, Span[]>;
}

interface Shown {
  field: Field;
  control: HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;
  told: HTMLElement;
  group: HTMLElement;
  underline: (spans: Span[]) => void;
}

export function recordScreen(python: Python, about: About): HTMLElement {
  const shown = about.form.map(made);
  const status = h("p", { role: "status", id: "record-said" });
  const lacking = h("p", { id: "record-lacking" });
  const copied = h("p", { class: "scrt-said", role: "status" });
  let row = "";
  let turn = 0;
  const judge = paused(() => void ask());
  for (const each of shown) {
    each.control.addEventListener("input", () => {
      turn++;
      each.underline([]);
      judge();
    });
  }

  async function ask(): Promise<void> {
    const mine = turn;
    const values = Object.fromEntries(shown.map(({ field: { header }, control }) => [header, control.value]));
    try {
      const { document: told } = await python.ask<Judged>("record", { values, today: today() });
      if (mine === turn) show(told);
    } catch (reason) {
      if (mine === turn && !(reason instanceof Stopped)) status.textContent = (reason as Error).message;
    }
  }

  function show(told: Judged): void {
    row = told.row;
    for (const each of shown) {
      const { header } = each.field;
      if (header in told.offered) offer(each, told.offered[header]!);
      const found = told.findings.filter((finding) => finding.column === header);
      each.told.replaceChildren(...found.map((finding) => h("p", { class: `scrt-told scrt-told-${finding.severity}` }, h("strong", {}, `${finding.severity}: `), `${finding.what} ${finding.fix}`)));
      each.underline(told.spans[header] ?? []);
      each.control.setAttribute("aria-invalid", String(found.some((finding) => finding.severity === "error")));
      each.group.classList.toggle("scrt-needed", told.lacking.includes(header));
    }
    status.textContent = told.cells ? `${howMany(told.cells, "field")} filled in, ${howMany(told.findings.length, "finding")}.` : "";
    lacking.textContent = told.cells && told.lacking.length ? `Still to complete: ${told.lacking.join(", ")}.` : "";
  }

  async function copyRow(): Promise<void> {
    turn++;
    await ask();
    const done = await copy(row);
    copied.textContent = done
      ? "Copied. In the workbook, on Cases, select the cell under ICB in the first row that holds a record number alone, and paste."
      : "The browser did not allow copying.";
    say(copied.textContent);
  }

  function empty(): void {
    for (const { control } of shown) control.value = "";
    copied.textContent = "";
    turn++;
    judge();
    shown[0]!.control.focus();
  }

  const part = (title: string, besides: boolean) =>
    h("fieldset", { class: "nhsuk-fieldset" }, h("legend", { class: "nhsuk-fieldset__legend nhsuk-fieldset__legend--m" }, title), ...shown.filter((each) => each.field.besides === besides).map(({ group }) => group));
  judge();
  return h(
    "div",
    {},
    h("h1", { class: "nhsuk-heading-l", tabindex: -1 }, "New record"),
    h("p", {}, "Fill in what you know, in the order of the national web form. Personal details are underlined as you type."),
    part("As the national web form asks", false),
    part("Besides", true),
    h("div", { class: "scrt-foot" }, status, lacking, h("div", { class: "scrt-buttons" }, button("Copy the row", () => void copyRow(), "nhsuk-button--small"), button("Empty the form", empty, quiet), copied)),
  );
}

function made(each: Field, at: number): Shown {
  const id = `record-${at}`;
  const told = h("div", { id: `${id}-told`, "aria-live": "polite" });
  let underline: (spans: Span[]) => void = () => undefined;
  let control: Shown["control"];
  let placed: HTMLElement;
  if (each.options.length) {
    placed = control = choice(id, [["", ""], ...each.options]);
    control.classList.add("scrt-wide");
  } else if (each.kind === "text") {
    const box = underlinedBox(id, 5);
    ({ area: control, underline } = box);
    placed = box.box;
  } else {
    placed = control = h("input", { class: `nhsuk-input ${each.kind === "date" ? "nhsuk-input--width-10" : "scrt-wide"}`, id, autocomplete: "off", spellcheck: "false" });
  }
  const hint = each.kind === "date" ? `${each.enter} For example 31/10/2024.` : each.enter;
  const hinted = h("div", { class: "nhsuk-hint", id: `${id}-hint` }, hint);
  control.setAttribute("aria-describedby", `${id}-hint ${id}-told`);
  const label = h("label", { class: "nhsuk-label nhsuk-label--s", for: id }, each.header);
  return { field: each, control, told, group: h("div", { class: "nhsuk-form-group" }, label, hinted, told, placed), underline };
}

/** What the workbook's own dropdown would offer; a box to type in where the region has no list. */
function offer(each: Shown, terms: string[] | null): void {
  const is = each.control instanceof HTMLSelectElement;
  if (terms === null && is) replaced(each, h("input", { class: "nhsuk-input scrt-wide", autocomplete: "off" }));
  else if (terms !== null) {
    if (!is) replaced(each, h("select", { class: "nhsuk-select scrt-wide" }));
    const before = each.control.value;
    fill(each.control as HTMLSelectElement, [["", ""], ...terms.map((term) => [term, term] as const)], before);
  }
}

function replaced(each: Shown, control: HTMLInputElement | HTMLSelectElement): void {
  control.id = each.control.id;
  control.value = each.control.value;
  control.setAttribute("aria-describedby", each.control.getAttribute("aria-describedby")!);
  const before = each.control;
  before.replaceWith(control);
  control.addEventListener("input", () => before.dispatchEvent(new Event("input")));
  each.control = control;
}
