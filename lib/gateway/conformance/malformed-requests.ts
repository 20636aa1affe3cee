/** Requests broken on purpose: valid ones, each changed a few times at random places. The same seed gives the same bytes. */
import { key } from "../testing";

const auth = `Host: portal.test\r\nOcp-Apim-Subscription-Key: ${key}\r\n`;

/** What they begin as; `{at}` is where the API is. */
const valid = [
  `GET {at}/x?a=1&b=%20 HTTP/1.1\r\n${auth}Accept: */*\r\n\r\n`,
  `POST {at}/x HTTP/1.1\r\n${auth}Content-Type: application/json\r\nContent-Length: 11\r\n\r\n{"a":[1,2]}`,
  `POST {at}/x HTTP/1.1\r\n${auth}Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6;e=1\r\n world\r\n0\r\n\r\n`,
  `PUT {at}/x HTTP/1.1\r\n${auth}Trailer: X-T\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\nX-T: 1\r\n\r\n`,
  `HEAD {at}/x/y/z HTTP/1.1\r\n${auth}Connection: keep-alive, X-A\r\nX-A: 1\r\n\r\n`,
  `POST {at}/x HTTP/1.1\r\n${auth}Expect: 100-continue\r\nContent-Length: 2\r\n\r\nhi`,
  `GET http://localhost:{port}{at}/x HTTP/1.1\r\n${auth}\r\n`,
  `GET {at}/old HTTP/1.0\r\n${auth}Connection: keep-alive\r\n\r\n`,
  `GET {at}/1 HTTP/1.1\r\n${auth}\r\nPOST {at}/2 HTTP/1.1\r\n${auth}Content-Length: 3\r\n\r\nabcGET {at}/3 HTTP/1.1\r\n${auth}\r\n`,
  `OPTIONS {at}/x HTTP/1.1\r\n${auth}Origin: https://a.test\r\nAccess-Control-Request-Method: PUT\r\n\r\n`,
  `DELETE {at}/%2e/caf%C3%A9;v=1/ HTTP/1.1\r\n${auth}Cookie: a=1; next-auth.x=2\r\nVia: 1.1 edge\r\n\r\n`,
];

/** What parsers have stumbled over. */
const nasty = [
  ..."\r\n\0\t :;,\v\f\x7f\x80\xff",
  ..."\r\n\r\n|\r\r\n|\n\n|\r\n |0\r\n\r\n|5\r\n|ffffffffffffffff\r\n|+1|-1|0x5|1_0|%00|%2e%2e/|../|\\..\\|//|#|*".split(
    "|",
  ),
  "Content-Length: 0\r\n",
  "Content-Length: 5\r\n",
  "Content-Length : 5\r\n",
  "Content-Length: 5, 6\r\n",
  "content_length: 5\r\n",
  "Transfer-Encoding: chunked\r\n",
  "Transfer-Encoding: xchunked\r\n",
  "Transfer-Encoding:\x0bchunked\r\n",
  "Transfer-Encoding: chunked, identity\r\n",
  "Transfer-Encoding\t: chunked\r\n",
  " Transfer-Encoding: chunked\r\n",
  "Connection: close\r\n",
  "Connection: upgrade\r\nUpgrade: websocket\r\n",
  "Upgrade: h2c\r\n",
  "Expect: 100-continue\r\n",
  "Expect: x\r\n",
  "Host: evil.test\r\n",
  "X: \xff\xfe\r\n",
  `GET {at}/smuggled HTTP/1.1\r\n${auth}\r\n`,
  `0\r\n\r\nGET {at}/smuggled HTTP/1.1\r\n${auth}\r\n`,
  "HTTP/1.1",
  "HTTP/1.0",
  "HTTP/2.0",
  "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
  "\x16\x03\x01\x02\x00",
  "A".repeat(9_000),
  `X-Long: ${"b".repeat(17_000)}\r\n`,
  "a:\r\n".repeat(300),
];

export type Random = () => number;

/** Numbers from 0 to 1 (mulberry32), the same for the same seed. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Change = (text: string, random: Random) => string;

function below(random: Random, limit: number): number {
  return Math.floor(random() * limit);
}

function pick<T>(random: Random, from: readonly T[], otherwise: T): T {
  return from[below(random, from.length)] ?? otherwise;
}

/** A place in the text: anywhere, or where a line begins, for that is where structure breaks. */
function place(text: string, random: Random): number {
  if (random() < 0.5) return below(random, text.length + 1);
  const starts = [...text.matchAll(/\r\n/g)].map(({ index }) => index + 2);
  return pick(random, starts, 0);
}

const changes: Change[] = [
  (text, random) => splice(text, place(text, random), 0, pick(random, nasty, "")),
  (text, random) => splice(text, place(text, random), 0, pick(random, nasty, "")),
  (text, random) => splice(text, place(text, random), 1, String.fromCharCode(below(random, 256))),
  (text, random) => splice(text, place(text, random), 1 + below(random, 12), ""),
  (text, random) => text.slice(0, place(text, random)),
  (text, random) => {
    const from = place(text, random);
    return splice(text, place(text, random), 0, text.slice(from, from + 1 + below(random, 60)));
  },
  (text, random) => {
    const lines = text.split("\r\n");
    const [taken = ""] = lines.splice(below(random, lines.length), 1);
    lines.splice(below(random, lines.length + 1), 0, taken);
    return lines.join("\r\n");
  },
  (text, random) => text.replace(/\d+(?=\r\n)/, (digits) => String(Number(digits) + below(random, 9) - 4)),
  (text, random) => text.replace("\r\n", pick(random, ["\n", "\r", "\r\r\n", " \r\n", "\0\r\n"], "\n")),
  (text, random) => {
    const from = place(text, random);
    const line = text.slice(from, from + 1 + below(random, 30));
    return splice(text, from, line.length, random() < 0.5 ? line.toUpperCase() : line.toLowerCase());
  },
];

function splice(text: string, at: number, taken: number, added: string): string {
  return text.slice(0, at) + added + text.slice(at + taken);
}

export interface Place {
  /** Where the API is below the listener: `/gateway/demo` or `/demo`. */
  at: string;
  port: number;
}

/** One request, changed one to four times. */
export function malformedRequest(random: Random, { at, port }: Place): Buffer {
  const written = (template: string): string =>
    template.replaceAll("{at}", at).replaceAll("{port}", String(port));
  let text = written(pick(random, valid, ""));
  for (let left = 1 + below(random, 4); left > 0; left--) {
    text = written(pick(random, changes, (same: string) => same)(text, random));
  }
  return Buffer.from(text, "latin1");
}
