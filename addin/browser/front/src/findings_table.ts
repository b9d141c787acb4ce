// The findings as a table: sorted, filtered, searched, and grouped by equal bad value.

import { type Checked, type Finding, type Group, SEVERITIES } from "./checked";
import { button, choice, field, h, howMany, quiet } from "./elements";

const A_PAGE = 100;

interface Line {
  file: string;
  severity: string;
  rule: string;
  columns: string;
  sought: string;
  /** What each column shows, and sorts by where it is a number. */
  cells: (string | number)[];
  order: number;
}

interface View {
  headers: string[];
  lines: Line[];
}

export function findingsTable(files: Checked[]): HTMLElement {
  const several = files.length > 1;
  const titles = Object.assign({}, ...files.map((file) => file.rules)) as Record<string, string>;
  const views = { each: eachFinding(files, several), grouped: groupedFindings(files, several) };
  const found = files.flatMap((file) => file.findings);
  let view = views.each;
  let sorted = { column: -1, down: false };
  let page = 0;

  const severity = choice("filter-severity", [["", "All"], ...SEVERITIES.map((each) => [each, each] as const)]);
  const rule = choice("filter-rule", [["", "All"], ...distinct(found, "rule").map((id) => [id, `${id} ${titles[id] ?? ""}`] as const)]);
  const column = choice("filter-column", [["", "All"], ...distinct(found, "column").map((each) => [each, each] as const)]);
  const file = choice("filter-file", [["", "All"], ...files.map((each) => [each.file, each.file] as const)]);
  const search = h("input", { class: "nhsuk-input", id: "filter-search", type: "search", autocomplete: "off" });
  const group = h("input", { class: "nhsuk-checkboxes__input", id: "filter-group", type: "checkbox" });
  const counted = h("p", { id: "counted", role: "status" });
  const table = h("table", { class: "nhsuk-table scrt-table scrt-findings", id: "findings" });
  const pages = h("nav", { class: "scrt-pages", "aria-label": "Pages of findings" });

  for (const control of [severity, rule, column, file]) control.addEventListener("change", () => turn());
  search.addEventListener("input", () => turn());
  group.addEventListener("change", () => {
    view = group.checked ? views.grouped : views.each;
    sorted = { column: -1, down: false };
    turn();
  });

  function turn(to = 0): void {
    page = to;
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const shown = view.lines.filter(
      (line) =>
        (!severity.value || line.severity === severity.value) &&
        (!rule.value || line.rule === rule.value) &&
        (!column.value || line.columns.split("\n").includes(column.value)) &&
        (!file.value || line.file === file.value) &&
        words.every((word) => line.sought.includes(word)),
    );
    if (sorted.column >= 0) shown.sort((one, other) => (sorted.down ? -1 : 1) * compared(one, other, sorted.column));
    const first = page * A_PAGE;
    const what = view === views.grouped ? "group" : "finding";
    counted.textContent = shown.length === view.lines.length ? `${howMany(shown.length, what)}.` : `${howMany(shown.length, what)} of ${view.lines.length.toLocaleString("en-GB")}.`;
    table.replaceChildren(
      h("caption", { class: "nhsuk-u-visually-hidden" }, "Findings"),
      h("thead", {}, h("tr", {}, ...view.headers.map(header))),
      h("tbody", {}, ...shown.slice(first, first + A_PAGE).map((line) => row(line, view.headers))),
    );
    const last = Math.ceil(shown.length / A_PAGE) - 1;
    pages.hidden = last < 1;
    pages.replaceChildren(
      ...(page > 0 ? [button("Previous page", () => go(page - 1), quiet)] : []),
      h("span", {}, `Rows ${first + 1} to ${Math.min(first + A_PAGE, shown.length)}`),
      ...(page < last ? [button("Next page", () => go(page + 1), quiet)] : []),
    );
  }

  function go(to: number): void {
    turn(to);
    region.focus();
    region.scrollIntoView({ block: "start" });
  }

  function header(name: string, at: number): HTMLElement {
    const is = sorted.column === at;
    const sort = is ? (sorted.down ? "descending" : "ascending") : "none";
    const press = () => {
      sorted = { column: at, down: is && !sorted.down };
      turn();
      table.querySelectorAll<HTMLElement>("th button")[at]?.focus();
    };
    const mark = h("span", { "aria-hidden": "true" }, is ? (sorted.down ? " ▼" : " ▲") : "");
    return h("th", { scope: "col", "aria-sort": sort }, h("button", { type: "button", class: "scrt-sort", onclick: press }, name, mark));
  }

  const region = h("div", { class: "scrt-scroll", role: "region", tabindex: 0, "aria-label": "Table of findings" }, table);
  const grouping = h(
    "div",
    { class: "nhsuk-checkboxes nhsuk-checkboxes--small" },
    h("div", { class: "nhsuk-checkboxes__item" }, group, h("label", { class: "nhsuk-label nhsuk-checkboxes__label", for: "filter-group" }, "Tell equal bad values together, with one fix for all")),
  );
  turn();
  return h(
    "section",
    { "aria-label": "Findings" },
    h("h2", { class: "nhsuk-heading-m" }, "Findings"),
    h(
      "div",
      { class: "scrt-filters" },
      field("Severity", severity), field("Rule", rule), field("Column", column),
      several ? field("File", file) : null,
      field("Search", search),
    ),
    grouping,
    counted,
    region,
    pages,
  );
}

