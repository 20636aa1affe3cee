import { setImmediate as nextTurn } from "node:timers/promises";
import { uncheckable } from "@/lib/catalogue/checkable-schemas";
import { policySchemaMessages as text } from "@/lib/messages/en/policies-schema";
import { partsOf } from "./parts";
import type { ConfigurationFile, PlacedFault } from "./read-file";

/**
 * Bodies are not checked against a schema that is none. Outside the transaction, and with a turn of the loop after each
 * schema: to read one takes milliseconds, and a file may have thousands.
 * @throws AppError unprocessable, naming lines and places
 */
export async function requireCheckableBodies({ configuration, refuse }: ConfigurationFile): Promise<void> {
  const faults: PlacedFault[] = [];
  for (const part of partsOf(configuration)) {
    if (part.kind !== "operation" || part.value.policy.request.validateBody !== "on") continue;
    const found = uncheckable(part.value.request);
    const place = [...part.place, "policy", "request", "validateBody"];
    if (found !== null) faults.push({ place, message: text.schemaUncheckable(found.fault) });
    await nextTurn();
  }
  if (faults.length > 0) throw refuse(faults);
}
