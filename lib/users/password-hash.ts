import { hash, type Options, parseOptions, verify } from "@node-rs/argon2";
import { AppError } from "@/lib/errors";
import { userMessages } from "@/lib/messages/en/users";
import { HashQueue } from "./hash-queue";

/**
 * Argon2id (the library's default kind) with OWASP's first recommendation: 19 MiB, 2 passes, 1 lane.
 * Raising these rehashes each password at its owner's next sign-in.
 */
export const argonParameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const satisfies Options;

const queueKey = Symbol.for("gatehouse.password-hashes");
const globals = globalThis as { [queueKey]?: HashQueue };

/** One queue for the whole process: Next bundles this module more than once. */
function queue(): HashQueue {
  globals[queueKey] ??= new HashQueue({
    running: 2,
    waiting: 64,
    full: () =>
      new AppError("not-ready", userMessages.tooManyAtOnce, {
        retryAfterSeconds: 2,
      }),
  });
  return globals[queueKey];
}

/** The PHC string to store. @throws AppError not-ready (503) when too many hashes are waiting. */
export async function hashPassword(password: string): Promise<string> {
  return queue().run(() => hash(password.normalize("NFC"), argonParameters));
}

/**
 * Compares a password with what is stored. Without a stored hash it works as long and answers false, so that the
 * time tells nobody whether an account exists.
 * @throws AppError not-ready (503) when too many hashes are waiting.
 */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  if (stored === null) {
    await hashPassword(password);
    return false;
  }
  return queue().run(() => verify(stored, password.normalize("NFC")));
}

/** Whether a stored hash was made with other parameters than today's. */
export function needsRehash(stored: string): boolean {
  const made = parseOptions(stored);
  return (
    made.memoryCost !== argonParameters.memoryCost ||
    made.timeCost !== argonParameters.timeCost ||
    made.parallelism !== argonParameters.parallelism
  );
}
