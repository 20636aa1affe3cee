// One call of the tutorial, as a client of Azure API Management sends it.

/** The catalogue that is called: so many APIs at most, each with as many operations, told by two digits each. */
export const apisAtMost = 100;
/** A key's last characters are its number. */
export const keyDigits = 6;
export const benchKey = `gate_bench_0123456789abcdefghijklmnopqrstuvwxyzA${"0".repeat(keyDigits)}`;

const execute = `/gateway/azureml-demo-00/workspaces/${"0".repeat(32)}/services/${"1".repeat(30)}00/execute`;

/**
 * The request's bytes, and where callers write numbers of their own choice into it: which API, which operation, which
 * subscription's key.
 */
export function requestFor({ bodyBytes, operations = 1, subscriptions = 1, path = execute, key = benchKey }) {
  const [before, after] = [
    '{"Inputs":{"input1":{"ColumnNames":["Col2"],"Values":[["',
    '"]]}},"GlobalParameters":{}}',
  ];
  const text = "x".repeat(Math.max(0, bodyBytes - before.length - after.length));
  const body = Buffer.from(before + text + after);
  const lines = [
    `POST ${path}?api-version=2.0&details=true HTTP/1.1`,
    "Host: localhost:3000",
    "User-Agent: python-requests/2.32.3",
    "Accept-Encoding: gzip, deflate",
    "Accept: */*",
    "Connection: keep-alive",
    `Ocp-Apim-Subscription-Key: ${key}`,
    "Content-Type: application/json",
    `Content-Length: ${body.length}`,
    "",
    "",
  ];
  const head = lines.join("\r\n");
  const behind = (part, width) => head.indexOf(part) + part.length - width;
  const slots = [
    { at: behind("azureml-demo-00", 2), width: 2, count: Math.ceil(operations / apisAtMost) },
    { at: behind(`${"1".repeat(30)}00`, 2), width: 2, count: Math.min(operations, apisAtMost) },
    { at: behind(key, keyDigits), width: keyDigits, count: subscriptions },
  ];
  return {
    request: Buffer.concat([Buffer.from(head), body]).toString("base64"),
    slots: slots.filter(({ count }) => count > 1),
  };
}
