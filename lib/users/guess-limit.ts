import { isIPv4, isIPv6 } from "node:net";
import { type Actor, anonymousActor, recordAudit } from "@/lib/audit/commands";
import { type Transaction, transact } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { userMessages } from "@/lib/messages/en/users";

export const guessWindowMs = 15 * 60 * 1000;
export const guessesPerAccount = 10;
export const guessesPerAddress = 100;
export const mailsPerAddress = 5;

/** Who is guessing at what. Clients whose address is not known (null) share one count. */
export interface Guess extends Pick<Actor, "address">, Partial<Pick<Actor, "requestId">> {
  email: string;
  /** What is guessed: who guesses at one thing does not lock the way to another. */
  at?: "account" | "confirm";
}

/**
 * Who brings a mailed link, or comes back from an identity provider. No account is counted: nobody guesses those, and a
 * link is the way out of a lock.
 */
type Arrival = Pick<Guess, "address">;

/**
 * Counts a guess before it is checked, for its account and its address, in windows of 15 minutes shared by all
 * processes. Counting first means that concurrent guesses cannot slip past the limit.
 * @throws AppError too-many-attempts with the seconds until the window ends.
 */
export async function countGuess(guess: Guess, now: Date): Promise<void> {
  const windowStart = windowOf(now);
  const [account, address] = await transact(async (tx) => {
    const counts = [
      await increment(tx, accountKey(guess), windowStart),
      await increment(tx, addressKey(guess.address), windowStart),
    ] as const;
    await recordLimit(tx, guess, counts);
    return counts;
  });
  await forgetOldWindows(windowStart);
  if (account > guessesPerAccount || address > guessesPerAddress) throw tooManyAttempts(windowStart, now);
}

/** Counts an arrival, for its address. @throws AppError too-many-attempts, as `countGuess` */
export async function countArrival({ address }: Arrival, now: Date): Promise<void> {
  const windowStart = windowOf(now);
  const count = await transact((tx) => increment(tx, addressKey(address), windowStart));
  if (count > guessesPerAddress) throw tooManyAttempts(windowStart, now);
}

function tooManyAttempts(windowStart: Date, now: Date): AppError {
  const retryAfterSeconds = secondsLeft(windowStart, now);
  return new AppError("too-many-attempts", userMessages.tooManyAttempts(Math.ceil(retryAfterSeconds / 60)), {
    retryAfterSeconds,
  });
}

/** The first guess past a limit is recorded, those after it are only counted: a flood of them writes no flood of events. */
async function recordLimit(
  tx: Transaction,
  { email, address, requestId = null }: Guess,
  [account, fromAddress]: readonly [number, number],
): Promise<void> {
  if (account !== guessesPerAccount + 1 && fromAddress !== guessesPerAddress + 1) return;
  await recordAudit(tx, anonymousActor({ address, requestId }), {
    action: "user.sign-in-limited",
    targetType: "user",
    targetId: "",
    targetName: email,
    after: { guessesAtAccount: account, guessesFromAddress: fromAddress },
  });
}

/**
 * Counts a mail that somebody asks to be sent to an address, whether there is an account or not: few to one address,
 * and as many from one place as it has guesses.
 * @throws AppError too-many-attempts with the seconds until the window ends.
 */
export async function countMailRequest({ email, address }: Guess, now: Date): Promise<void> {
  const windowStart = windowOf(now);
  const [mails, fromAddress] = await transact(async (tx) => [
    await increment(tx, mailKey(email), windowStart),
    await increment(tx, addressKey(address), windowStart),
  ]);
  if (mails <= mailsPerAddress && fromAddress <= guessesPerAddress) return;
  const retryAfterSeconds = secondsLeft(windowStart, now);
  throw new AppError("too-many-attempts", userMessages.tooManyMails(Math.ceil(retryAfterSeconds / 60)), {
    retryAfterSeconds,
  });
}

/** An arrival that succeeded takes back what it added. */
export async function forgiveArrival(tx: Transaction, address: string | null, now: Date): Promise<void> {
  await tx.guessCount.updateMany({
    where: { key: addressKey(address), windowStart: windowOf(now), count: { gt: 0 } },
    data: { count: { decrement: 1 } },
  });
}

/** A right password clears its account's count and takes back what it added to its address's. */
export async function forgiveGuesses(tx: Transaction, guess: Guess, now: Date): Promise<void> {
  await tx.guessCount.deleteMany({ where: { key: accountKey(guess) } });
  await forgiveArrival(tx, guess.address, now);
}

/** What was counted for an address whose account is deleted. */
export async function forgetGuesses(tx: Transaction, email: string): Promise<void> {
  const keys = [accountKey({ email }), accountKey({ email, at: "confirm" }), mailKey(email)];
  await tx.guessCount.deleteMany({ where: { key: { in: keys } } });
}

/** One statement in both databases (INSERT ... ON CONFLICT DO UPDATE), so no count is lost. */
async function increment(tx: Transaction, key: string, windowStart: Date): Promise<number> {
  const { count } = await tx.guessCount.upsert({
    where: { key_windowStart: { key, windowStart } },
    create: { key, windowStart, count: 1 },
    update: { count: { increment: 1 } },
    select: { count: true },
  });
  return count;
}

let tidiedWindow = 0;

/** Once a window and process: what ended is of no more use. */
async function forgetOldWindows(windowStart: Date): Promise<void> {
  if (windowStart.getTime() === tidiedWindow) return;
  await transact((tx) => tx.guessCount.deleteMany({ where: { windowStart: { lt: windowStart } } }));
  tidiedWindow = windowStart.getTime();
}

function windowOf(now: Date): Date {
  return new Date(Math.floor(now.getTime() / guessWindowMs) * guessWindowMs);
}

function secondsLeft(windowStart: Date, now: Date): number {
  return Math.ceil((windowStart.getTime() + guessWindowMs - now.getTime()) / 1000);
}

function mailKey(email: string): string {
  return `mail:${email}`;
}

function accountKey({ email, at = "account" }: Pick<Guess, "email" | "at">): string {
  return `${at}:${email}`;
}

/** One household or host has a whole IPv6 /64 to choose addresses from, so that network counts as one. */
function addressKey(address: string | null): string {
  if (address === null) return "address:unknown";
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined && isIPv4(mapped)) return `address:${mapped}`;
  return `address:${isIPv6(address) ? networkOf(address) : address}`;
}

/** The first 64 bits of an IPv6 address, e.g. `2001:db8:0:1::/64`. */
function networkOf(address: string): string {
  const [head = "", tail] = address.toLowerCase().split("%")[0]?.split("::") ?? [];
  const left = head.split(":").filter(Boolean);
  const right = tail?.split(":").filter(Boolean) ?? [];
  // An embedded IPv4 address stands for two groups, and only ever at the end.
  const width = right.length + (right.at(-1)?.includes(".") ? 1 : 0);
  const middle = tail === undefined ? [] : Array<string>(Math.max(0, 8 - left.length - width)).fill("0");
  const groups = [...left, ...middle, ...right].slice(0, 4).map((group) => Number.parseInt(group, 16));
  return `${groups.map((group) => group.toString(16)).join(":")}::/64`;
}
