import type { BatchCredential, BatchSampleOptions } from "./batch-sample-options";

/** Samples with nothing to install: the storage's Shared Key signature is made by hand. */

/** A text between double quotes, as JSON, Python and JavaScript all read it. */
const quoted = (text: string) => JSON.stringify(text);

/** An object of headers, as Python and JavaScript both write it. */
function headersObject(credentials: readonly BatchCredential[], read: (variable: string) => string): string {
  const headers = credentials.map(({ header, prefix, variable }) => {
    const secret = read(variable);
    return `${quoted(header)}: ${prefix === "" ? secret : `${quoted(prefix)} + ${secret}`}`;
  });
  return `{ ${headers.join(", ")} }`;
}

export function batchPython({
  jobsUrl,
  credentials,
  table,
  outputName,
  parameters,
}: BatchSampleOptions): string {
  return `import base64
import hashlib
import hmac
import json
import os
import time
import urllib.parse
import urllib.request
from email.utils import formatdate

jobs = ${quoted(jobsUrl)}
authorization = ${headersObject(credentials, (variable) => `os.environ[${quoted(variable)}]`)}
connection = os.environ["AZURE_STORAGE_CONNECTION_STRING"]
container = "batch"
table = ${quoted(`${table.join("\r\n")}\r\n`)}

settings = dict(part.split("=", 1) for part in connection.split(";") if part)
account = settings["AccountName"]
endpoint = settings.get("BlobEndpoint", f"https://{account}.blob.core.windows.net").rstrip("/")


def storage_put(path, body=b"", query=None, headers=None):
    """Calls the blob storage, signed with the account's key."""
    headers = {"x-ms-date": formatdate(usegmt=True), "x-ms-version": "2021-08-06", **(headers or {})}
    resource = f"/{account}{urllib.parse.urlsplit(endpoint).path}/{path}"
    resource += "".join(f"\\n{name}:{value}" for name, value in sorted((query or {}).items()))
    signed = ["PUT", "", "", str(len(body) or ""), "", "text/csv", "", "", "", "", "", ""]
    signed += [f"{name}:{headers[name]}" for name in sorted(headers)] + [resource]
    key = base64.b64decode(settings["AccountKey"])
    signature = base64.b64encode(hmac.new(key, "\\n".join(signed).encode(), hashlib.sha256).digest()).decode()
    headers.update({"Authorization": f"SharedKey {account}:{signature}", "Content-Type": "text/csv"})
    url = f"{endpoint}/{path}" + ("?" + urllib.parse.urlencode(query) if query else "")
    with urllib.request.urlopen(urllib.request.Request(url, data=body, headers=headers, method="PUT")):
        pass


def call(method, path, body=None):
    data = None if body is None else json.dumps(body).encode()
    headers = {**authorization, "Content-Type": "application/json"}
    request = urllib.request.Request(f"{jobs}{path}?api-version=2.0", data=data, headers=headers, method=method)
    with urllib.request.urlopen(request) as response:
        answer = response.read()
        return json.loads(answer) if answer else None


def blob(name):
    return {"ConnectionString": connection, "RelativeLocation": f"{container}/{name}"}


# Upload the input.
try:
    storage_put(container, query={"restype": "container"})
except urllib.error.HTTPError as refusal:
    if refusal.code != 409:  # It is there already.
        raise
storage_put(f"{container}/input.csv", table.encode(), headers={"x-ms-blob-type": "BlockBlob"})

# Submit the job and start it.
job = call("POST", "", {
    "Input": blob("input.csv"),
    "Outputs": {${quoted(outputName)}: blob("output.csv")},
    "GlobalParameters": ${JSON.stringify(parameters)},
})
call("POST", f"/{job}/start", "")

# Follow it.
while True:
    status = call("GET", f"/{job}")
    if status["StatusCode"] not in ("NotStarted", "Running"):
        break
    time.sleep(1)
if status["StatusCode"] != "Finished":
    raise SystemExit(f"{status['StatusCode']}: {status['Details']}")

# Download the result.
result = status["Results"][${quoted(outputName)}]
with urllib.request.urlopen(result["BaseLocation"] + result["RelativeLocation"] + result["SasBlobToken"]) as response:
    print(response.read().decode("utf-8"))

# Delete the job; the blobs stay.
call("DELETE", f"/{job}")
`;
}

