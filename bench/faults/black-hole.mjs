// A port that takes no connection: once it has said its number, its process stops and empties its queue no more.
import { createServer } from "node:net";

const server = createServer();
server.listen({ port: 0, host: "127.0.0.1", backlog: 1 }, () => {
  process.send(server.address().port, () => process.kill(process.pid, "SIGSTOP"));
});
