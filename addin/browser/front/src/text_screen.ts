// Check a text before it is pasted into a web form: what is personal is underlined as one types.

import { button, h, howMany, quiet, say } from "./elements";
import { copy } from "./leaving";
import { type Python, Stopped } from "./python";

export interface Span {
  /** Places in UTF-16 units, as the browser counts. */
  start: number;
  end: number;
  confidence: "certain" | "possible";
  what: string;
  instead: string;
}

interface TextTold {
  spans: Span[];
  counts: string[];
  withheld: string;
}

const PAUSE = 150;

export function textScreen(python: Python): HTMLElement {
  const { box, area, underline } = underlinedBox("text", 8);
  const status = h("p", { id: "text-said", role: "status" });
  const list = h("ul", { class: "nhsuk-list scrt-details", id: "text-details" });
  const copied = h("p", { class: "scrt-said", role: "status" });
  let withheld = "";
  let turn = 0;
  const take = button("Copy with the details taken out", () => void copyWithheld(), quiet);
  const clear = button("Clear", () => {
    area.value = "";
    area.dispatchEvent(new Event("input"));
    area.focus();
  }, quiet);
  const check = paused(() => void search());
  area.addEventListener("input", () => {
    turn++;
    underline([]);
    check();
  });

  async function search(): Promise<void> {
    const mine = turn;
    const text = area.value;
    if (!text.trim()) {
      show({ spans: [], counts: [], withheld: "" }, text);
      status.textContent = "";
      return;
    }
    try {
      const { document: told } = await python.ask<TextTold>("text", { text });
      if (mine === turn) show(told, text);
    } catch (reason) {
      if (mine === turn && !(reason instanceof Stopped)) status.textContent = `This text could not be checked: ${(reason as Error).message}`;
    }
  }

  function show(told: TextTold, text: string): void {
    withheld = told.withheld;
    underline(told.spans);
    status.textContent = told.counts.length ? `Found: ${told.counts.join(", ")}.` : "No personal detail found. Please read it once more all the same: no search finds every name.";
    list.replaceChildren(
      ...told.spans.map((span) => {
        const go = () => {
          area.focus();
          area.setSelectionRange(span.start, span.end);
        };
        const line = text.slice(0, span.start).split("\n").length;
        const place = `line ${line}, ${howMany([...text.slice(span.start, span.end)].length, "character")}`;
        return h("li", {}, h("strong", { class: `nhsuk-tag scrt-${span.confidence}` }, span.what), ` ${span.instead} `, button(`Go to it (${place})`, go, `${quiet} scrt-inline`));
      }),
    );
    take.hidden = !told.spans.length;
    copied.textContent = "";
  }

  async function copyWithheld(): Promise<void> {
    copied.textContent = (await copy(withheld)) ? "Copied: each detail stands as its kind in brackets." : "The browser did not allow copying.";
    say(copied.textContent);
  }

  take.hidden = true;
  return h(
    "div",
    {},
    h("h1", { class: "nhsuk-heading-l", tabindex: -1 }, "Check a text before you paste it"),
    h("p", { id: "text-hint" }, "Type or paste what you are about to enter on the national tracker. Personal details are underlined as you type: ", h("span", { class: "scrt-sample scrt-mark-certain" }, "certain"), " and ", h("span", { class: "scrt-sample scrt-mark-possible" }, "possible"), "."),
    h("label", { class: "nhsuk-label nhsuk-label--s", for: "text" }, "Text"),
    box,
    status,
    list,
    h("div", { class: "scrt-buttons" }, take, clear, copied),
  );
}

/** Wait until the typing pauses. */
export function paused(work: () => void): () => void {
  let waiting = 0;
  return () => {
    clearTimeout(waiting);
    waiting = window.setTimeout(work, PAUSE);
  };
}

/** A text box with marks under its text: the same text stands behind it, seen through. */
export function underlinedBox(id: string, rows: number): { box: HTMLElement; area: HTMLTextAreaElement; underline: (spans: Span[]) => void } {
  const area = h("textarea", { class: "nhsuk-textarea scrt-over", id, rows, spellcheck: "false", autocomplete: "off" });
  const under = h("div", { class: "scrt-under", "aria-hidden": "true" });
  const follow = () => {
    under.scrollTop = area.scrollTop;
  };
  area.addEventListener("scroll", follow);
  const underline = (spans: Span[]) => {
    const text = area.value;
    const pieces: (string | Node)[] = [];
    let reached = 0;
    for (const span of spans) {
      pieces.push(text.slice(reached, span.start), h("span", { class: `scrt-mark-${span.confidence}` }, text.slice(span.start, span.end)));
      reached = span.end;
    }
    under.replaceChildren(...pieces, text.slice(reached), "\n");
    follow();
  };
  return { box: h("div", { class: "scrt-box" }, under, area), area, underline };
}
