/**
 * Feature hashing as the classic module does it, which is Vowpal Wabbit's: it reproduces Microsoft's published row.
 */

/** How Vowpal Wabbit folds the hashes of an n-gram's tokens together. */
const foldFactor = 27942141;

/** Counts the text's 1- to `maxLength`-grams per bucket; there are `2^bits` buckets. */
export function hashFeatures(text: string, { bits = 3, maxLength = 2 } = {}): number[] {
  const buckets = new Array<number>(2 ** bits).fill(0);
  const hashes: number[] = [];
  for (const token of text.replaceAll("\t", " ").split(" ")) if (token !== "") hashes.push(hashToken(token));
  for (let start = 0; start < hashes.length; start += 1) {
    let folded = 0;
    for (let at = start; at < start + maxLength && at < hashes.length; at += 1) {
      // A fold that starts at 0 leaves the first token's hash as it is.
      folded = (Math.imul(folded, foldFactor) + (hashes[at] ?? 0)) >>> 0;
      const bucket = folded & (buckets.length - 1);
      buckets[bucket] = (buckets[bucket] ?? 0) + 1;
    }
  }
  return buckets;
}

/** Words come again and again: their hashes are kept, as many as are worth their memory. */
const known = new Map<string, number>();
const mostKnown = 20_000;
const longestKnown = 40;

function hashToken(token: string): number {
  const kept = known.get(token);
  if (kept !== undefined) return kept;
  const hash = hashNewToken(token);
  if (token.length <= longestKnown) {
    if (known.size >= mostKnown) known.clear();
    known.set(token, hash);
  }
  return hash;
}

/** A token of digits only is its decimal value mod 2^32, any other is hashed. */
function hashNewToken(token: string): number {
  if (!/^[0-9]+$/.test(token)) return murmur3(Buffer.from(token, "utf8"));
  let value = 0;
  for (const digit of token) value = (value * 10 + Number(digit)) % 2 ** 32;
  return value;
}

/** MurmurHash3, x86, 32 bits (Austin Appleby, public domain). */
export function murmur3(bytes: Uint8Array, seed = 0): number {
  const tailStart = bytes.length - (bytes.length % 4);
  let hash = seed;
  for (let at = 0; at < tailStart; at += 4) {
    hash ^= scramble(littleEndian(bytes, at, at + 4));
    hash = Math.imul(rotateLeft(hash, 13), 5) + 0xe6546b64;
  }
  return finish(hash ^ scramble(littleEndian(bytes, tailStart, bytes.length)) ^ bytes.length);
}

function littleEndian(bytes: Uint8Array, from: number, to: number): number {
  let value = 0;
  for (let at = to - 1; at >= from; at -= 1) value = (value << 8) | (bytes[at] ?? 0);
  return value;
}

function scramble(block: number): number {
  return Math.imul(rotateLeft(Math.imul(block, 0xcc9e2d51), 15), 0x1b873593);
}

function finish(hash: number): number {
  const first = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  const second = Math.imul(first ^ (first >>> 13), 0xc2b2ae35);
  return (second ^ (second >>> 16)) >>> 0;
}

function rotateLeft(value: number, count: number): number {
  return (value << count) | (value >>> (32 - count));
}
