import { createAddressGuard } from "@/lib/gateway/address-guard";
import { createDispatchers } from "@/lib/gateway/dispatchers";
import type { Post } from "@/lib/webhooks/sender";

const connectTimeoutMs = 5_000;
const answerTimeoutMs = 15_000;

/** Posts to webhooks over connections whose address is checked as they are made. Redirects are not followed. */
export function webhookPost(allowPrivate: readonly string[]): { post: Post; close(): Promise<void> } {
  const dispatchers = createDispatchers(createAddressGuard(allowPrivate));
  return {
    async post({ origin, pathname, search }, headers, body) {
      const answer = await dispatchers.dispatcherFor({ origin, connectTimeoutMs }).request({
        method: "POST",
        path: pathname + search,
        headers,
        body,
        headersTimeout: answerTimeoutMs,
        bodyTimeout: answerTimeoutMs,
      });
      // Its status is all that counts.
      await answer.body.dump({ limit: 64 * 1024 });
      return answer.statusCode;
    },
    close: () => dispatchers.close(),
  };
}
