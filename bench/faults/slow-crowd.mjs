// A crowd of slow clients, a process of its own: a third idle, a third dribbling heads, a third dribbling bodies, each a
// byte a second. Arguments: port, key, how many. Says when all are connected, and at the end how many still are.
import { connect } from "node:net";

const [port, key, count] = process.argv.slice(2);
const head = `POST /good/x HTTP/1.1\r\nHost: a\r\nOcp-Apim-Subscription-Key: ${key}\r\nContent-Length: 100000\r\n\r\n`;

const open = () =>
  new Promise((resolve, reject) => {
    const socket = connect(Number(port), "127.0.0.1", () => resolve(socket));
    socket.on("error", reject);
  });
const sockets = await Promise.all(Array.from({ length: Number(count) }, open));
for (const [n, socket] of sockets.entries()) if (n % 3 === 2) socket.write(head);

let at = 0;
setInterval(() => {
  // A hundredth of them at a time, so that each speaks once a second.
  for (let n = at % 100; n < sockets.length; n += 100) {
    if (n % 3 === 1) sockets[n].write(head[Math.floor(at / 100)] ?? "X");
    else if (n % 3 === 2) sockets[n].write("x");
  }
  at++;
}, 10);
process.on("message", () => process.send(sockets.filter((socket) => !socket.destroyed).length));
process.on("disconnect", () => process.exit());
process.send("open");
