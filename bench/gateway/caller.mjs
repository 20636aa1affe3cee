// One connection that calls, reads the whole answer, and calls again.
import { connect } from "node:net";

export class Caller {
  isOpen = false;
  #socket;
  #port;
  #bytes;
  #slots;
  #tally;
  #sinceMs = 0;
  #answered = null;
  #got = [];
  #size = 0;
  #wanted = -1;

  constructor({ port, bytes, slots, tally }) {
    this.#port = port;
    // Its own copy: it writes its numbers into it.
    this.#bytes = slots.length > 0 ? Buffer.from(bytes) : bytes;
    this.#slots = slots;
    this.#tally = tally;
  }

  open() {
    return new Promise((resolve, reject) => {
      this.#socket = connect(this.#port, "127.0.0.1", () => {
        this.isOpen = true;
        resolve();
      });
      this.#socket.setNoDelay(true);
      this.#socket.on("data", (chunk) => this.#read(chunk));
      this.#socket.on("error", reject);
      this.#socket.on("close", () => {
        this.isOpen = false;
        if (this.#answered !== null) this.#finish(false);
      });
    });
  }

  /** Answers when the call is over, well or not. `sinceMs` is when its time began. */
  call(sinceMs) {
    this.#sinceMs = sinceMs;
    for (const { at, width, count } of this.#slots) {
      this.#bytes.write(String(Math.floor(Math.random() * count)).padStart(width, "0"), at, "latin1");
    }
    return new Promise((resolve) => {
      this.#answered = resolve;
      this.#socket.write(this.#bytes);
    });
  }

  close() {
    this.#socket.end();
  }

  #read(chunk) {
    this.#got.push(chunk);
    this.#size += chunk.length;
    if (this.#wanted === -1) {
      this.#wanted = lengthOf(this.#got.length === 1 ? chunk : Buffer.concat(this.#got));
    }
    const isWhole =
      this.#wanted === chunked ? endsChunked(chunk) : this.#wanted >= 0 && this.#size >= this.#wanted;
    if (!isWhole || this.#answered === null) return;
    const isGood = this.#got[0].toString("latin1", 9, 12) === "200";
    this.#got = [];
    this.#size = 0;
    this.#wanted = -1;
    this.#finish(isGood);
  }

  #finish(isGood) {
    if (isGood) this.#tally.calls++;
    else this.#tally.failures++;
    this.#tally.latencies.push(performance.now() - this.#sinceMs);
    const answered = this.#answered;
    this.#answered = null;
    answered();
  }
}

const chunked = -2;

/** The whole answer's length; -1 while its head is not whole. */
function lengthOf(answer) {
  const end = answer.indexOf("\r\n\r\n");
  if (end === -1) return -1;
  const head = answer.toString("latin1", 0, end);
  const length = /\r\ncontent-length: *(\d+)/i.exec(head);
  return length ? end + 4 + Number(length[1]) : chunked;
}

function endsChunked(chunk) {
  return chunk.subarray(-5).toString("latin1") === "0\r\n\r\n";
}
