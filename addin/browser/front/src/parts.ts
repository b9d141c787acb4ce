// What the page is made of, brought into memory once: from the page's own address, or out of the single file.

export interface Part {
  name: string;
  /** Bytes as they lie in the folder or the file. */
  size: number;
  gzip: boolean;
  /** "sha256-...", checked by the browser. */
  integrity: string;
  /** Address below the page's own, or empty where the part stands in the page itself. */
  href: string;
}

export interface Edition {
  version: string;
  built: string;
  parts: Part[];
}

/** What the build wrote into the page about itself. */
export function edition(): Edition {
  return JSON.parse(document.getElementById("edition")!.textContent!) as Edition;
}

/** Why the page could not be loaded, in one sentence. */
export class NotLoaded extends Error {}

export type Progress = (loaded: number, total: number) => void;

/** Bring all parts into memory, unpacked, telling after each piece how many bytes are there. */
export async function loadParts(told: Edition, progress: Progress): Promise<Map<string, Uint8Array>> {
  const total = told.parts.reduce((sum, part) => sum + part.size, 0);
  let loaded = 0;
  const add = (bytes: number) => progress((loaded += bytes), total);
  const cache = await cacheOf(told);
  const brought = await Promise.all(
    told.parts.map(async (part) => {
      const packed = part.href ? await fetched(part, cache, add) : await inThePage(part, add);
      return [part.name, part.gzip ? await unpacked(packed) : packed] as const;
    }),
  );
  return new Map(brought);
}

export function cacheName(told: Edition): string {
  return `scrt-${told.built}`;
}

/** The browser's store of this page's own files; there is none over plain http or in a file. */
async function cacheOf(told: Edition): Promise<Cache | null> {
  if (!window.isSecureContext || location.protocol === "file:" || !("caches" in window)) return null;
  try {
    return await caches.open(cacheName(told));
  } catch {
    return null; // Switched off here: the page works all the same, online.
  }
}

async function fetched(part: Part, cache: Cache | null, add: (bytes: number) => void): Promise<Uint8Array> {
  const kept = await cache?.match(part.href);
  let answer: Response;
  try {
    answer = kept ?? (await fetch(part.href, { integrity: part.integrity, credentials: "omit" }));
  } catch {
    throw new NotLoaded(`${part.name} could not be loaded as it was built. Please check the network, and reload the page.`);
  }
  if (!answer.ok || !answer.body) {
    throw new NotLoaded(`${part.name} is not there (${answer.status}). Please tell whoever put this page up.`);
  }
  if (!kept) await cache?.put(part.href, answer.clone()).catch(() => undefined);
  const bytes = new Uint8Array(part.size);
  let at = 0;
  const reader = answer.body.getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    if (at + piece.value.length > bytes.length) throw damaged(part);
    bytes.set(piece.value, at);
    at += piece.value.length;
    add(piece.value.length);
  }
  if (at !== bytes.length) throw damaged(part);
  return bytes;
}

function damaged(part: Part): NotLoaded {
  return new NotLoaded(`${part.name} is not as it was built. Please reload the page; if it stays, tell whoever put it up.`);
}

async function inThePage(part: Part, add: (bytes: number) => void): Promise<Uint8Array> {
  const block = document.getElementById(`part:${part.name}`);
  const text = block?.textContent ?? "";
  block?.remove();
  const bytes = new Uint8Array(part.size);
  let at = 0;
  const step = 4 * 1024 * 256;
  for (let from = 0; from < text.length; from += step) {
    const piece = atob(text.slice(from, from + step));
    if (at + piece.length > bytes.length) throw damaged(part);
    for (let index = 0; index < piece.length; index++) bytes[at + index] = piece.charCodeAt(index);
    at += piece.length;
    add(piece.length);
    await new Promise((resolve) => setTimeout(resolve)); // The bar moves meanwhile.
  }
  if (at !== bytes.length) throw damaged(part);
  return bytes;
}

async function unpacked(packed: Uint8Array): Promise<Uint8Array> {
  const stream = new Blob([packed as BlobPart]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
