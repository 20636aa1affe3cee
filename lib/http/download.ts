/** A file to keep: sent as an attachment, whatever it holds. */
export function download({
  name,
  contentType,
  text,
}: {
  name: string;
  contentType: string;
  text: string;
}): Response {
  return new Response(text, {
    headers: {
      "Content-Type": `${contentType}; charset=utf-8`,
      "Content-Disposition": `attachment; filename="${name.replace(/[^\w.-]/g, "_")}"`,
      "X-Content-Type-Options": "nosniff",
      "Cache-Control": "no-store",
    },
  });
}
