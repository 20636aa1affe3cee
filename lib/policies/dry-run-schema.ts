import { z } from "zod";
import { httpMethods } from "@/lib/catalogue/operation-schema";
import { idSchema, lineSchema } from "@/lib/catalogue/text-schema";
import { dryRunMessages as text } from "@/lib/messages/en/policies-effective";

/** A call that is imagined, to see what would become of it. Browser-safe. */
export const dryRunInput = z.strictObject({
  method: z.enum(httpMethods),
  /** Below the gateway's base. */
  target: lineSchema(8_000).regex(/^\/[\x21-\x7e]*$/, text.targetInvalid),
  /** `Name: value`, one a line. */
  headers: z
    .string()
    .max(16_000)
    .regex(/^(?:[ \t]*(?:[!#$%&'*+.^_`|~0-9A-Za-z-]+:[^\r\n\0]*)?(?:\r?\n|$))*$/, text.headersInvalid)
    .default(""),
  clientAddress: z.union([z.ipv4(), z.ipv6()], { error: text.addressInvalid }),
  /** Null, or empty: without a key. */
  subscriptionId: z
    .union([z.literal(""), idSchema])
    .nullable()
    .transform((id) => (id === "" ? null : id)),
});
export type DryRunInput = z.infer<typeof dryRunInput>;

export const dryRunSteps = z.object({
  steps: z.array(z.object({ step: z.string(), verdict: z.string(), atMs: z.number() })),
});
export type DryRunStep = z.infer<typeof dryRunSteps>["steps"][number];