export function batchJavaScript(options: BatchSampleOptions): string {
  const { jobsUrl, credentials, table, outputName, parameters } = options;
  return `import { createHmac } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";

const jobs = ${quoted(jobsUrl)};
const authorization = ${headersObject(credentials, (variable) => `process.env.${variable}`)};
const connection = process.env.AZURE_STORAGE_CONNECTION_STRING;
const container = "batch";
const table = ${quoted(`${table.join("\r\n")}\r\n`)};

const settings = Object.fromEntries(
  connection.split(";").filter(Boolean).map((part) => [part.split("=")[0], part.slice(part.indexOf("=") + 1)]),
);
const account = settings.AccountName;
const endpoint = (settings.BlobEndpoint ?? \`https://\${account}.blob.core.windows.net\`).replace(/\\/$/, "");

/** Calls the blob storage, signed with the account's key. */
async function storagePut(path, { body = "", query = "", headers = {} } = {}) {
  const all = { "x-ms-date": new Date().toUTCString(), "x-ms-version": "2021-08-06", ...headers };
  const length = Buffer.byteLength(body) || "";
  const named = Object.keys(all).sort().map((name) => \`\${name}:\${all[name]}\`);
  const resource = \`/\${account}\${new URL(endpoint).pathname.replace(/\\/$/, "")}/\${path}\${query.replace(/(.+)=(.+)/, "\\n$1:$2")}\`;
  const signed = ["PUT", "", "", length, "", "text/csv", "", "", "", "", "", "", ...named, resource].join("\\n");
  const signature = createHmac("sha256", Buffer.from(settings.AccountKey, "base64")).update(signed).digest("base64");
  const response = await fetch(\`\${endpoint}/\${path}\${query && \`?\${query}\`}\`, {
    method: "PUT",
    headers: { ...all, "Content-Type": "text/csv", Authorization: \`SharedKey \${account}:\${signature}\` },
    body,
  });
  // 409: the container is there already.
  if (!response.ok && response.status !== 409) throw new Error(await response.text());
}

async function call(method, path, body) {
  const response = await fetch(\`\${jobs}\${path}?api-version=2.0\`, {
    method,
    headers: { ...authorization, "Content-Type": "application/json" },
    body: body && JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(\`\${response.status} \${text}\`);
  return text && JSON.parse(text);
}

const blob = (name) => ({ ConnectionString: connection, RelativeLocation: \`\${container}/\${name}\` });

// Upload the input.
await storagePut(container, { query: "restype=container" });
await storagePut(\`\${container}/input.csv\`, { body: table, headers: { "x-ms-blob-type": "BlockBlob" } });

// Submit the job and start it.
const job = await call("POST", "", {
  Input: blob("input.csv"),
  Outputs: { ${quoted(outputName)}: blob("output.csv") },
  GlobalParameters: ${JSON.stringify(parameters)},
});
await call("POST", \`/\${job}/start\`);

// Follow it.
let status = await call("GET", \`/\${job}\`);
while (["NotStarted", "Running"].includes(status.StatusCode)) {
  await wait(1000);
  status = await call("GET", \`/\${job}\`);
}
if (status.StatusCode !== "Finished") throw new Error(\`\${status.StatusCode}: \${status.Details}\`);

// Download the result.
const { BaseLocation, RelativeLocation, SasBlobToken } = status.Results[${quoted(outputName)}];
const result = await fetch(BaseLocation + RelativeLocation + SasBlobToken);
console.log(await result.text());

// Delete the job; the blobs stay.
await call("DELETE", \`/\${job}\`);
`;
}

