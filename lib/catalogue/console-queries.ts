import { z } from "zod";
import { db } from "@/lib/db/client";
import type { Viewer } from "@/lib/groups/schema";
import { requireManager } from "./editor";
import { visibleApis } from "./portal-queries";
import { parameterSchema } from "./schema";

/** What a call of an operation is made from; null when there is none for this viewer. @throws AppError not-allowed for a tester who is no administrator */
export async function findConsoleOperation(viewer: Viewer, operationId: string, asTester = false) {
  if (asTester) requireManager(viewer);
  const operation = await db().operation.findFirst({
    where: { id: operationId, ...(!asTester && { api: visibleApis(viewer) }) },
    select: {
      apiId: true,
      method: true,
      urlTemplate: true,
      parameters: true,
      api: { select: { suffix: true, keyHeader: true } },
    },
  });
  return operation && { ...operation, parameters: z.array(parameterSchema).parse(operation.parameters) };
}
export type ConsoleOperationRow = NonNullable<Awaited<ReturnType<typeof findConsoleOperation>>>;
