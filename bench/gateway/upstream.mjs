// The web service that all contenders forward to: as little work as HTTP/1.1 allows, so that it is never the bottleneck.
import { createServer } from "node:net";

const body = JSON.stringify({
  Results: {
    output1: {
      type: "table",
      value: {
        ColumnNames: ["Col2", ...Array.from({ length: 8 }, (_, n) => `Col2_HashingFeature.${n}`)],
        Values: [["This is a good day", "1", "1", "2", "2", "0", "2", "0", "1"]],
      },
    },
  },
});
const answer = Buffer.from(
  [
    "HTTP/1.1 200 OK",
    "Content-Type: application/json; charset=utf-8",
    `Content-Length: ${body.length}`,
    "Date: Sun, 22 Nov 2026 00:00:00 GMT",
    "x-ms-request-id: 00000000-0000-0000-0000-000000000000",
    "Cache-Control: no-cache",
    "",
    body,
  ].join("\r\n"),
);

const server = createServer((socket) => {
  socket.setNoDelay(true);
  socket.on("error", () => socket.destroy());
  let head = "";
  let wanted = -1;
  socket.on("data", (chunk) => {
    let at = 0;
    while (at < chunk.length) {
      if (wanted < 0) {
        head += chunk.toString("latin1", at);
        const end = head.indexOf("\r\n\r\n");
        if (end === -1) return;
        at = chunk.length - (head.length - end - 4);
        const length = /\r\ncontent-length: *(\d+)/i.exec(head.slice(0, end + 2));
        wanted = length ? Number(length[1]) : 0;
        head = "";
      }
      const taken = Math.min(wanted, chunk.length - at);
      wanted -= taken;
      at += taken;
      if (wanted > 0) return;
      wanted = -1;
      socket.write(answer);
    }
  });
});
server.listen(0, "127.0.0.1", () => process.send?.({ port: server.address().port }));
process.on("disconnect", () => process.exit(0));