/** Between single quotes, as a shell reads it. */
const shellQuoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

export function batchCurl({
  jobsUrl,
  credentials,
  table,
  outputName,
  parameters,
}: BatchSampleOptions): string {
  const headers = credentials.map(({ header, prefix, variable }) => `-H "${header}: ${prefix}$${variable}"`);
  return `#!/usr/bin/env bash
set -euo pipefail

jobs=${shellQuoted(jobsUrl)}
authorization=(${headers.join(" ")})
container=batch

setting() { tr ';' '\\n' <<<"$AZURE_STORAGE_CONNECTION_STRING" | sed -n "s/^$1=//p"; }
account=$(setting AccountName)
key=$(setting AccountKey | openssl base64 -d -A | od -An -v -tx1 | tr -d ' \\n')
endpoint=$(setting BlobEndpoint)
endpoint=\${endpoint:-https://$account.blob.core.windows.net}
root=$(sed -E 's|^https?://[^/]+||; s|/$||' <<<"$endpoint")

# Calls the blob storage, signed with the account's key: path, length, signed query, query.
storage_put() {
  local path=$1 length=$2 signed_query=$3 query=$4 date headers signature
  date=$(LC_ALL=C date -u '+%a, %d %b %Y %H:%M:%S GMT')
  headers=$'x-ms-blob-type:BlockBlob\\nx-ms-date:'"$date"$'\\nx-ms-version:2021-08-06'
  signature=$(printf 'PUT\\n\\n\\n%s\\n\\ntext/csv\\n\\n\\n\\n\\n\\n\\n%s\\n/%s%s/%s%s' "$length" "$headers" "$account" "$root" "$path" "$signed_query" |
    openssl dgst -sha256 -mac HMAC -macopt "hexkey:$key" -binary | openssl base64 -A)
  curl -sS -X PUT "\${endpoint%/}/$path$query" --data-binary @- -o /dev/null -w '%{http_code}' \\
    -H "Authorization: SharedKey $account:$signature" -H 'Content-Type: text/csv' \\
    -H 'x-ms-blob-type: BlockBlob' -H "x-ms-date: $date" -H 'x-ms-version: 2021-08-06'
}

call() { curl -sS --fail-with-body -X "$1" "$jobs$2?api-version=2.0" "\${authorization[@]}" "\${@:3}"; }
member() { sed -E "s/.*\\"$1\\":\\"([^\\"]*)\\".*/\\1/"; }

# Upload the input. 409: the container is there already.
printf '' | storage_put "$container" '' $'\\nrestype:container' '?restype=container' | grep -qE '201|409'
table=$(cat <<'CSV'
${table.join("\n")}
CSV
)
printf '%s\\n' "$table" | storage_put "$container/input.csv" "$(($(printf '%s\\n' "$table" | wc -c)))" '' '' | grep -q 201

# Submit the job and start it.
blob() { printf '{"ConnectionString":"%s","RelativeLocation":"%s"}' "$AZURE_STORAGE_CONNECTION_STRING" "$container/$1"; }
job=$(call POST '' -H 'Content-Type: application/json' --data-binary @- <<JSON | tr -d '"'
{"Input":$(blob input.csv),"Outputs":{${quoted(outputName)}:$(blob output.csv)},"GlobalParameters":${JSON.stringify(parameters)}}
JSON
)
call POST "/$job/start" -H 'Content-Length: 0'

# Follow it.
while status=$(call GET "/$job") && [[ $(member StatusCode <<<"$status") =~ NotStarted|Running ]]; do sleep 1; done
if [[ $(member StatusCode <<<"$status") != Finished ]]; then echo "$status" >&2; exit 1; fi

# Download the result.
curl -sS --fail "$(member BaseLocation <<<"$status")$(member RelativeLocation <<<"$status")$(member SasBlobToken <<<"$status")"

# Delete the job; the blobs stay.
call DELETE "/$job"
`;
}
