import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import type { BodyRule, PolicedOperation } from "./document";

/** Formats are for people here: what they mean differs from one validator to the next. */
const options = { strict: false, validateFormats: false, logger: false } as const;
const mostKept = 5_000;

/** Compiled schemas by their text: a catalogue is compiled often, and its schemas seldom change. */
const kept = new Map<string, ValidateFunction>();

/** @throws Error for a schema that is none */
function compileSchema(schema: object): ValidateFunction {
  const text = JSON.stringify(schema);
  const known = kept.get(text);
  if (known !== undefined) return known;
  // One of its own for each: schemas of different operations may have the same $id.
  const isOld = "$schema" in schema && /draft-0[467]/.test(String(schema.$schema));
  const compiled = new (isOld ? Ajv : Ajv2020)(options).compile(schema);
  if (kept.size >= mostKept) kept.clear();
  kept.set(text, compiled);
  return compiled;
}

/** How an operation's bodies are checked; null where nothing is said of them. @throws Error for a schema that is none */
export function compileBodyRule({ bodies = [], isBodyRequired = false }: PolicedOperation): BodyRule | null {
  const json = bodies.find(({ contentType }) => isJson(contentType));
  const validate = json?.schema == null ? null : compileSchema(json.schema);
  if (validate === null && !isBodyRequired) return null;
  const others = bodies.filter((one) => one !== json).map(({ contentType }) => contentType);
  return {
    isRequired: isBodyRequired,
    check(body, contentType) {
      if (validate === null || (contentType !== null && others.includes(contentType))) return null;
      if (contentType !== null && !isJson(contentType)) return "it must be JSON";
      const read = readJson(body);
      if (read === null) return "it is not JSON";
      return validate(read.value) ? null : wrong(validate.errors?.[0]);
    },
  };
}

export function isJson(contentType: string): boolean {
  return /^[\w.-]+\/(?:[\w.+-]+\+)?json$/.test(contentType);
}

function readJson(body: Buffer): { value: unknown } | null {
  try {
    return { value: JSON.parse(body.toString("utf8").replace(/^\uFEFF/, "")) };
  } catch {
    // What is wrong in it is for its writer's tools to say.
    return null;
  }
}

function wrong(error: ErrorObject | undefined): string {
  const { instancePath = "", message = "does not fit", params = {} } = error ?? {};
  const place = instancePath === "" ? "the body" : instancePath;
  const extra = "additionalProperty" in params ? ` (${String(params.additionalProperty)})` : "";
  const allowed = "allowedValues" in params ? ` (${JSON.stringify(params.allowedValues)})` : "";
  return `${place} ${message}${extra}${allowed}`;
}
