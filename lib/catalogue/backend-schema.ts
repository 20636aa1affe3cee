import { z } from "zod";
import { apiMessages as text } from "@/lib/messages/en/catalogue";
import { replaceNames } from "@/lib/named-values/schema";
import { credentialInput } from "./credential-schema";
import { idSchema, lineSchema } from "./text-schema";

/** Where calls go, how they are spread over several backends, and what is done when one fails. Browser-safe. */

export const webServiceUrl = lineSchema(2_000)
  .min(1, { error: text.urlMissing, abort: true })
  .superRefine((written, context) => {
    // What stands for a name is checked when it is known.
    const value = replaceNames(written, () => "name");
    const url = URL.parse(value);
    const add = (message: string) => context.addIssue({ code: "custom", message });
    if (value === "") return;
    if (!url || !/^https?:\/\/[^/]/i.test(value) || /[\s\\]/.test(value)) add(text.urlInvalid);
    else if (url.username || url.password || /^https?:\/\/[^/]*@/i.test(value)) add(text.urlWithUser);
    else if (url.search || url.hash || /[?#]/.test(value)) add(text.urlWithQuery);
  })
  .transform((value) => value.replace(/\/+$/, ""));

const timeout = (longest: number) => whole(100, longest, text.timeoutInvalid(longest));

function whole(least: number, most: number, message: string) {
  return z.coerce.number({ error: message }).int(message).min(least, message).max(most, message);
}

/** Empty means none. */
const orNone = <Number extends z.ZodType>(number: Number) =>
  z.preprocess((value) => (value === "" ? null : value), number.nullable());

export const backendFields = {
  webServiceUrl,
  credential: credentialInput.optional(),
  connectTimeoutMs: timeout(60_000),
  headersTimeoutMs: timeout(240_000),
  /** Null: as the gateway's settings say. */
  maxInFlight: orNone(whole(1, 10_000, text.wholeFrom(1, 10_000))),
  weight: whole(1, 100, text.wholeFrom(1, 100)),
  priority: whole(1, 10, text.wholeFrom(1, 10)),
};

/** A whole backend; what is left out gets its default. */
export const backendInput = z.strictObject({
  ...backendFields,
  connectTimeoutMs: backendFields.connectTimeoutMs.default(5_000),
  headersTimeoutMs: backendFields.headersTimeoutMs.default(30_000),
  maxInFlight: backendFields.maxInFlight.default(null),
  weight: backendFields.weight.default(1),
  priority: backendFields.priority.default(1),
});
export type BackendInput = z.infer<typeof backendInput>;

/** Some of a backend; what is left out stays as it is. */
export const backendChanges = z.strictObject(backendFields).partial();
export type BackendChanges = z.infer<typeof backendChanges>;

const statuses = z
  .array(whole(400, 599, text.statusesInvalid))
  .max(20, text.statusesInvalid)
  .refine((list) => new Set(list).size === list.length, { error: text.statusesInvalid });

/** When calls are repeated, and when a backend is left alone for a while. */
export const resilienceInput = z.strictObject({
  /** How often a call is tried in all; 1: once. */
  attempts: whole(1, 5, text.wholeFrom(1, 5)).default(1),
  /** Failures in a row after which a backend rests; 0: never. */
  failures: whole(0, 100, text.wholeFrom(0, 100)).default(0),
  restSeconds: whole(1, 3_600, text.wholeFrom(1, 3_600)).default(30),
  /** Statuses of an answer that count as the backend's failure. */
  failureStatuses: statuses.default([502, 503, 504]),
});
export type ResilienceInput = z.infer<typeof resilienceInput>;

export const noResilience: ResilienceInput = resilienceInput.parse({});

export const backendParams = z.strictObject({ apiId: idSchema, backendId: idSchema });

/** How backends do, as the process that answers sees it. */
export const backendsHealth = z.object({
  backends: z.array(
    z.object({
      id: z.string(),
      state: z.enum(["closed", "open", "half-open"]),
      failures: z.number(),
      restsUntilMs: z.number().nullable(),
      lastFailure: z.object({ atMs: z.number(), what: z.string() }).nullable(),
    }),
  ),
});
export type BackendsHealth = z.infer<typeof backendsHealth>;
