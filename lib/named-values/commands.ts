import { recordAudit } from "@/lib/audit/commands";
import { type Editor, requireManager } from "@/lib/catalogue/editor";
import { type Transaction, transact } from "@/lib/db/client";
import { raiseRevision } from "@/lib/db/revision";
import { isUniqueViolation } from "@/lib/db/unique-violation";
import { AppError, fieldError } from "@/lib/errors";
import { installedSecrets } from "@/lib/keys/installed";
import { seal } from "@/lib/keys/seal";
import { namedValueMessages as text } from "@/lib/messages/en/named-values";
import { loadNamedValues, namedValuePlace } from "./resolve";
import type { NamedValueChange, NamedValueInput } from "./schema";
import { listUses, type Use } from "./uses";

/** @throws AppError not-allowed or invalid-input */
export async function addNamedValue(
  { viewer, actor }: Editor,
  { name, ...change }: NamedValueInput,
): Promise<{ id: string }> {
  requireManager(viewer);
  try {
    return await transact(async (tx) => {
      const { id } = await tx.namedValue.create({ data: { name } });
      await tx.namedValue.update({ where: { id }, data: columns(id, change) });
      await recordAudit(tx, actor, {
        action: "named-value.create",
        targetType: "named-value",
        targetId: id,
        targetName: name,
        after: auditable(change),
      });
      await raiseRevision(tx, "catalogue");
      return { id };
    });
  } catch (error) {
    if (isUniqueViolation(error, "name")) throw fieldError("name", text.nameTaken(name));
    throw error;
  }
}

/** Puts a value in place of the one there is. @throws AppError not-allowed, not-found or invalid-input */
export async function changeNamedValue(
  { viewer, actor }: Editor,
  id: string,
  change: NamedValueChange,
): Promise<void> {
  requireManager(viewer);
  await transact(async (tx) => {
    // Raised first: it is what changes of what uses named values wait for, too.
    await raiseRevision(tx, "catalogue");
    const before = await findValue(tx, id);
    const uses = (await listUses(tx, installedSecrets().seal)).filter(({ names }) =>
      names.includes(before.name),
    );
    if (change.secret) refuseInTheOpen(uses);
    const old = await loadNamedValues(tx, installedSecrets().seal);
    await tx.namedValue.update({ where: { id }, data: columns(id, change) });
    const now = await loadNamedValues(tx, installedSecrets().seal);
    for (const { address, label } of uses) {
      if (address !== null) checkAddress(label, address, old.resolve(address.url), now.resolve(address.url));
    }
    await recordAudit(tx, actor, {
      action: "named-value.set",
      targetType: "named-value",
      targetId: id,
      targetName: before.name,
      before: { secret: before.secret, ...(!before.secret && { value: before.value }) },
      after: auditable(change),
    });
  });
}

/** @throws AppError not-allowed, not-found, or conflict saying where it is used */
export async function deleteNamedValue({ viewer, actor }: Editor, id: string): Promise<void> {
  requireManager(viewer);
  await transact(async (tx) => {
    await raiseRevision(tx, "catalogue");
    const { name, secret } = await findValue(tx, id);
    const uses = await listUses(tx, installedSecrets().seal);
    const places = uses.flatMap(({ names, label }) => (names.includes(name) ? [label] : []));
    if (places.length > 0) throw new AppError("conflict", text.used(name, places.join(", ")));
    await tx.namedValue.delete({ where: { id } });
    await recordAudit(tx, actor, {
      action: "named-value.delete",
      targetType: "named-value",
      targetId: id,
      targetName: name,
      before: { secret },
    });
  });
}

async function findValue(tx: Transaction, id: string) {
  const found = await tx.namedValue.findUnique({ where: { id }, omit: { sealed: true } });
  if (!found) throw new AppError("not-found", text.missing);
  return found;
}

function columns(id: string, { secret, value }: NamedValueChange) {
  const setAt = new Date();
  return secret
    ? { secret, value: null, sealed: seal(value, installedSecrets().seal, namedValuePlace(id)), setAt }
    : { secret, value, sealed: null, setAt };
}

/** What the audit log may say: never a secret, not even sealed. */
function auditable({ secret, value }: NamedValueChange) {
  return secret ? { secret } : { secret, value };
}

function refuseInTheOpen(uses: readonly Use[]): void {
  const places = uses.flatMap(({ isOpen, label }) => (isOpen ? [label] : []));
  if (places.length > 0) throw fieldError("secret", text.usedInTheOpen(places.join(", ")));
}

/** A changed value must leave every address one, and lead no stored credential elsewhere. */
function checkAddress(
  place: string,
  { hasCredential, isOne }: NonNullable<Use["address"]>,
  before: string,
  after: string,
): void {
  if (!isOne(after)) throw fieldError("value", text.urlInvalid(after, place));
  const origin = URL.parse(after)?.origin ?? after;
  if (hasCredential && origin !== URL.parse(before)?.origin) {
    throw fieldError("value", text.credentialWouldMove(place, origin));
  }
}
