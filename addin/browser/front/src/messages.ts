// What the page and Python say to each other.

export interface Start {
  kind: "start";
  wasm: WebAssembly.Module;
  stdlib: Uint8Array;
  wheels: Uint8Array[];
}

export interface Ask {
  kind: "ask";
  id: number;
  question: string;
  /** A JSON object. */
  asked: string;
  contents: Uint8Array[];
}

export type ToWorker = Start | Ask;

export type FromWorker =
  | { kind: "step"; step: string }
  | { kind: "ready" }
  | { kind: "answer"; id: number; document: string; content: Uint8Array }
  | { kind: "crashed"; id: number; error: string };
