// @ts-check
// The thread that bodies are checked in, one after another; see body-checks.ts.
import { parentPort } from "node:worker_threads";
import { bodyFault, compileSchema } from "./json-schema.mjs";

/** @typedef {{ key: string, schema: string | null, forget: boolean, body: Uint8Array }} Question a new schema is sent along once */
/** @typedef {"compiled" | { fault: string | null }} Reply a new schema's compilation is told, then the verdict */

/** @type {Map<string, import("ajv").ValidateFunction>} */
const known = new Map();

/** @param {Reply} reply */
const reply = (reply) => parentPort?.postMessage(reply);

parentPort?.on("message", (/** @type {Question} */ { key, schema, forget, body }) => {
  if (forget) known.clear();
  if (schema !== null) {
    known.set(key, compileSchema(JSON.parse(schema)));
    reply("compiled");
  }
  const validate = known.get(key);
  if (validate === undefined) throw new Error(`No schema ${key}`);
  reply({ fault: bodyFault(validate, body) });
});
