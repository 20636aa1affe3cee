import type { Socket } from "node:net";
import { startRawBackend } from "../testing";
import { type ReadRequest, readRequest } from "./read-request";

/** What a backend says to a request: bytes, or nothing for now. It may use the socket as it likes. */
export type Answering = (asked: ReadRequest, socket: Socket) => string | Buffer | undefined;

export interface RecordingBackend {
  url: string;
  port: number;
  /** The requests that came, whole. */
  asked: ReadRequest[];
  /** What came that is no request. */
  strays: string[];
  sockets: Socket[];
  /** All bytes received, per connection. */
  received: Buffer[];
  close(): Promise<void>;
}

const ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n";

/** Bytes are latin1. */
export function bytes(text: string): Buffer {
  return Buffer.from(text, "latin1");
}

/** A backend of bytes with a strict reader of its own; answers `ok`, or as told. */
export async function startRecordingBackend(
  answer: Answering = ({ method }) => (method === "HEAD" ? ok : `${ok}ok`),
): Promise<RecordingBackend> {
  const asked: ReadRequest[] = [];
  const strays: string[] = [];
  const readTo = new Map<Socket, number>();
  const raw = await startRawBackend((socket, soFar) => {
    for (;;) {
      const read = readRequest(soFar, readTo.get(socket) ?? 0);
      if (read === "more") return;
      if ("malformed" in read) return void strays.push(read.malformed);
      readTo.set(socket, read.end);
      asked.push(read);
      const said = answer(read, socket);
      if (said !== undefined) socket.write(typeof said === "string" ? bytes(said) : said);
      if (read.end >= soFar.length) return;
    }
  });
  return { ...raw, asked, strays };
}
