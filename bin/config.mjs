// npm run config: the whole configuration of a running Gatehouse as one file, over its JSON API. Plain Node.
import { readFileSync, writeFileSync } from "node:fs";
import { fail, say } from "./steps.mjs";

const usage = `The configuration of a running Gatehouse as one YAML file (docs/configuration-file.md).

  npm run config -- export [FILE]           writes it to FILE, or prints it
  npm run config -- diff FILE [--prune]     says what applying FILE would change; ends with 2 where something would
  npm run config -- apply FILE [--prune]    makes it so

GATEHOUSE_URL is the portal's address (http://localhost:3000 unless it is set), GATEHOUSE_TOKEN an administrator's
access token with write scope (a read token is enough to export). FILE may be - for standard input.
--prune removes what is not in the file, in the sections that the file has.`;

/** What is asked for; null where it is none of the commands. */
function readArguments(args) {
  const prune = args.includes("--prune");
  const [command, file, ...rest] = args.filter((arg) => arg !== "--prune");
  const isKnown = command === "export" ? !prune : ["diff", "apply"].includes(command) && file !== undefined;
  return isKnown && rest.length === 0 && !file?.startsWith("--") ? { command, file, prune } : null;
}

/** A report in words, a line each. */
function inWords({ differences, kept, unchanged, toSet }) {
  const lines = differences.flatMap(({ change, what, changes }) => [
    `${change.padEnd(7)}  ${what}`,
    ...changes.map(
      ({ path, before, after }) =>
        `           ${[path, `${word(before)} -> ${word(after)}`].filter(Boolean).join(": ")}`,
    ),
  ]);
  if (differences.length === 0) lines.push(`No difference: ${unchanged} things are as in the file.`);
  if (kept.length > 0) lines.push(`Not in the file, and kept: ${kept.join(", ")}.`);
  return [...lines, ...toSet].join("\n");
}

function word(value) {
  return value === null ? "none" : JSON.stringify(value);
}

async function call(method, path, body) {
  const base = (process.env.GATEHOUSE_URL || "http://localhost:3000").replace(/\/+$/, "");
  const token = process.env.GATEHOUSE_TOKEN;
  if (!token)
    return fail(`GATEHOUSE_TOKEN is not set. Make a token under Profile > Access tokens.\n\n${usage}`);
  const response = await fetch(`${base}${path}`, {
    method,
    headers: { Authorization: `Bearer ${token}`, ...(body && { "Content-Type": "application/json" }) },
    ...(body && { body: JSON.stringify(body) }),
    redirect: "error",
  }).catch((error) =>
    fail(`Gatehouse does not answer at ${base}: ${error.cause?.message ?? error.message}.`),
  );
  if (response.ok) return response;
  const problem = await response.json().catch(() => ({}));
  const messages = (problem.errors ?? []).map(({ message }) => message);
  const detail = problem.detail ?? `Gatehouse answered ${response.status}.`;
  return fail(messages.length > 0 ? messages.join("\n") : detail);
}

function read(file) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(file === "-" ? 0 : file));
  } catch (error) {
    return fail(`${file} cannot be read: ${error.code ?? "it is no text in UTF-8"}.`);
  }
}

async function main() {
  const asked = readArguments(process.argv.slice(2));
  if (asked === null) fail(usage);
  const { command, file, prune } = asked;
  if (command === "export") {
    const text = await (await call("GET", "/api/configuration")).text();
    if (file === undefined || file === "-") process.stdout.write(text);
    else writeFileSync(file, text);
    return;
  }
  const [method, path] =
    command === "diff" ? ["POST", "/api/configuration/differences"] : ["PUT", "/api/configuration"];
  const report = await (await call(method, path, { document: read(file), prune })).json();
  say(inWords(report));
  if (command === "diff" && report.differences.length > 0) process.exitCode = 2;
}

await main();
