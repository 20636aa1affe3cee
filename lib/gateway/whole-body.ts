import type { MeteredBody } from "./metered-body";

/** All of a body that streams, for what has to see it whole. @throws the body's own errors, told by their code */
export async function readWhole(body: MeteredBody): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}
