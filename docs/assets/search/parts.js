// Reads the parts of the index, which src/letterbook/search/parts.py writes: a text and columns of numbers.

/** @typedef {{ text: string, columns: Uint32Array[] }} Part */

const NUMBER = 4; // the bytes of a number

/**
 * Read the uncompressed bytes of a part.
 * @param {Uint8Array} bytes
 * @returns {Part}
 */
export function decodePart(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = NUMBER + view.getUint32(0, true);
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes.subarray(NUMBER, at));
  const columns = Array.from({ length: view.getUint8(at) }, () => new Uint32Array());
  at += 1;
  for (const each of columns.keys()) {
    const planes = view.getUint8(at);
    const length = view.getUint32(at + 1, true);
    at += 1 + NUMBER;
    const column = new Uint32Array(length);
    for (let plane = 0; plane < planes; plane++) {
      const shift = 8 * plane;
      for (let row = 0; row < length; row++) column[row] |= bytes[at + row] << shift;
      at += length;
    }
    columns[each] = column;
  }
  if (at !== bytes.length) throw new Error("a part of the index is broken");
  return { text, columns };
}

/**
 * Unpack and read the file of a part. Fails where the file is not whole: gzip has a checksum.
 * @param {Blob} file
 */
export async function unpackPart(file) {
  const stream = file.stream().pipeThrough(new DecompressionStream("gzip"));
  return decodePart(new Uint8Array(await new Response(stream).arrayBuffer()));
}

/**
 * Return the sums of the first, the first two, and so on, of some numbers: `starts[n]` is where the n-th begins.
 * @param {Iterable<number>} numbers
 * @returns {number[]}
 */
export function addUp(numbers) {
  const starts = [0];
  let sum = 0;
  for (const number of numbers) starts.push(sum += number);
  return starts;
}
