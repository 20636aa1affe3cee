import type { ApiOperation } from "./schema";

/** How an operation is called from a shell; the token stands in GATEHOUSE_TOKEN, what is to be filled in stands in braces. */
export function curlOf({ method, path, body, token }: ApiOperation, publicUrl: string): string {
  return [
    method === "GET" ? "curl --fail-with-body" : `curl --fail-with-body --request ${method}`,
    ...(token === null ? [] : ['--header "Authorization: Bearer $GATEHOUSE_TOKEN"']),
    ...(body === null ? [] : ["--header 'Content-Type: application/json'", "--data @body.json"]),
    `'${publicUrl}${path}'`,
  ].join(" \\\n  ");
}
