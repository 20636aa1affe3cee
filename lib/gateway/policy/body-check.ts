import { createHash } from "node:crypto";
import type { BodyRule, CheckedSchema, PolicedOperation } from "./document";
import { schemaFault } from "./json-schema.mjs";

const mostKept = 5_000;

/** What is wrong with schemas, by their key: a catalogue is compiled often, and its schemas seldom change. */
const faults = new Map<string, string | null>();

/** @throws Error for a schema that is none */
function checkedSchema(schema: object): CheckedSchema {
  const text = JSON.stringify(schema);
  const key = createHash("sha256").update(text).digest("base64");
  let fault = faults.get(key);
  if (fault === undefined) {
    fault = schemaFault(schema);
    if (faults.size >= mostKept) faults.clear();
    faults.set(key, fault);
  }
  if (fault !== null) throw new Error(fault);
  return { key, text };
}

/** How an operation's bodies are checked; null where nothing is said of them. @throws Error for a schema that is none */
export function compileBodyRule({ bodies = [], isBodyRequired = false }: PolicedOperation): BodyRule | null {
  const json = bodies.find(({ contentType }) => isJson(contentType));
  const schema = json?.schema == null ? null : checkedSchema(json.schema);
  if (schema === null && !isBodyRequired) return null;
  const others = bodies.filter((one) => one !== json).map(({ contentType }) => contentType);
  return {
    isRequired: isBodyRequired,
    judge(contentType) {
      if (schema === null || (contentType !== null && others.includes(contentType))) return null;
      return contentType !== null && !isJson(contentType) ? "it must be JSON" : schema;
    },
  };
}

export function isJson(contentType: string): boolean {
  return /^[\w.-]+\/(?:[\w.+-]+\+)?json$/.test(contentType);
}
