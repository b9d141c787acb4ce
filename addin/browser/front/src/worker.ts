// Python, in a worker of its own: it is handed all that it needs and fetches nothing.

import { loadPyodide, type PyodideInterface } from "pyodide";
import createPyodideModule from "pyodide/pyodide.asm.mjs";
import type { FromWorker, Start, ToWorker } from "./messages";

declare const self: DedicatedWorkerGlobalScope;

const PLACE = "memory://page/";
let answer: ((question: string, asked: string, contents: unknown) => { toJs(): [string, Uint8Array]; destroy(): void }) | null = null;
let python: PyodideInterface | null = null;

self.onmessage = async (event: MessageEvent<ToWorker>) => {
  const message = event.data;
  try {
    if (message.kind === "start") await start(message);
    else ask(message.id, message.question, message.asked, message.contents);
  } catch (crash) {
    // Of a question only the kind of error: its message may hold what no message may hold.
    const error = crash instanceof Error ? crash : new Error();
    if (message.kind === "ask") tell({ kind: "crashed", id: message.id, error: error.name });
    else tell({ kind: "crashed", id: 0, error: `${error.name}: ${error.message}` });
  }
};

function tell(message: FromWorker, transfer: Transferable[] = []): void {
  self.postMessage(message, transfer);
}

async function start({ wasm, stdlib, wheels }: Start): Promise<void> {
  // Pyodide refuses a worker that can import scripts. This one imports none.
  self.importScripts = () => {
    throw new Error("Nothing is imported here.");
  };
  // Pyodide asks for two files by address. They are here, and nothing is asked of the network.
  self.fetch = async (asked) => {
    const name = String(asked instanceof Request ? asked.url : asked);
    if (name.endsWith("python_stdlib.zip")) return new Response(stdlib as BodyInit);
    return new Response(null, { status: 404 });
  };
  const instantiate = WebAssembly.instantiate.bind(WebAssembly);
  WebAssembly.instantiateStreaming = async (_source, imports) => ({ module: wasm, instance: await instantiate(wasm, imports) });
  const quiet = () => undefined;
  python = await loadPyodide({
    indexURL: PLACE,
    stdLibURL: `${PLACE}python_stdlib.zip`,
    lockFileContents: { info: LOCK_INFO, packages: {} } as never,
    packageBaseUrl: PLACE,
    createPyodideModule,
    stdout: quiet,
    stderr: quiet,
  } as never);
  tell({ kind: "step", step: "Unpacking the checks" });
  for (const wheel of wheels) python.unpackArchive(wheel as never, "wheel");
  tell({ kind: "step", step: "Loading the checks" });
  answer = python.pyimport("addin.browser.questions").answer;
  tell({ kind: "ready" });
}

function ask(id: number, question: string, asked: string, contents: Uint8Array[]): void {
  const given = python!.toPy(contents);
  const told = answer!(question, asked, given);
  const [document, content] = told.toJs();
  told.destroy();
  given.destroy();
  tell({ kind: "answer", id, document, content }, [content.buffer as ArrayBuffer]);
}

// What pyodide-lock.json says of the runtime; the build puts it here, the packages it lists are not used.
declare const LOCK_INFO: Record<string, string>;
