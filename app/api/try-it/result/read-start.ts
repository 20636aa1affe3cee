import { request } from "undici";
import { env } from "@/lib/env";
import { createAddressGuard } from "@/lib/gateway/address-guard";
import { createDispatchers } from "@/lib/gateway/dispatchers";

interface ReadOptions {
  limitBytes: number;
  /** For the whole of it. */
  timeoutMs: number;
  signal: AbortSignal;
}

/**
 * The first bytes of a blob, and whether there are more. Only addresses that backends may have are connected to, no
 * redirect is followed, and nothing of the caller's request goes along.
 * @throws Error when the storage does not give it, or not in time.
 */
export async function readStart(
  address: string,
  { limitBytes, timeoutMs, signal }: ReadOptions,
): Promise<{ bytes: Buffer; more: boolean }> {
  const dispatchers = createDispatchers(createAddressGuard(env().allowPrivateBackends));
  try {
    const { statusCode, body } = await request(address, {
      dispatcher: dispatchers.dispatcherFor({ origin: new URL(address).origin, connectTimeoutMs: timeoutMs }),
      // A byte more than is kept tells whether there is more.
      headers: { Range: `bytes=0-${limitBytes}` },
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    });
    // 416: an empty blob has no first byte.
    if (statusCode === 416) return { bytes: Buffer.alloc(0), more: false };
    if (statusCode !== 200 && statusCode !== 206) throw new Error(`The blob storage answered ${statusCode}.`);
    return await take(body, limitBytes);
  } finally {
    await dispatchers.close();
  }
}

/** No more than the limit, also from a storage that does not know ranges. */
async function take(body: AsyncIterable<Uint8Array>, limitBytes: number) {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > limitBytes) break;
  }
  return { bytes: Buffer.concat(chunks).subarray(0, limitBytes), more: length > limitBytes };
}
