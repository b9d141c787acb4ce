// Elements made from plain values; text is always text, never markup.

type Child = Node | string | null | false;
type Attributes = Record<string, string | number | boolean | ((event: never) => void) | null>;

/** Make an element: `h("p", { class: "x", onclick: go }, "text")`. */
export function h<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === false) continue;
    if (typeof value === "function") element.addEventListener(key.slice(2), value as EventListener);
    else element.setAttribute(key, value === true ? "" : String(value));
  }
  for (const child of children) if (child) element.append(child);
  return element;
}

export function button(label: string, press: () => void, classes = ""): HTMLButtonElement {
  return h("button", { type: "button", class: `nhsuk-button ${classes}`.trim(), onclick: press }, label);
}

export const quiet = "nhsuk-button--secondary nhsuk-button--small";

/** A labelled field with what to enter. */
export function field(label: string, control: HTMLElement, hint = "", ...after: HTMLElement[]): HTMLElement {
  const hinted = hint ? h("div", { class: "nhsuk-hint", id: `${control.id}-hint` }, hint) : null;
  if (hinted) control.setAttribute("aria-describedby", hinted.id);
  const name = h("label", { class: "nhsuk-label", for: control.id }, label);
  return h("div", { class: "nhsuk-form-group" }, name, hinted, control, ...after);
}

export function choice(id: string, options: Iterable<readonly [string, string]>, chosen = ""): HTMLSelectElement {
  const select = h("select", { class: "nhsuk-select", id });
  fill(select, options, chosen);
  return select;
}

/** Offer other options; what was chosen stays where it is still offered. */
export function fill(select: HTMLSelectElement, options: Iterable<readonly [string, string]>, chosen = select.value): void {
  select.replaceChildren(...[...options].map(([value, label]) => h("option", { value }, label)));
  select.value = chosen;
  if (select.selectedIndex < 0) select.selectedIndex = 0;
}

/** Say something to those who listen to the page. */
export function say(sentence: string): void {
  document.getElementById("heard")!.textContent = sentence;
}

/** A box that says what went wrong, in the page's own words or Python's. */
export function fault(title: string, ...sentences: string[]): HTMLElement {
  const texts = sentences.map((sentence) => h("p", {}, sentence));
  return h(
    "div",
    { class: "nhsuk-error-summary", role: "alert" },
    h("h2", { class: "nhsuk-error-summary__title" }, title),
    h("div", { class: "nhsuk-error-summary__body" }, ...texts),
  );
}

export function howMany(number: number, one: string, several = `${one}s`): string {
  return `${number.toLocaleString("en-GB")} ${number === 1 ? one : several}`;
}

/** Today here, as YYYY-MM-DD. */
export function today(): string {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}
