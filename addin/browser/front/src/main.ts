// The page from its first byte to its first screen.

import { checkScreen } from "./check_screen";
import { fault, h, say, today } from "./elements";
import { type Edition, NotLoaded, edition, loadParts } from "./parts";
import { Python } from "./python";
import { recordScreen } from "./record_screen";
import { textScreen } from "./text_screen";
import { moveScreen, templateScreen } from "./workbook_screens";
import { installOffline } from "./offline";

export interface About {
  version: string;
  template: string;
  rules: number;
  icbs: [string, string][];
  form: { header: string; kind: string; enter: string; options: [string, string][]; besides: boolean }[];
}

interface Screen {
  id: string;
  title: string;
  make: (python: Python, about: About) => HTMLElement;
}

const SCREENS: Screen[] = [
  { id: "check", title: "Check a return", make: checkScreen },
  { id: "text", title: "Check a text", make: textScreen },
  { id: "record", title: "New record", make: recordScreen },
  { id: "template", title: "Blank template", make: templateScreen },
  { id: "move", title: "Move or import", make: moveScreen },
];

const main = document.getElementById("main")!;

async function begin(): Promise<void> {
  const told = edition();
  const offline = installOffline();
  const parts = await loadParts(told, showLoaded);
  await offline;
  forbidRequests();
  const python = await Python.started(parts, showStep);
  const { document: about } = await python.ask<About>("about", { today: today() });
  showAbout(told, about);
  openScreens(python, about);
  document.documentElement.dataset["ready"] = "true";
}

function showLoaded(loaded: number, total: number): void {
  const bar = document.getElementById("loading-bar") as HTMLProgressElement;
  bar.value = (100 * loaded) / total;
  showStep(`Loading: ${megabytes(loaded)} of ${megabytes(total)} MB`);
}

function megabytes(bytes: number): string {
  return (bytes / 1_000_000).toFixed(1);
}

function showStep(step: string): void {
  const said = document.getElementById("loading-said");
  if (said) said.textContent = step;
  if (!step.startsWith("Loading:")) document.getElementById("loading-bar")?.removeAttribute("value");
}

/** From here on the browser itself refuses every request of the page and of the worker that it starts. */
function forbidRequests(): void {
  document.head.append(h("meta", { "http-equiv": "Content-Security-Policy", content: "connect-src 'none'" }));
}

function showAbout(told: Edition, about: About): void {
  const said = `S-CRT ${told.version}, template ${about.template}, ${about.rules} rules, built ${told.built}.`;
  document.getElementById("about")!.textContent = said;
}

function openScreens(python: Python, about: About): void {
  const made = SCREENS.map(({ id, make }) => {
    const screen = h("div", { id: `screen-${id}` }, make(python, about));
    screen.hidden = true;
    return screen;
  });
  main.replaceChildren(...made);
  const menu = document.getElementById("menu")!;
  const links = SCREENS.map(({ id, title }) =>
    h("a", { class: "nhsuk-header__navigation-link", href: `#${id}` }, title),
  );
  menu.replaceChildren(...links.map((link) => h("li", { class: "nhsuk-header__navigation-item" }, link)));
  const show = (moved: boolean) => {
    const at = Math.max(0, SCREENS.findIndex(({ id }) => `#${id}` === location.hash));
    made.forEach((screen, index) => (screen.hidden = index !== at));
    links.forEach((link, index) => {
      if (index === at) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
      link.parentElement!.classList.toggle("nhsuk-header__navigation-item--current", index === at);
    });
    document.title = `${SCREENS[at]!.title}: S-CRT`;
    if (moved) made[at]!.querySelector<HTMLElement>("h1")?.focus();
  };
  addEventListener("hashchange", () => {
    // The skip link is no screen.
    if (location.hash === "#main") main.focus();
    else show(true);
  });
  menu.addEventListener("click", (event) => {
    // A link to the screen that is open already changes no address.
    if ((event.target as Element).getAttribute("aria-current") === "page") show(true);
  });
  show(false);
  say("Ready");
}

begin().catch((reason: unknown) => {
  const sentence =
    reason instanceof NotLoaded
      ? reason.message
      : `Python could not be started in this browser (${reason instanceof Error ? reason.message : "Error"}). ` +
        "Please use a current Edge, Chrome, Firefox or Safari, or ask your IT department whether WebAssembly is allowed.";
  main.replaceChildren(fault("This page could not get ready", sentence));
});
