import { createAddressGuard } from "@/lib/gateway/address-guard";
import { createDispatchers } from "@/lib/gateway/dispatchers";
import type { Post } from "@/lib/webhooks/sender";

const connectTimeoutMs = 5_000;
const answerTimeoutMs = 15_000;
/** Connection, call and answer together, however slowly their bytes trickle; less than a delivery is claimed for. */
const wholeTimeoutMs = 20_000;

/** Posts to webhooks over connections whose address is checked as they are made. Redirects are not followed. */
export function webhookPost(
  allowPrivate: readonly string[],
  timeoutMs = wholeTimeoutMs,
): { post: Post; close(): Promise<void> } {
  const dispatchers = createDispatchers(createAddressGuard(allowPrivate));
  return {
    async post({ origin, pathname, search }, { headers, body, signal }) {
      const answer = await dispatchers.dispatcherFor({ origin, connectTimeoutMs }).request({
        method: "POST",
        path: pathname + search,
        headers,
        body,
        headersTimeout: answerTimeoutMs,
        signal: AbortSignal.any([AbortSignal.timeout(timeoutMs), ...(signal ? [signal] : [])]),
      });
      // Its status is all that counts: the rest is not waited for, and what becomes of it is nobody's concern.
      answer.body.on("error", () => undefined).destroy();
      return answer.statusCode;
    },
    close: () => dispatchers.close(),
  };
}
