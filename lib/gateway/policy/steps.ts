import { compileBodyRule } from "./body-check";
import type { PolicedOperation, PolicySteps, ScopedDocument, Switch } from "./document";
import { compileRewrite } from "./rewrite";

/** Whether documents set anything that depends on the operation, so that none can share their policy. */
export function dependOnOperation(documents: readonly ScopedDocument[]): boolean {
  return documents.some(
    ({ document: { request, response } }) =>
      request.rewrite !== "" || request.validateBody === "on" || response.mock === "on",
  );
}

/**
 * The steps that few calls take, outermost scope first; null where none is set. A step that is set and cannot work is
 * named in `problems`, and then no call may pass: what it would have refused or changed is not known.
 */
export function compileSteps(
  documents: readonly ScopedDocument[],
  operation: PolicedOperation | null,
  problems: string[],
): { steps: PolicySteps | null; isBroken: boolean } {
  const faults: string[] = [];
  const tokens = documents.flatMap(({ scope, document: { access } }) =>
    access.token.required ? [{ ...access.token, scope }] : [],
  );
  const steps = {
    tokens: tokens.length === 0 ? null : tokens,
    rewrite: rewriteOf(documents, operation, faults),
    body: bodyOf(documents, operation, faults),
    mock: mockOf(documents, operation),
    cache: cacheOf(documents),
  };
  // The same is found for every product that an operation is called through.
  for (const fault of faults) if (!problems.includes(fault)) problems.push(fault);
  const isEmpty = Object.values(steps).every((step) => step === null);
  return { steps: isEmpty ? null : steps, isBroken: faults.length > 0 };
}

/** What the innermost scope says that says something. */
function decide(switches: readonly Switch[]): boolean {
  return switches.findLast((one) => one !== "inherit") === "on";
}

function rewriteOf(
  documents: readonly ScopedDocument[],
  operation: PolicedOperation | null,
  faults: string[],
): PolicySteps["rewrite"] {
  const template = documents.findLast(({ document }) => document.request.rewrite !== "")?.document.request
    .rewrite;
  if (template === undefined || operation === null) return null;
  const rewrite = compileRewrite(template, operation.urlTemplate);
  if (rewrite === null)
    faults.push(`the path ${template} does not fit ${operation.urlTemplate}, so no call of it passes`);
  return rewrite;
}

function bodyOf(
  documents: readonly ScopedDocument[],
  operation: PolicedOperation | null,
  faults: string[],
): PolicySteps["body"] {
  if (operation === null || !decide(documents.map(({ document }) => document.request.validateBody)))
    return null;
  try {
    return compileBodyRule(operation);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    faults.push(`bodies of ${operation.urlTemplate} cannot be checked (${why}), so no call of it passes`);
    return null;
  }
}

function mockOf(
  documents: readonly ScopedDocument[],
  operation: PolicedOperation | null,
): PolicySteps["mock"] {
  if (operation === null || !decide(documents.map(({ document }) => document.response.mock))) return null;
  const { example = null } = operation;
  return { example: example && { ...example, body: Buffer.from(example.body) } };
}

function cacheOf(documents: readonly ScopedDocument[]): PolicySteps["cache"] {
  const said = documents.findLast(({ document }) => document.response.cache.mode !== "inherit");
  const cache = said?.document.response.cache;
  return cache?.mode === "on" ? { seconds: cache.seconds } : null;
}
