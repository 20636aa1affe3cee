import { env } from "@/lib/env";

/** What the forms of APIs show of this installation's settings. */
export function installation() {
  const { publicUrl, allowHttp, allowPrivateBackends } = env();
  return { gatewayBase: `${publicUrl}/gateway`, allowHttp, openRanges: allowPrivateBackends };
}
