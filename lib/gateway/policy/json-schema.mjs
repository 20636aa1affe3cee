// @ts-check
// Plain JavaScript: the thread that checks bodies runs it as it is, in development and tests too.
import { Ajv } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";

/** @typedef {import("ajv").ErrorObject} ErrorObject */
/** @typedef {import("ajv").ValidateFunction} ValidateFunction */

/** As the standard wants them, with the flag u; without it where they are legal only so. @param {string} pattern */
function readPattern(pattern) {
  try {
    return new RegExp(pattern, "u");
  } catch {
    return new RegExp(pattern);
  }
}

/** Formats are for people here: what they mean differs from one validator to the next. */
const options = {
  strict: false,
  validateFormats: false,
  validateSchema: false,
  logger: /** @type {const} */ (false),
  code: { regExp: Object.assign(readPattern, { code: "readPattern" }) },
};

const dialects = {
  old: { Reader: Ajv, metaSchema: "http://json-schema.org/draft-07/schema#" },
  new: { Reader: Ajv2020, metaSchema: "https://json-schema.org/draft/2020-12/schema" },
};

/** @type {Map<keyof typeof dialects, Ajv>} */
const judges = new Map();

/** @param {object} schema @returns {keyof typeof dialects} */
function dialectOf(schema) {
  return "$schema" in schema && /draft-0[467]/.test(String(schema.$schema)) ? "old" : "new";
}

/**
 * @param {object} schema
 * @returns {ValidateFunction}
 * @throws Error for a schema that is none
 */
export function compileSchema(schema) {
  const { Reader } = dialects[dialectOf(schema)];
  // One of its own for each: schemas of different operations may have the same $id.
  // Ajv's own word, with which it would answer promises.
  const { $async: _, ...plain } = /** @type {{ $async?: unknown }} */ (schema);
  return new Reader(options).compile(plain);
}

/** What is wrong with a schema, in words; null for one that bodies can be checked against. @param {object} schema */
export function schemaFault(schema) {
  try {
    const dialect = dialectOf(schema);
    const { Reader, metaSchema } = dialects[dialect];
    const judge = judges.get(dialect) ?? new Reader(options);
    judges.set(dialect, judge);
    if (!judge.validate(metaSchema, schema)) return judge.errorsText(undefined, { dataVar: "schema" });
    compileSchema(schema);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/**
 * What is wrong with a body, and where in it; null when it fits.
 * @param {ValidateFunction} validate
 * @param {Uint8Array} body
 * @returns {string | null}
 */
export function bodyFault(validate, body) {
  const read = readJson(body);
  if (read === null) return "it is not JSON";
  try {
    return validate(read.value) === true ? null : inWords(validate.errors?.[0]);
  } catch (error) {
    if (error instanceof RangeError) return "it is nested too deeply";
    throw error;
  }
}

/** @param {Uint8Array} body @returns {{ value: unknown } | null} */
function readJson(body) {
  try {
    return {
      value: JSON.parse(
        Buffer.from(body)
          .toString("utf8")
          .replace(/^\uFEFF/, ""),
      ),
    };
  } catch {
    // What is wrong in it is for its writer's tools to say.
    return null;
  }
}

/** @param {ErrorObject | undefined} error */
function inWords(error) {
  const { instancePath = "", message = "does not fit", params = {} } = error ?? {};
  const place = instancePath === "" ? "the body" : instancePath;
  const extra = "additionalProperty" in params ? ` (${String(params.additionalProperty)})` : "";
  const allowed = "allowedValues" in params ? ` (${JSON.stringify(params.allowedValues)})` : "";
  return `${place} ${message}${extra}${allowed}`;
}
