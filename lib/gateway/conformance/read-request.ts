/**
 * A reader of requests as strict as the grammar (RFC 9112), and no relation of the parser that the gateway runs on:
 * what it makes of the backend's bytes is a second opinion.
 */
export interface ReadRequest {
  method: string;
  target: string;
  /** Name, value, name, value, as received. */
  headers: string[];
  /** The value of a header; several joined by a bar. */
  header(name: string): string | undefined;
  body: Buffer;
  /** Where the next request begins. */
  end: number;
}

const startLine = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+) ([\x21-\xff]+) HTTP\/1\.1$/;
const headerLine = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([\t\x20-\x7e\x80-\xff]*?)[ \t]*$/;

/** One whole request from `start`; "more" when it is not all there yet, else why it is none. */
export function readRequest(bytes: Buffer, start: number): ReadRequest | "more" | { malformed: string } {
  const split = bytes.indexOf("\r\n\r\n", start);
  if (split === -1) return "more";
  const [first = "", ...lines] = bytes.toString("latin1", start, split).split("\r\n");
  const [, method = "", target = ""] = startLine.exec(first) ?? [];
  if (method === "") return { malformed: `the line ${JSON.stringify(first)}` };
  const headers: string[] = [];
  for (const line of lines) {
    const [, name, value = ""] = headerLine.exec(line) ?? [];
    if (name === undefined) return { malformed: `the header ${JSON.stringify(line)}` };
    headers.push(name, value);
  }
  const header = (name: string): string | undefined => joinedValue(headers, name);
  const length = header("content-length");
  const coding = header("transfer-encoding");
  if (length !== undefined && coding !== undefined) return { malformed: "a length beside a coding" };
  if (coding !== undefined && coding !== "chunked") return { malformed: `the coding ${coding}` };
  if (length !== undefined && !/^\d+$/.test(length)) return { malformed: `the length ${length}` };
  const body =
    coding === undefined ? readSized(bytes, split + 4, Number(length ?? 0)) : readChunked(bytes, split + 4);
  if (body === "more" || "malformed" in body) return body;
  return { method, target, headers, header, ...body };
}

export function joinedValue(headers: readonly string[], name: string): string | undefined {
  const values = headers.filter(
    (_, n) => n % 2 === 1 && headers[n - 1]?.toLowerCase() === name.toLowerCase(),
  );
  return values.length === 0 ? undefined : values.join("|");
}

type ReadBody = Pick<ReadRequest, "body" | "end"> | "more" | { malformed: string };

function readSized(bytes: Buffer, start: number, length: number): ReadBody {
  const end = start + length;
  return bytes.length < end ? "more" : { body: bytes.subarray(start, end), end };
}

function readChunked(bytes: Buffer, start: number): ReadBody {
  const chunks: Buffer[] = [];
  for (let at = start; ; ) {
    const lineEnd = bytes.indexOf("\r\n", at);
    if (lineEnd === -1) return "more";
    const size = bytes.toString("latin1", at, lineEnd);
    if (!/^[0-9A-Fa-f]+$/.test(size)) return { malformed: `the chunk size ${JSON.stringify(size)}` };
    const from = lineEnd + 2;
    const to = from + Number.parseInt(size, 16);
    if (bytes.length < to + 2) return "more";
    if (bytes.toString("latin1", to, to + 2) !== "\r\n") return { malformed: "a chunk's end" };
    if (to === from) return { body: Buffer.concat(chunks), end: to + 2 };
    chunks.push(bytes.subarray(from, to));
    at = to + 2;
  }
}
