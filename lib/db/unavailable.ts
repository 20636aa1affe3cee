import { AppError } from "@/lib/errors";

/** Prisma's codes for a server that is not reached, a closed connection, no free connection or no begin of a transaction in time. */
const codes = new Set(["P1001", "P1002", "P1008", "P1017", "P2024", "P2028"]);
/** As the drivers say it: gone, going, coming, and a disk without room. */
const messages =
  /ECONNREFUSED|ECONNRESET|Connection terminated|connection is closed|timeout exceeded when trying to connect|the database system is|terminating connection|disk is full|disk I\/O error|SQLITE_FULL|SQLITE_IOERR/i;

/** Whether a failure is the database's absence, or its disk's lack of room, and not a fault of what was asked. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ("code" in error && codes.has(String(error.code))) || messages.test(error.message);
}

/** What a caller is told then (503, come again); null for every other failure. */
export function unavailable(error: unknown): AppError | null {
  if (!isUnavailable(error)) return null;
  return new AppError("not-ready", "The database cannot be used just now. Try again in a moment.", {
    cause: error,
    retryAfterSeconds: 5,
  });
}
