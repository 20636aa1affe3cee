import type { Server } from "node:http";

/** @throws an error that names the port's variable and the way out when it cannot be listened on. */
export function listen(server: Server, variable: string, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (cause: NodeJS.ErrnoException) => {
      const reason =
        cause.code === "EADDRINUSE" ? `it is in use. Choose another with ${variable}` : cause.message;
      reject(new Error(`port ${port} on ${host} cannot be listened on: ${reason}.`, { cause }));
    };
    server.once("error", fail);
    server.listen(port, host, () => {
      server.off("error", fail);
      resolve();
    });
  });
}
