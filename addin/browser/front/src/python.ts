// Python as the page sees it: questions and answers, one at a time; it can be stopped, and starts again by itself.

import type { FromWorker, ToWorker } from "./messages";

export interface Told<Document> {
  document: Document;
  content: Uint8Array;
}

/** Python answered in one sentence why not. */
export class Refused extends Error {}
/** The user stopped it. */
export class Stopped extends Error {}
/** Python itself broke, which a file of some kind may bring about; it starts again for the next question. */
export class Broken extends Error {}

interface Waiting {
  id: number;
  resolve: (told: Told<never>) => void;
  reject: (reason: Error) => void;
}

export class Python {
  private worker: Worker | null = null;
  private ready: Promise<void> | null = null;
  private failed: (reason: Error) => void = () => undefined;
  private waiting: Waiting | null = null;
  private queue: Promise<unknown> = Promise.resolve();
  private asked = 0;

  private constructor(
    private readonly code: Blob,
    private readonly wasm: WebAssembly.Module,
    private readonly stdlib: Uint8Array,
    private readonly wheels: Uint8Array[],
    private readonly onStep: (step: string) => void,
  ) {}

  /** Start Python from the parts of the page. */
  static async started(parts: Map<string, Uint8Array>, onStep: (step: string) => void): Promise<Python> {
    onStep("Preparing Python");
    const wasm = new Response(parts.get("pyodide.asm.wasm") as BodyInit, { headers: { "Content-Type": "application/wasm" } });
    const wheels = [...parts].filter(([name]) => name.endsWith(".whl")).map(([, bytes]) => bytes);
    const code = new Blob([parts.get("worker.js") as BlobPart], { type: "text/javascript" });
    const python = new Python(
      code,
      await WebAssembly.compileStreaming(wasm),
      parts.get("python_stdlib.zip")!,
      wheels,
      onStep,
    );
    onStep("Starting Python");
    await python.start();
    return python;
  }

  /** Ask a question; questions are answered in their order. */
  ask<Document>(question: string, asked: object, contents: Uint8Array[] = []): Promise<Told<Document>> {
    const told = this.queue.then(() => this.put<Document>(question, asked, contents));
    this.queue = told.catch(() => undefined);
    return told;
  }

  /** Stop what is being worked on; Python starts again at once. */
  stop(): void {
    const waiting = this.waiting;
    if (!waiting) return;
    this.end(new Stopped());
    void this.start().catch(() => undefined);
  }

  private async put<Document>(question: string, asked: object, contents: Uint8Array[]): Promise<Told<Document>> {
    await (this.ready ?? this.start());
    return await new Promise((resolve, reject) => {
      const id = ++this.asked;
      this.waiting = { id, resolve: resolve as Waiting["resolve"], reject };
      this.send({ kind: "ask", id, question, asked: JSON.stringify(asked), contents });
    });
  }

  private start(): Promise<void> {
    // A worker from a blob has the page's own policy. In a file that was opened by double click it cannot be a module.
    const address = URL.createObjectURL(this.code);
    const worker = new Worker(address);
    this.worker = worker;
    this.ready = new Promise((resolve, reject) => {
      this.failed = reject;
      worker.onmessage = (event: MessageEvent<FromWorker>) => {
        if (this.worker !== worker) return;
        if (event.data.kind === "ready") {
          URL.revokeObjectURL(address);
          resolve();
        } else this.hear(event.data);
      };
      worker.onerror = (event) => {
        event.preventDefault();
        if (this.worker === worker) this.end(new Broken("Error"));
      };
    });
    this.send({ kind: "start", wasm: this.wasm, stdlib: this.stdlib, wheels: this.wheels });
    return this.ready;
  }

  private send(message: ToWorker): void {
    this.worker!.postMessage(message);
  }

  private hear(message: FromWorker): void {
    if (message.kind === "step") this.onStep(message.step);
    else if (message.kind === "crashed") this.end(new Broken(message.error));
    else if (message.kind === "answer" && this.waiting?.id === message.id) {
      const { resolve, reject } = this.waiting;
      this.waiting = null;
      const document = JSON.parse(message.document) as { refused?: string };
      if (document.refused !== undefined) reject(new Refused(document.refused));
      else resolve({ document: document as never, content: message.content });
    }
  }

  private end(reason: Error): void {
    this.worker?.terminate();
    this.worker = null;
    this.ready = null;
    this.failed(reason);
    this.waiting?.reject(reason);
    this.waiting = null;
  }
}
