import type { PolicyDocument, PolicyEntry, PolicyScope } from "./document";

/** Some of a policy document, for tests; the rest sets nothing. */
export type SomePolicy = {
  [Part in Exclude<keyof PolicyDocument, "limits">]?: Partial<PolicyDocument[Part]>;
} & { limits?: PolicyDocument["limits"] };

const cors = {
  mode: "inherit",
  origins: [],
  headers: [],
  exposedHeaders: [],
  credentials: false,
  maxAgeSeconds: 600,
} as const;

const token = {
  required: false,
  header: "Authorization",
  issuer: "",
  audiences: [],
  keysUrl: "",
  algorithms: ["RS256"],
} as const;

export const corsOf = (more: Partial<PolicyDocument["access"]["cors"]>) => ({ ...cors, ...more });

export function policy(scope: PolicyScope, targetId: string, some: SomePolicy): PolicyEntry {
  return {
    scope,
    targetId,
    document: {
      access: { allowedAddresses: [], deniedAddresses: [], requiredHeaders: [], cors, token, ...some.access },
      limits: some.limits ?? [],
      request: {
        limitBytes: null,
        headers: [],
        query: [],
        rewrite: "",
        validateBody: "inherit",
        ...some.request,
      },
      response: { headers: [], mock: "inherit", cache: { mode: "inherit", seconds: 0 }, ...some.response },
    },
  };
}
