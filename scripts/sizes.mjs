// Measure a file as it is sent: raw, gzip and brotli.
import { readFileSync } from "node:fs";
import { brotliCompressSync, gzipSync } from "node:zlib";

/**
 * @param {string[]} files measured as if sent one by one
 * @returns {{ raw: number, gzip: number, brotli: number }} bytes
 */
export function sizesOf(...files) {
  const sum = { raw: 0, gzip: 0, brotli: 0 };
  for (const bytes of files.map((file) => readFileSync(file))) {
    sum.raw += bytes.length;
    sum.gzip += gzipSync(bytes, { level: 9 }).length;
    sum.brotli += brotliCompressSync(bytes).length;
  }
  return sum;
}

/** @param {{ raw: number, gzip: number, brotli: number }} sizes */
export function sizesInWords({ raw, gzip, brotli }) {
  return `${kilobytes(raw)} kB, gzip ${kilobytes(gzip)} kB, brotli ${kilobytes(brotli)} kB`;
}

/** @param {number} bytes */
function kilobytes(bytes) {
  return (bytes / 1000).toFixed(1);
}
