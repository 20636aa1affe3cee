// The callers: so many connections on loopback, each with one call under way, for a bounded time.
import { connect } from "node:net";

/** @typedef {{ port: number, request: string, connections: number, seconds: number }} Order */

/** @param {Order} order */
async function run({ port, request, connections, seconds }) {
  const bytes = Buffer.from(request, "base64");
  const latencies = [];
  const state = { calls: 0, failures: 0, until: performance.now() + seconds * 1000 };
  await Promise.all(Array.from({ length: connections }, () => caller(port, bytes, state, latencies)));
  latencies.sort((a, b) => a - b);
  const at = (share) => latencies[Math.floor((latencies.length - 1) * share)] ?? 0;
  return { calls: state.calls, failures: state.failures, p50: at(0.5), p99: at(0.99) };
}

function caller(port, bytes, state, latencies) {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.setNoDelay(true);
    let sentAt = 0;
    let got = [];
    let size = 0;
    let wanted = -1;
    const send = () => {
      sentAt = performance.now();
      if (sentAt >= state.until) return socket.end();
      socket.write(bytes);
    };
    socket.on("connect", send);
    socket.on("data", (chunk) => {
      got.push(chunk);
      size += chunk.length;
      if (wanted < 0) wanted = lengthOf(got.length === 1 ? chunk : Buffer.concat(got));
      if (wanted === -2 ? !endsChunked(chunk) : wanted < 0 || size < wanted) return;
      const first = got[0];
      if (first.toString("latin1", 9, 12) === "200") state.calls++;
      else state.failures++;
      latencies.push(performance.now() - sentAt);
      got = [];
      size = 0;
      wanted = -1;
      send();
    });
    socket.on("error", () => {
      state.failures++;
    });
    socket.on("close", resolve);
  });
}

/** The whole answer's length; -1 while its head is not whole; -2 when it is chunked. */
function lengthOf(answer) {
  const end = answer.indexOf("\r\n\r\n");
  if (end === -1) return -1;
  const head = answer.toString("latin1", 0, end);
  const length = /\r\ncontent-length: *(\d+)/i.exec(head);
  return length ? end + 4 + Number(length[1]) : -2;
}

function endsChunked(chunk) {
  return chunk.subarray(-5).toString("latin1") === "0\r\n\r\n";
}

process.on("message", async (order) => process.send?.(await run(order)));
process.on("disconnect", () => process.exit(0));
