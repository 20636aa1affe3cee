import { type Actor, recordAudit } from "@/lib/audit/commands";
import { deleteApiIn } from "@/lib/catalogue/api-commands";
import { bySlug } from "@/lib/catalogue/editor";
import type { Transaction } from "@/lib/db/client";
import { AppError, isAppError } from "@/lib/errors";
import { deleteProviderIn } from "@/lib/identities/provider-commands";
import { configurationMessages as text } from "@/lib/messages/en/configuration";
import { deleteProductIn } from "@/lib/products/commands";
import { removedEntry } from "./audit";
import { findPoolBackend, type SinglePart } from "./write-parts";

/** Removes a part, and tells the audit log. Settings and policies are never removed. @throws AppError conflict while it is in use */
export async function removePart(tx: Transaction, actor: Actor, part: SinglePart): Promise<void> {
  try {
    await remove(tx, actor, part);
  } catch (error) {
    if (!isAppError(error)) throw error;
    throw new AppError(error.code, text.refused(part.what, error.message), { cause: error });
  }
}

async function remove(tx: Transaction, actor: Actor, part: SinglePart): Promise<void> {
  switch (part.kind) {
    case "product": {
      const { id } = await tx.product.findUniqueOrThrow({ where: { slug: part.slug }, select: { id: true } });
      return deleteProductIn(tx, actor, id);
    }
    case "api": {
      const { id } = await tx.api.findUniqueOrThrow({ where: bySlug(part.slug), select: { id: true } });
      return deleteApiIn(tx, actor, id);
    }
    case "backend": {
      const id = await findPoolBackend(tx, part);
      if (id !== null) await tx.backend.delete({ where: { id } });
      return recordAudit(tx, actor, removedEntry(part, part.api));
    }
    case "group": {
      const { id } = await tx.group.delete({ where: { name: part.value.name }, select: { id: true } });
      return recordAudit(tx, actor, removedEntry(part, id));
    }
    case "identity-provider":
      return deleteProviderIn(tx, actor, part.value.id);
    case "named-value": {
      const { id } = await tx.namedValue.delete({ where: { name: part.value.name }, select: { id: true } });
      return recordAudit(tx, actor, removedEntry(part, id));
    }
    case "notification":
      await tx.eventRule.deleteMany({ where: { event: part.event } });
      return recordAudit(tx, actor, removedEntry(part, part.event));
    case "setting":
    case "policy":
      return;
  }
}
