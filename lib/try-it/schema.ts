import { z } from "zod";
import { requestMessages as text } from "@/lib/messages/en/try-it-request";

const id = z.string().regex(/^[\w-]{1,64}$/, text.idInvalid);

/**
 * What the console posts: ids and values, never a URL. Where the call goes is read from the database. For the route;
 * the browser builds the type without loading zod.
 */
export const tryItInput = z.strictObject({
  operationId: id,
  /** One of the caller's own, or null to call without one. */
  subscriptionId: id.nullable(),
  /** An administrator's test of an operation that need not be published: without a subscription where none is named. */
  asTester: z.boolean().optional(),
  /** A key that was pasted: sent as the call's key header, in place of a subscription. Never stored. */
  key: z
    .string()
    .min(1)
    .max(1_000)
    .regex(/^[\x21-\x7e]+$/, text.keyInvalid)
    .optional(),
  /** By place and name: `path:workspace`. */
  parameters: z
    .record(z.string().max(250), z.string().max(100_000))
    .refine((values) => Object.keys(values).length <= 300),
  headers: z.array(z.tuple([z.string().max(200), z.string().max(10_000)])).max(100),
  contentType: z.string().max(200).nullable(),
  body: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("text"), text: z.string() }),
    z.strictObject({ kind: z.literal("base64"), data: z.base64(text.bodyNotBase64) }),
  ]),
});
export type TryItInput = z.infer<typeof tryItInput>;
