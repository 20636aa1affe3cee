import ts from "typescript";
import { describe, expect, it } from "vitest";
import { SourceGraph } from "./testing";

/**
 * Nothing is changed in silence: every route that takes changes, and every function that opens a transaction, leads to the audit
 * log. What does not is named here with its reason; a new one fails the test.
 */

const graph = new SourceGraph(["app/api", "lib"]);
const log = "lib/audit/commands.ts#recordAudit";
const methods = ["POST", "PUT", "PATCH", "DELETE"];

const changeNothing: Record<string, string> = {
  "app/api/[...path]/route.ts": "answers that nothing is there",
  "app/api/apis/[apiId]/connection/route.ts": "tries a connection and keeps nothing",
  "app/api/apis/[apiId]/import/preview/route.ts": "tells what an import would change",
  "app/api/apis/imports/preview/route.ts": "reads a source and keeps nothing",
  "app/api/configuration/differences/route.ts": "tells what a file would change",
  "app/api/policies/dry-run/route.ts": "tells what would become of a call",
  "app/api/try-it/route.ts": "makes a call, which is recorded with the calls",
  "app/api/try-it/result/route.ts": "reads the beginning of a result",
};

const writeWithoutEvent: Record<string, string> = {
  "lib/mail/sender.ts#attemptMail": "writes what became of a mail, which the outbox shows",
  "lib/mail/sender.ts#claim": "takes a mail to be sent",
  "lib/mail/sender.ts#tidyOutbox": "tidies mails and links that are over",
  "lib/notifications/once.ts#forgetOldTellings": "tidies what was told long ago",
  "lib/notifications/once.ts#tellInBlocks": "writes mails about what was recorded when it happened",
  "lib/notifications/once.ts#tellOnce":
    "writes mails about what was recorded when it happened, or comes with time",
  "lib/subscriptions/job-owners.ts#createJobOwners":
    "notes which subscription a job belongs to, call by call",
  "lib/webhooks/sender.ts#claim": "takes a delivery to be sent",
  "lib/webhooks/sender.ts#sendTo": "writes what became of a delivery, which the webhook's log shows",
  "lib/webhooks/sender.ts#tidyDeliveries": "tidies deliveries of long ago",
  "lib/users/guess-limit.ts#countArrival": "counts, and is followed by the sign-in that is recorded",
  "lib/users/guess-limit.ts#countMailRequest": "counts, and is followed by what is asked for",
  "lib/sessions/commands.ts#startSession": "follows a sign-in, which is recorded where it is allowed",
  "lib/sessions/commands.ts#noteSessionUse": "notes when a session was last used",
  "lib/sessions/commands.ts#tidySessions": "tidies sessions that are over",
  "lib/tokens/commands.ts#noteTokenUse": "notes when a token was last used",
  "lib/users/forget-callers.ts#forgetCallers": "goes on with a deletion that is recorded",
  "lib/users/forget-departed.ts#forgetBlock": "goes on with a deletion that is recorded",
  "lib/users/guess-limit.ts#forgetOldWindows": "tidies counts that are over",
};

const writes = new Set(["create", "createMany", "update", "updateMany", "upsert", "delete", "deleteMany"]);

/** Whether a declaration opens a transaction, or writes outside of one. What is given a `tx` is part of its opener. */
function changesDatabase(node: ts.Node): boolean {
  let found = false;
  const visit = (inner: ts.Node): void => {
    if (ts.isCallExpression(inner)) {
      const { expression: called } = inner;
      if (ts.isIdentifier(called) && called.text === "transact") found = true;
      if (ts.isPropertyAccessExpression(called) && writes.has(called.name.text)) {
        const model = called.expression;
        const owner = ts.isPropertyAccessExpression(model) ? model.expression.getText() : "";
        if (owner === "client" || owner === "db()") found = true;
      }
    }
    ts.forEachChild(inner, visit);
  };
  visit(node);
  return found;
}

describe("the audit log hears of", () => {
  it("every route that takes changes", () => {
    const silent = graph
      .files()
      .filter((path) => path.endsWith("/route.ts"))
      .filter((path) =>
        graph.exportsOf(path).some((method) => methods.includes(method) && !graph.reaches(path, method, log)),
      );
    expect(silent.sort()).toEqual(Object.keys(changeNothing).sort());
  });

  it("every function that changes the database", () => {
    const silent = graph
      .files()
      .flatMap((path) => graph.declarationsOf(path).map(([name, node]) => ({ path, name, node })))
      .filter(({ path, name, node }) => changesDatabase(node) && !graph.reaches(path, name, log))
      .map(({ path, name }) => `${path}#${name}`);
    expect(silent.sort()).toEqual(Object.keys(writeWithoutEvent).sort());
  });

  it("it in the change's own transaction", () => {
    const outside = graph.files().flatMap((path) =>
      graph.declarationsOf(path).flatMap(([name, node]) => {
        const calls = [...node.getText().matchAll(/\brecordAudit\(\s*(\w+)/g)].map(([, first]) => first);
        return calls.some((first) => first !== "tx") ? [`${path}#${name}`] : [];
      }),
    );
    expect(outside).toEqual([]);
  });
});
