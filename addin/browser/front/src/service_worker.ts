// Answers the page's own requests from what was kept of this version; what was kept of others goes.

const worker = self as unknown as ServiceWorkerGlobalScope;

// Another build is another script, by which the browser sees that there is something new.
declare const CACHE: string;
const NAME = CACHE;
const SHELL = ["./", "app.js", "app.css"];

worker.addEventListener("install", (event) => {
  event.waitUntil(
    (async () => {
      const cache = await caches.open(NAME);
      await cache.addAll(SHELL.map((address) => new Request(address, { cache: "reload" })));
      await worker.skipWaiting();
    })(),
  );
});

worker.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      const others = (await caches.keys()).filter((name) => name.startsWith("scrt-") && name !== NAME);
      await Promise.all(others.map((name) => caches.delete(name)));
      await worker.clients.claim();
    })(),
  );
});

worker.addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  const isPage = event.request.mode === "navigate";
  event.respondWith(
    (async () => {
      const kept = await (await caches.open(NAME)).match(isPage ? "./" : event.request, { ignoreSearch: isPage });
      return kept ?? (await fetch(event.request));
    })(),
  );
});

export {};
