import type { IncomingMessage, RequestListener } from "node:http";
import { join } from "node:path";
import sirv from "sirv";

const prefix = "/_next/static/";

/** Whether a request is for a built file, named by its content: scripts, styles, fonts. */
export function asksForStaticFile({ url }: IncomingMessage): boolean {
  return url?.startsWith(prefix) ?? false;
}

/**
 * Serves what `npm run build` left below `.next/static`, in the form it compressed there once and well (Brotli, gzip),
 * where Next would compress each answer anew. Only files that were there at the start.
 */
export function staticFiles(root: string): RequestListener {
  const serve = sirv(join(root, ".next/static"), {
    brotli: true,
    gzip: true,
    immutable: true,
    maxAge: 365 * 24 * 60 * 60,
  });
  return (request, response) => {
    request.url = request.url?.slice(prefix.length - 1);
    response.setHeader("X-Content-Type-Options", "nosniff");
    serve(request, response, () => {
      response.writeHead(404, { "Content-Type": "text/plain", "Cache-Control": "no-store" });
      response.end("There is no such file.\n");
    });
  };
}
