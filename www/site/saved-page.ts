// Read a saved page: its text in the encoding it declares, and the address it was saved from.

/** How far into a page the HTML standard looks for the declaration of its encoding. */
const declarationWithin = 1024;
/** Browsers write the address into the first comment; a page's own text may come soon after. */
const addressWithin = 4096;

/** What browsers guess where nothing is declared and the bytes are not UTF-8. */
const oldEncoding = "windows-1252";

export async function readSavedPage(file: File): Promise<string> {
  let bytes: ArrayBuffer;
  try {
    bytes = await file.arrayBuffer();
  } catch (cause) {
    throw new Error(`The file “${file.name}” could not be read.`, { cause });
  }
  const html = decode(bytes);
  if (/\.mht(?:ml)?$/i.test(file.name)) {
    throw new Error("This is a web archive (MHTML). Save the page as HTML and choose that file.");
  }
  if (html.includes("\0")) throw new Error(`The file “${file.name}” is not a saved HTML page.`);
  return html;
}

function decode(bytes: ArrayBuffer): string {
  const head = new TextDecoder("latin1").decode(bytes.slice(0, declarationWithin));
  const declared = byteOrderMark(bytes) ?? /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)/i.exec(head)?.[1];
  return decodeAs(bytes, declared ?? "utf-8") ?? new TextDecoder(oldEncoding).decode(bytes);
}

function byteOrderMark(bytes: ArrayBuffer): string | undefined {
  const [first, second] = new Uint8Array(bytes.slice(0, 2));
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  return undefined;
}

function decodeAs(bytes: ArrayBuffer, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The address that a browser wrote into the page when it saved it, or an empty string. */
export function addressIn(html: string): string {
  const head = html.slice(0, addressWithin);
  // Chromium writes "saved from url=(0031)https://…", SingleFile "url: https://…".
  const address = /<!--[^>]*?\burl(?:=\(\d+\)|:)\s*(https?:\/\/[^\s>]+)/i.exec(head)?.[1];
  return address && URL.canParse(address) ? address : "";
}
