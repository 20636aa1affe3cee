import { z } from "zod";

/** The blob storage that stands in for Azure's: one account and where it answers. */
export interface StorageAccount {
  account: string;
  /** Base64, as in a connection string. */
  key: string;
  /** `http://127.0.0.1:4011/account`, without a slash at the end. */
  blobEndpoint: string;
}

const text = z.string().nullish();

/** A blob as a batch request names it: `ConnectionString` + `RelativeLocation`, or the other three together [doc]. */
export const blobReferenceSchema = z.object({
  ConnectionString: text,
  RelativeLocation: text,
  BaseLocation: text,
  SasBlobToken: text,
});
type BlobReference = z.infer<typeof blobReferenceSchema>;

/** A blob that can be opened: its address in parts, and what opens it. */
export const blobPlaceSchema = z.object({
  /** The account's address, with a slash at the end. */
  base: z.string(),
  container: z.string(),
  blob: z.string(),
  access: z.union([z.object({ account: z.string(), key: z.string() }), z.object({ sas: z.string() })]),
});
export type BlobPlace = z.infer<typeof blobPlaceSchema>;

/** Why a reference names no blob. */
export type BlobProblem = { kind: "missing" } | { kind: "connection"; shown: string };

export function isProblem(result: BlobPlace | BlobProblem): result is BlobProblem {
  return "kind" in result;
}

/** Finds the blob that a reference means; addresses in Azure's cloud are those of `storage`. [ours] */
export function readBlobReference(
  reference: BlobReference,
  storage: StorageAccount,
): BlobPlace | BlobProblem {
  const { ConnectionString, RelativeLocation, BaseLocation, SasBlobToken } = reference;
  if (ConnectionString) {
    const account = readConnectionString(ConnectionString, storage);
    if (!account) return { kind: "connection", shown: withoutKey(ConnectionString) };
    const name = splitLocation(RelativeLocation ?? "");
    if (!name) return { kind: "missing" };
    return {
      base: `${account.blobEndpoint}/`,
      ...name,
      access: { account: account.account, key: account.key },
    };
  }
  const base = readBaseLocation(BaseLocation ?? "", storage);
  const name = splitLocation(decoded(RelativeLocation ?? ""));
  if (!base || !name || !SasBlobToken) return { kind: "missing" };
  return { base, ...name, access: { sas: SasBlobToken.replace(/^\?/, "") } };
}

/** The account of Microsoft's storage emulators, public knowledge [doc]. */
export const developmentAccount = {
  account: "devstoreaccount1",
  key: "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==",
};

/** The account of a connection string, or null. `UseDevelopmentStorage=true` is the emulator's own account. [ours] */
export function readConnectionString(text: string, storage: StorageAccount): StorageAccount | null {
  const settings = new Map(
    text.split(";").flatMap((part) => {
      const at = part.indexOf("=");
      return at === -1 ? [] : [[part.slice(0, at).trim().toLowerCase(), part.slice(at + 1).trim()] as const];
    }),
  );
  if (settings.get("usedevelopmentstorage")?.toLowerCase() === "true") return storage;
  const account = settings.get("accountname") ?? "";
  const key = settings.get("accountkey") ?? "";
  if (!/^[a-z0-9]{3,24}$/.test(account) || !isBase64(key)) return null;
  const endpoint = settings.get("blobendpoint");
  if (endpoint === undefined) return { account, key, blobEndpoint: endpointOf(account, storage) };
  const url = URL.parse(endpoint);
  if (!url || !/^https?:$/.test(url.protocol) || url.search || url.hash) return null;
  return { account, key, blobEndpoint: url.href.replace(/\/+$/, "") };
}

function isBase64(text: string): boolean {
  return /^(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$|^[A-Za-z0-9+/]{2}==$/.test(text);
}

/** Where any account of this storage answers: path-style, the account as the first segment. */
function endpointOf(account: string, storage: StorageAccount): string {
  return `${new URL(storage.blobEndpoint).origin}/${account}`;
}

function readBaseLocation(text: string, storage: StorageAccount): string | null {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol) || url.search || url.hash || url.username) return null;
  const [, account] = /^([a-z0-9]{3,24})\.blob\.core\.windows\.net$/.exec(url.hostname) ?? [];
  return `${account ? endpointOf(account, storage) : url.href.replace(/\/+$/, "")}/`;
}

/** `container/folder/blob.csv`, with or without a slash before it [doc]. */
function splitLocation(location: string): { container: string; blob: string } | null {
  const [, container = "", blob = ""] = /^\/*([^/]+)\/(.+)$/s.exec(location) ?? [];
  const dots = blob.split("/").some((part) => part === "." || part === "..");
  return /^(\$root|\$web|[a-z0-9](-?[a-z0-9]){2,62})$/.test(container) && blob && !dots
    ? { container, blob }
    : null;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function withoutKey(connectionString: string): string {
  return connectionString.replace(/(AccountKey|SharedAccessSignature)\s*=[^;]*/gi, "$1=***");
}

/** The blob's name as its connection's users know it. */
export function locationOf({ container, blob }: Pick<BlobPlace, "container" | "blob">): string {
  return `${container}/${blob}`;
}
