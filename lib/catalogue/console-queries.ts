import { z } from "zod";
import { db } from "@/lib/db/client";
import type { Viewer } from "@/lib/groups/schema";
import { visibleApis } from "./portal-queries";
import { parameterSchema } from "./schema";

/** What a call of an operation is made from; null when there is none for this viewer. */
export async function findConsoleOperation(viewer: Viewer, operationId: string) {
  const operation = await db().operation.findFirst({
    where: { id: operationId, api: visibleApis(viewer) },
    select: {
      method: true,
      urlTemplate: true,
      parameters: true,
      api: { select: { suffix: true, keyHeader: true } },
    },
  });
  return operation && { ...operation, parameters: z.array(parameterSchema).parse(operation.parameters) };
}
export type ConsoleOperationRow = NonNullable<Awaited<ReturnType<typeof findConsoleOperation>>>;
