import { z } from "zod";
import { apiMissing } from "@/lib/catalogue/editor";
import {
  apiSchemes,
  type draftedFields,
  httpMethods,
  parameterSchema,
  requestSchema,
  responseSchema,
} from "@/lib/catalogue/schema";
import type { Transaction } from "@/lib/db/client";
import { policyDocument } from "@/lib/policies/schema";

const settings = {
  name: z.string(),
  summary: z.string(),
  description: z.string(),
  suffix: z.string(),
  schemes: z.enum(apiSchemes),
  tags: z.array(z.string()),
  requiresSubscription: z.boolean(),
  keyHeader: z.string(),
  keyQuery: z.string(),
  acceptsForeignJobs: z.boolean(),
} satisfies Record<(typeof draftedFields)[number], z.ZodType>;

const revisedOperation = z.object({
  /** The API's own operation's, whichever rows the snapshot was read from. */
  id: z.string(),
  slug: z.string(),
  displayName: z.string(),
  description: z.string(),
  method: z.enum(httpMethods),
  urlTemplate: z.string(),
  parameters: z.array(parameterSchema),
  request: requestSchema.nullable(),
  responses: z.array(responseSchema),
  policy: policyDocument.nullable(),
});
export type RevisedOperation = z.infer<typeof revisedOperation>;

/** All that a revision is: what an API published, whole. `format` is raised when the shape changes. */
export const snapshotSchema = z.object({
  format: z.literal(1),
  settings: z.object(settings),
  policy: policyDocument.nullable(),
  operations: z.array(revisedOperation),
});
export type Snapshot = z.infer<typeof snapshotSchema>;

/** What an API, or its draft, is now. @throws AppError not-found */
export async function readSnapshot(client: Pick<Transaction, "api">, apiId: string): Promise<Snapshot> {
  const api = await client.api.findUnique({
    where: { id: apiId },
    include: {
      policy: true,
      operations: { include: { policy: true }, orderBy: [{ position: "asc" }, { id: "asc" }] },
    },
  });
  if (!api) throw apiMissing();
  return snapshotSchema.parse({
    format: 1,
    settings: api,
    policy: api.policy?.document ?? null,
    operations: api.operations.map(({ id, liveId, policy, ...operation }) => ({
      ...operation,
      id: liveId ?? id,
      policy: policy?.document ?? null,
    })),
  });
}
