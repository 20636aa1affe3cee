/** Arrays whose elements are rows, by the names that lead to them; `*` is any name. */
const rowPaths: readonly (readonly string[])[] = [
  // AzureML's request/response service: tables, and lists of row objects; online endpoints wrap theirs alike.
  ["Inputs", "*", "Values"],
  ["Inputs", "*"],
  // MLflow's scoring server, and AzureML's form of it.
  ["dataframe_split", "data"],
  ["dataframe_records"],
  ["instances"],
  ["inputs"],
  ["input_data", "data"],
  ["input_data"],
  // Scoring scripts.
  ["data"],
];
/** MLflow's table by columns: all are of one length. */
const columnPath: readonly string[] = ["inputs", "*"];

const deepestPath = 3;
const longestName = 256;
const nearBytes = 32;

const quote = 0x22;
const backslash = 0x5c;

/**
 * Counts the rows of a JSON body as its bytes pass, in one look at each byte and without keeping them. What is not
 * JSON gives some number or none, and no error: whether a body is right is the web service's to say.
 */
export class RowCounter {
  #rows = 0;
  #columnRows = 0;
  #found = false;

  #depth = 0;
  /** For each depth that can lead to rows: whether an object is open there, and the name of the value it is at. */
  readonly #isObject: boolean[] = [];
  readonly #names: string[] = [];
  #atName = false;
  #inString = false;
  #escaped = false;
  /** The name being read, byte for byte, or null. */
  #name: string | null = null;
  /** The depth of the array that is being counted, or 0. */
  #countedDepth = 0;
  #isColumn = false;
  #elements = 0;
  #isEmpty = true;
  /** In the chunk at hand, from where it was last looked for; -1 before that. */
  #nextQuote = -1;
  #nextBackslash = -1;
  /** The body is no object or array: it holds no rows. */
  #isHopeless = false;

  /** How many rows there were; null when nothing in the body is a list of rows. */
  get rows(): number | null {
    return this.#found ? this.#rows + this.#columnRows : null;
  }

  push(chunk: Buffer): void {
    this.#nextQuote = -1;
    this.#nextBackslash = -1;
    for (let n = 0; n < chunk.length && !this.#isHopeless; n++) {
      // Most of a body is the inside of texts, of which only the end matters.
      if (this.#inString && !this.#escaped) {
        const end = this.#plainTextEnd(chunk, n);
        if (this.#name !== null) this.#addToName(chunk.toString("latin1", n, Math.min(end, n + longestName)));
        if (end === chunk.length) return;
        n = end;
      }
      const byte = chunk[n] ?? 0;
      if (this.#inString) this.#onStringByte(byte);
      else if (byte > 0x20) this.#onByte(byte);
    }
  }

  /** Where the next quote or backslash is, or the chunk's end. What is near is found fastest here, what is far by the engine. */
  #plainTextEnd(chunk: Buffer, from: number): number {
    const near = Math.min(chunk.length, from + nearBytes);
    for (let n = from; n < near; n++) if (chunk[n] === quote || chunk[n] === backslash) return n;
    if (near === chunk.length) return near;
    // Kept from one text to the next, so that no byte of a chunk is looked for twice.
    if (this.#nextQuote < near) this.#nextQuote = indexOrEnd(chunk, quote, near);
    if (this.#nextBackslash < near) this.#nextBackslash = indexOrEnd(chunk, backslash, near);
    return Math.min(this.#nextQuote, this.#nextBackslash);
  }

  #onStringByte(byte: number): void {
    if (this.#escaped) this.#escaped = false;
    else if (byte === backslash) this.#escaped = true;
    else if (byte === quote) {
      this.#inString = false;
      if (this.#name !== null) {
        this.#names[this.#depth] = this.#name;
        this.#name = null;
      }
      return;
    }
    if (this.#name !== null) this.#addToName(String.fromCharCode(byte));
  }

  #addToName(bytes: string): void {
    if (this.#name !== null && this.#name.length < longestName) this.#name += bytes;
  }

  #onByte(byte: number): void {
    switch (byte) {
      case quote:
        this.#inString = true;
        if (this.#depth === this.#countedDepth) this.#isEmpty = false;
        if (this.#atName && this.#depth <= deepestPath) this.#name = "";
        break;
      case 0x7b: // {
        this.#open(true);
        break;
      case 0x5b: // [
        this.#open(false);
        break;
      case 0x7d: // }
      case 0x5d: // ]
        this.#close();
        break;
      case 0x2c: // ,
        if (this.#depth === this.#countedDepth) this.#elements++;
        else this.#atName = this.#depth <= deepestPath && this.#isObject[this.#depth] === true;
        break;
      case 0x3a: // :
        this.#atName = false;
        break;
      default:
        if (this.#depth === this.#countedDepth) this.#isEmpty = false;
        // A byte order mark may come first.
        if (this.#depth === 0 && byte < 0x80) this.#isHopeless = true;
    }
  }

  #open(isObject: boolean): void {
    if (this.#depth === this.#countedDepth) this.#isEmpty = false;
    if (!isObject && this.#countedDepth === 0 && this.#depth > 0 && this.#depth <= deepestPath) {
      this.#isColumn = this.#isAt(columnPath);
      if (this.#isColumn || rowPaths.some((path) => this.#isAt(path))) {
        this.#countedDepth = this.#depth + 1;
        this.#elements = 0;
        this.#isEmpty = true;
      }
    }
    this.#depth++;
    if (this.#depth > deepestPath) {
      this.#atName = false;
      return;
    }
    this.#isObject[this.#depth] = isObject;
    this.#atName = isObject;
  }

  #close(): void {
    if (this.#depth === this.#countedDepth && this.#depth > 0) {
      const rows = this.#isEmpty ? 0 : this.#elements + 1;
      if (this.#isColumn) this.#columnRows = Math.max(this.#columnRows, rows);
      else this.#rows += rows;
      this.#found = true;
      this.#countedDepth = 0;
    }
    this.#atName = false;
    if (this.#depth > 0) this.#depth--;
  }

  /** Whether the value that begins now is where a path leads: every step on the way is an object's named value. */
  #isAt(path: readonly string[]): boolean {
    if (path.length !== this.#depth) return false;
    return path.every(
      (name, n) => this.#isObject[n + 1] === true && (name === "*" || this.#names[n + 1] === name),
    );
  }
}

function indexOrEnd(chunk: Buffer, byte: number, from: number): number {
  const found = chunk.indexOf(byte, from);
  return found === -1 ? chunk.length : found;
}

const json = /\bjson\b/i;
const compressed = /gzip|deflate|br|zstd|compress/i;

/** A counter for a request's body, or null where its headers say that it is no JSON that can be read here. */
export function rowCounterFor(headers: readonly string[]): RowCounter | null {
  let isJson = false;
  for (let n = 0; n < headers.length; n += 2) {
    const name = headers[n] ?? "";
    const length = name.length;
    if (length === 12 && name.toLowerCase() === "content-type") isJson = json.test(headers[n + 1] ?? "");
    else if (
      length === 16 &&
      name.toLowerCase() === "content-encoding" &&
      compressed.test(headers[n + 1] ?? "")
    )
      return null;
  }
  return isJson ? new RowCounter() : null;
}
