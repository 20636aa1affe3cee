import { expect, it } from "vitest";
import { ReceivedBody } from "./received-body";

function received(...chunks: (string | number[])[]): ReceivedBody {
  const body = new ReceivedBody();
  for (const chunk of chunks) {
    body.append(typeof chunk === "string" ? new TextEncoder().encode(chunk) : new Uint8Array(chunk));
  }
  return body;
}

it("gives the text of what came, across pieces and characters that were cut", () => {
  const body = received([0xc4], [0x8d, 0x61], "b");
  expect(body.size).toBe(4);
  expect(body.text("utf-8", 100)).toEqual({ text: "čab", whole: true });
});

it("reads no further than asked, and never half a character", () => {
  const body = received("ab", "č", "d");
  expect(body.text("utf-8", 3)).toEqual({ text: "ab", whole: false });
  expect(body.text("utf-8", 4)).toEqual({ text: "abč", whole: false });
});

it("shows the last whole lines of a stream", () => {
  const body = received("data: 1\n\n", "data: 2\n\n", "data: 3\n\n");
  expect(body.tail("utf-8", 1_000)).toBe("data: 1\n\ndata: 2\n\ndata: 3\n\n");
  expect(body.tail("utf-8", 12)).toBe("\ndata: 3\n\n");
});

it("reads other charsets, and takes one it does not know for UTF-8", () => {
  expect(received([0xe8]).text("windows-1250", 10).text).toBe("č");
  expect(received("č").text("no-such", 10).text).toBe("č");
});

it("keeps every byte for the download", async () => {
  const blob = received([0, 255], [10]).blob("application/octet-stream");
  expect([...new Uint8Array(await blob.arrayBuffer())]).toEqual([0, 255, 10]);
});
