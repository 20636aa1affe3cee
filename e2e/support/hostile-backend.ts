import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { flag, hostileMarkdown, hostileTexts, scripts } from "./hostile-texts";

/** A web service that answers with hostile texts, in the type that the path names. */

const bodies: Record<string, { type: string; body: string }> = {
  html: { type: "text/html", body: `<!doctype html><title>Answer</title>${hostileTexts.join("\n")}` },
  svg: {
    type: "image/svg+xml",
    body: `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>top.${flag}=1</script></svg>`,
  },
  json: { type: "application/json", body: JSON.stringify({ texts: hostileTexts, [scripts[0] ?? ""]: 1 }) },
  text: { type: "text/plain", body: hostileMarkdown },
};

export async function startHostileBackend() {
  const server = createServer((request, response) => {
    const { type, body } = bodies[/^\/(\w+)/.exec(request.url ?? "")?.[1] ?? ""] ?? {
      type: "text/plain",
      body: "",
    };
    response.writeHead(200, { "Content-Type": type, "X-Hostile": scripts[0] });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