function row(line: Line, headers: string[]): HTMLElement {
  const cells = line.cells.map((value, at) => {
    const shown = headers[at] === "Severity" ? h("strong", { class: `nhsuk-tag scrt-${line.severity}` }, line.severity) : String(value);
    return h("td", { class: typeof value === "number" ? "nhsuk-table__cell nhsuk-table__cell--numeric" : "nhsuk-table__cell" }, shown);
  });
  return h("tr", { class: "nhsuk-table__row" }, ...cells);
}

function eachFinding(files: Checked[], several: boolean): View {
  const headers = [...(several ? ["File"] : []), "Place", "Record no.", "Column", "Severity", "Rule", "What", "What to do"];
  const lines = files.flatMap((file) =>
    file.findings.map((finding): Line => {
      const told = finding.accepted ? `${finding.message} Accepted: ${finding.accepted}` : finding.message;
      const fix = finding.suggestion && !finding.fix.includes(finding.suggestion) ? `${finding.fix} Suggestion: ${finding.suggestion}` : finding.fix;
      const cells = [...(several ? [file.file] : []), finding.place, finding.record ?? "", finding.column, finding.severity, finding.rule, told, fix];
      return line(file, finding, finding.column, cells);
    }),
  );
  return numbered({ headers, lines });
}

function groupedFindings(files: Checked[], several: boolean): View {
  const headers = [...(several ? ["File"] : []), "Cells", "Columns", "Severity", "Rule", "What", "What to do", "Suggestion", "Rows"];
  const lines = files.flatMap((file) =>
    file.groups.map((group): Line => {
      const cells = [...(several ? [file.file] : []), group.cells, group.columns, group.severity, group.rule, group.what, group.fix, group.suggestion, group.rows];
      return line(file, group, columnsOf(file, group), cells);
    }),
  );
  return numbered({ headers, lines });
}

/** The columns of a group one by one, by which it is filtered as its findings are. */
function columnsOf(file: Checked, group: Group): string {
  const stands = file.findings.filter((finding) => finding.rule === group.rule && finding.fix === group.fix);
  return [...new Set(stands.map((finding) => finding.column))].join("\n");
}

function line(file: Checked, told: Finding | Group, columns: string, cells: (string | number)[]): Line {
  return { file: file.file, severity: told.severity, rule: told.rule, columns, cells, sought: cells.join(" ").toLowerCase(), order: 0 };
}

function numbered(view: View): View {
  view.lines.forEach((line, order) => (line.order = order));
  return view;
}

const inOrder = new Intl.Collator("en-GB", { numeric: true });

function compared(one: Line, other: Line, column: number): number {
  const [left, right] = [one.cells[column]!, other.cells[column]!];
  const loudness = SEVERITIES.indexOf(left as never) - SEVERITIES.indexOf(right as never);
  const apart = typeof left === "number" && typeof right === "number" ? left - right : loudness || inOrder.compare(String(left), String(right));
  return apart || one.order - other.order;
}

function distinct(findings: Finding[], name: "rule" | "column"): string[] {
  return [...new Set(findings.map((finding) => finding[name]))].sort(inOrder.compare);
}
