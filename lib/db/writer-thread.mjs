// @ts-check
// The thread that writes to SQLite beside the calls, one statement after another; see writer.ts.
import { parentPort, workerData } from "node:worker_threads";
import Database from "better-sqlite3";

/** @typedef {{ path: string, setUp: string, waitMs: number }} WriterData */
/** @typedef {{ id: number, sql: string, json: string }} Write */
/** @typedef {{ id: number, fault: { message: string, code: string } | null }} Written */

/** @type {WriterData} */
const { path, setUp, waitMs } = workerData;
const database = new Database(path, { fileMustExist: true, timeout: waitMs });
database.exec(setUp);

/** @type {Map<string, import("better-sqlite3").Statement>} */
const statements = new Map();

/** @param {string} sql */
function statementOf(sql) {
  const known = statements.get(sql);
  if (known !== undefined) return known;
  const statement = database.prepare(sql);
  statements.set(sql, statement);
  return statement;
}

/** @param {Write} write @returns {Written["fault"]} */
function faultOf({ sql, json }) {
  try {
    statementOf(sql).run(json);
    return null;
  } catch (error) {
    const { message, code } = /** @type {Error & { code?: string }} */ (error);
    return { message, code: code ?? "" };
  }
}

parentPort?.on("message", (/** @type {Write | "close"} */ message) => {
  if (message === "close") {
    database.close();
    parentPort?.close();
  } else parentPort?.postMessage({ id: message.id, fault: faultOf(message) });
});
