import { Duplex } from "node:stream";
import { expect, it } from "vitest";
import { dropContinue } from "./drop-continue";

/** What is read of these pieces, each asked for as it comes, after a request's head was written. */
function readOf(pieces: string[], wrote = "GET / HTTP/1.1\r\nhost: a\r\n\r\n"): string {
  const waiting: Buffer[] = [];
  const socket = Object.assign(new Duplex(), {
    write: () => true,
    read: () => waiting.shift() ?? null,
  });
  // A socket as far as it is asked: write and read.
  dropContinue(socket as never);
  socket.write(wrote);
  let got = "";
  for (const piece of pieces) {
    waiting.push(Buffer.from(piece));
    for (let chunk: unknown = socket.read(); chunk !== null; chunk = socket.read()) got += String(chunk);
  }
  return got;
}

const interim = "HTTP/1.1 100 Continue\r\nX: 1\r\n\r\n";
const answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

it.each([
  ["in one piece", [interim + interim + answer]],
  ["alone", [interim, answer]],
  ["byte by byte", [...(interim + answer)]],
])("an interim answer is taken out, %s", (_, pieces) => {
  expect(readOf(pieces)).toBe(answer);
});

it("what looks like one further on is a body's and stays", () => {
  expect(readOf([answer, interim])).toBe(answer + interim);
  expect(readOf([interim], "body of HTTP/1.1")).toBe(interim);
});

it("one without an end is not collected for ever", () => {
  expect(readOf([`HTTP/1.1 100 ${"x".repeat(70_000)}`])).toHaveLength(70_013);
});
