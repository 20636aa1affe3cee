import type { Prisma } from "@/lib/db/client";

/** Members that hold a secret, wherever they stand: not those that only name or describe one (`credentialKind`). */
const secretName =
  /^(?:password|passphrase|secret|token|apiKey|privateKey|authorization|clientSecret)$|(?:Password|Secret|Token|Hash|Sealed)$/;
/** Keys and tokens of our own, whatever the member is called. */
const ownKey = /\bgate(?:pat)?_[\w-]{20,}/g;

export const redacted = "•••";

/**
 * The same data without secrets. Commands leave them out themselves; this is the net below them, so that a new field
 * cannot carry one into the log.
 */
export function redact(value: Prisma.InputJsonObject): Prisma.InputJsonObject {
  return withoutSecrets(value) as Prisma.InputJsonObject;
}

/** Keeps the shape: members and items stay, texts may become others. */
function withoutSecrets(value: unknown): unknown {
  if (typeof value === "string") return value.replace(ownKey, redacted);
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      secretName.test(name) && typeof inner === "string" && inner !== "" ? redacted : withoutSecrets(inner),
    ]),
  );
}
