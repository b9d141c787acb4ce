// Working with the network cable out: a service worker keeps this page's own files, and nothing else.

/** Install it where the browser allows it, and say so where it does not; the page works either way. */
export async function installOffline(): Promise<void> {
  const place = document.getElementById("offline")!;
  if (location.protocol === "file:") {
    place.textContent = "This file works without any network.";
    return;
  }
  if (!window.isSecureContext || !("serviceWorker" in navigator)) {
    place.textContent = "Working offline is unavailable here, because this address is not https.";
    return;
  }
  if (navigator.serviceWorker.controller) {
    navigator.serviceWorker.addEventListener("controllerchange", () => {
      place.textContent = "There is a newer version of this page: reload it to use that.";
    });
  }
  try {
    await navigator.serviceWorker.register("service-worker.js");
    await Promise.race([navigator.serviceWorker.ready, new Promise((resolve) => setTimeout(resolve, 10_000))]);
    place.textContent = "It works offline once it has loaded.";
  } catch {
    place.textContent = "Working offline is unavailable, because this browser does not allow it here.";
  }
}
