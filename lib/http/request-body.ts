import { AppError } from "@/lib/errors";

const mib = 1024 * 1024;

/**
 * Reads a JSON body of at most so many MiB.
 * @throws AppError unsupported-type, too-large or invalid-input.
 */
export async function readJsonBody(request: Request, longestMib: number): Promise<unknown> {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json") {
    throw new AppError("unsupported-type", "Send the body as application/json.");
  }
  const tooLarge = new AppError("too-large", `The body is larger than ${longestMib} MiB.`);
  const longestBodyBytes = longestMib * mib;
  if (Number(request.headers.get("content-length") ?? 0) > longestBodyBytes) throw tooLarge;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > longestBodyBytes) throw tooLarge;
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString("utf8"));
  } catch (cause) {
    throw new AppError("invalid-input", "The body is not valid JSON.", { cause });
  }
}
