// Serves the others' pages as their documentation says, compressed as ours are, and Gatehouse's gateway below the same origin, so
// that their calls need no CORS.
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, request as httpRequest } from "node:http";
import { extname, join } from "node:path";
import { brotliCompressSync } from "node:zlib";

const types = {
  ".js": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
  ".html": "text/html",
};

/**
 * @param {{ port: number, gateway: string, folders: Record<string, string>, documents: Record<string, object> }} options
 *   `folders`: packages by the path they are served below; `documents`: OpenAPI documents by name.
 */
export async function serveContenders({ port, gateway, folders, documents }) {
  const texts = new Map();
  for (const [name, document] of Object.entries(documents)) {
    texts.set(`/${name}.json`, JSON.stringify(document));
    texts.set(`/rapidoc/${name}.html`, rapidocPage(name));
    texts.set(`/elements/${name}.html`, elementsPage(name));
  }
  const compressed = new Map();
  const contentOf = (path) => {
    const folder = Object.keys(folders).find((prefix) => path.startsWith(prefix));
    const text =
      texts.get(path) ?? (folder ? readFileSync(join(folders[folder], path.slice(folder.length))) : "");
    if (!compressed.has(path)) compressed.set(path, brotliCompressSync(text));
    return compressed.get(path);
  };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    if (pathname.startsWith("/gateway/")) return forward(request, response, gateway);
    const type = types[extname(pathname)];
    if (!texts.has(pathname) && !pathname.startsWith("/packages/")) return response.writeHead(404).end();
    response.writeHead(200, { "Content-Type": `${type}; charset=utf-8`, "Content-Encoding": "br" });
    response.end(contentOf(pathname));
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return { origin: `http://localhost:${port}`, stop: () => server.close() };
}

function forward(request, response, gateway) {
  const to = new URL(gateway);
  const onward = httpRequest(
    {
      host: "127.0.0.1",
      port: to.port,
      path: request.url,
      method: request.method,
      headers: { ...request.headers, host: to.host },
    },
    (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    },
  );
  onward.on("error", () => response.destroy());
  request.pipe(onward);
}

function rapidocPage(name) {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${name}</title>
<meta name="viewport" content="width=device-width,initial-scale=1">
<script type="module" src="/packages/rapidoc/dist/rapidoc-min.js"></script></head>
<body><rapi-doc spec-url="/${name}.json"></rapi-doc></body></html>`;
}

function elementsPage(name) {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${name}</title>
<meta name="viewport" content="width=device-width,initial-scale=1">
<script src="/packages/elements/web-components.min.js"></script>
<link rel="stylesheet" href="/packages/elements/styles.min.css"></head>
<body><elements-api apiDescriptionUrl="/${name}.json" router="hash"></elements-api></body></html>`;
}
