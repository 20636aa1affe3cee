// Backends that behave, and backends that do not. A process of their own; says its ports over IPC.
import { createServer } from "node:http";
import { createServer as createTcpServer } from "node:net";

const small = Buffer.from('{"ok":true}');

/** Answers; `/download?bytes=` sends that much, and an upload is read and counted. */
const good = createServer((req, res) => {
  const bytes = Number(new URL(req.url, "http://a").searchParams.get("bytes") ?? 0);
  if (bytes === 0) {
    let received = 0;
    req.on("data", (chunk) => {
      received += chunk.length;
    });
    req.on("end", () => {
      res.setHeader("X-Received", String(received));
      res.end(small);
    });
    // Slow to read what is large.
    if (Number(req.headers["content-length"] ?? 0) > 1e8) {
      const pause = setInterval(() => {
        req.pause();
        setTimeout(() => req.resume(), 20);
      }, 100);
      req.on("close", () => clearInterval(pause));
    }
    return;
  }
  const chunk = Buffer.alloc(256 * 1024, 1);
  res.writeHead(200, { "Content-Length": bytes });
  let sent = 0;
  const pump = () => {
    while (sent < bytes) {
      const part = chunk.subarray(0, Math.min(chunk.length, bytes - sent));
      sent += part.length;
      if (!res.write(part)) return void res.once("drain", pump);
    }
    res.end();
  };
  pump();
});

/** Takes the connection and the request, and says nothing. */
const hung = createTcpServer((socket) => socket.on("error", () => {}).resume());

/** Begins an answer and breaks it off. */
const reset = createTcpServer((socket) => {
  socket.on("error", () => {});
  socket.once("data", () => {
    socket.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\npart");
    setTimeout(() => socket.resetAndDestroy(), 20);
  });
});

/** Nobody listens there: taken, asked for its number, let go. */
const refused = createTcpServer();

const listen = (server) =>
  new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server.address().port)));

const ports = {
  good: await listen(good),
  hung: await listen(hung),
  reset: await listen(reset),
  refused: await listen(refused),
};
refused.close(() => process.send(ports));
process.on("disconnect", () => process.exit());
