// What leaves the page, and only by the user's own hand: a file that is saved, a text that is copied.

const KINDS: Record<string, string> = {
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  csv: "text/csv",
  json: "application/json",
  toml: "text/plain",
};

/** Let the browser save a file. */
export function download(name: string, content: Uint8Array): void {
  const kind = KINDS[name.slice(name.lastIndexOf(".") + 1)] ?? "application/octet-stream";
  const address = URL.createObjectURL(new Blob([content as BlobPart], { type: kind }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Put a text on the clipboard; over plain http the browser offers an older way alone. */
export async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const held = document.createElement("textarea");
    held.value = text;
    held.setAttribute("readonly", "");
    held.className = "nhsuk-u-visually-hidden";
    document.body.append(held);
    const before = document.activeElement as HTMLElement | null;
    held.select();
    const done = document.execCommand("copy");
    held.remove();
    before?.focus();
    return done;
  }
}
