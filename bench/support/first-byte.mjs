// How long a page's first byte takes, asked as a browser asks, on a connection that is kept.
import { Agent, request } from "node:http";

const agent = new Agent({ keepAlive: true, maxSockets: 1 });

/** @returns milliseconds from the request to the first byte of the body. @throws when the answer is not a 200 */
export function firstByteMs(url, cookie) {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const asked = request(
      url,
      { agent, headers: { Cookie: cookie, "Accept-Encoding": "gzip" } },
      (answer) => {
        if (answer.statusCode !== 200) {
          reject(new Error(`${url} answered ${answer.statusCode}`));
          answer.resume();
          return;
        }
        let first = 0;
        answer.on("data", () => {
          first ||= performance.now() - began;
        });
        answer.on("end", () => resolve(first));
        answer.on("error", reject);
      },
    );
    asked.on("error", reject);
    asked.end();
  });
}

export function closeConnections() {
  agent.destroy();
}
