import { AsyncLocalStorage } from "node:async_hooks";
import type { Transaction } from "./client";

/** What is asked of the first transaction within some work, in that transaction. */
interface FirstCheck {
  /** Before anything else. What it throws ends the transaction. */
  before(tx: Transaction): Promise<void>;
  /** When all else is done. */
  after(tx: Transaction): Promise<void>;
}

const waiting = new AsyncLocalStorage<{ check: FirstCheck | null }>();

/** Has a check made in the first transaction that `work` opens, whichever command opens it. */
export function withFirstCheck<Result>(check: FirstCheck, work: () => Promise<Result>): Promise<Result> {
  return waiting.run({ check }, work);
}

/** What a transaction does, with the check that waits for it. */
export async function checked<Result>(
  tx: Transaction,
  work: (tx: Transaction) => Promise<Result>,
): Promise<Result> {
  const check = waiting.getStore()?.check;
  await check?.before(tx);
  const result = await work(tx);
  await check?.after(tx);
  return result;
}

/** A transaction was committed: no later one is checked. */
export function endFirstCheck(): void {
  const held = waiting.getStore();
  if (held) held.check = null;
}
