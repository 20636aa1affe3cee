import CachePolicy from "http-cache-semantics";
import type { Clock } from "@/lib/limits/counter";
import type { CatalogueSnapshot } from "../routes";

/** What is asked, as far as the answer may depend on it. */
export interface Question {
  /** The API and the target as it was called. */
  place: string;
  /** Whose answers these are: nobody is given another's. */
  who: string;
  /** Without a key, answers are everybody's: those for one alone are not kept (RFC 9111 section 3.5). */
  isShared: boolean;
  /** By lower-case name, several values joined. */
  headers: Readonly<Record<string, string>>;
}

/** A web service's answer, whole. */
export interface Answer {
  status: number;
  reason: string;
  /** As they may be sent: hop-by-hop gone, secrets redacted. */
  headers: readonly string[];
  body: Buffer;
}

export interface KeptAnswer extends Answer {
  ageSeconds: number;
  freshSeconds: number;
}

interface Kept {
  answer: Answer;
  policy: CachePolicy;
  bytes: number;
}

interface Shelf {
  place: string;
  /** One for each that the answer varies by. */
  kept: Kept[];
}

/** What any one answer may come to, and all of them. */
export const longestKeptBytes = 1024 * 1024;
const mostBytes = 32 * 1024 * 1024;
const mostVariants = 8;
/** What an answer costs beside its bytes. */
const overheadBytes = 512;

/**
 * Answers of web services, kept in memory while they are fresh (RFC 9111). The least recently used go first; all of
 * them go when an administrator changes anything of the catalogue.
 */
export class AnswerCache {
  /** By place and who, the least recently used first. */
  readonly #shelves = new Map<string, Shelf>();
  readonly #whoAt = new Map<string, Set<string>>();
  readonly #policyOf: (...given: ConstructorParameters<typeof CachePolicy>) => CachePolicy;
  #catalogue: CatalogueSnapshot | null = null;
  #bytes = 0;

  constructor(clock: Pick<Clock, "now">) {
    class ClockedPolicy extends CachePolicy {
      now(): number {
        return clock.now();
      }
    }
    this.#policyOf = (...given) => new ClockedPolicy(...given);
  }

  get isEmpty(): boolean {
    return this.#shelves.size === 0;
  }

  /** Answers belong to the catalogue that they were given under. */
  use(catalogue: CatalogueSnapshot): void {
    if (this.#catalogue === catalogue) return;
    this.#catalogue = catalogue;
    this.#shelves.clear();
    this.#whoAt.clear();
    this.#bytes = 0;
  }

  /** A fresh answer to the question that its caller takes from a cache, or null. */
  find(question: Question): KeptAnswer | null {
    const id = idOf(question);
    const shelf = this.#shelves.get(id);
    if (shelf === undefined) return null;
    this.#drop(shelf, ({ policy }) => policy.stale());
    if (shelf.kept.length === 0) this.#remove(id, shelf);
    const asked = { method: "GET", headers: question.headers };
    const found = shelf.kept.find(({ policy }) => policy.satisfiesWithoutRevalidation(asked));
    if (found === undefined) return null;
    this.#shelves.delete(id);
    this.#shelves.set(id, shelf);
    const { answer, policy } = found;
    return {
      ...answer,
      ageSeconds: Math.floor(policy.age()),
      freshSeconds: Math.floor(policy.timeToLive() / 1000),
    };
  }

  /** Keeps the answer if it may be kept. `seconds`: for how long, where the web service says nothing of it; 0: not then. */
  keep(catalogue: CatalogueSnapshot, question: Question, answer: Answer, seconds: number): void {
    if (catalogue !== this.#catalogue) return;
    const policy = this.#policyFor(question, answer, seconds);
    const bytes = sizeOf(answer);
    if (policy === null || bytes > longestKeptBytes) return;
    const id = idOf(question);
    const shelf = this.#shelves.get(id) ?? { place: question.place, kept: [] };
    // It takes the place of the one that its caller did not want.
    const { "cache-control": _, pragma, ...headers } = question.headers;
    const asked = { method: "GET", headers };
    this.#drop(shelf, (kept) => kept.policy.stale() || kept.policy.satisfiesWithoutRevalidation(asked));
    while (shelf.kept.length >= mostVariants) this.#drop(shelf, (kept) => kept === shelf.kept[0]);
    shelf.kept.push({ answer, policy, bytes });
    this.#bytes += bytes;
    this.#shelves.delete(id);
    this.#shelves.set(id, shelf);
    const at = this.#whoAt.get(question.place) ?? new Set();
    this.#whoAt.set(question.place, at.add(id));
    for (const [oldest, old] of this.#shelves) {
      if (this.#bytes <= mostBytes) break;
      this.#remove(oldest, old);
    }
  }

  /** What was changed is asked for anew, by everybody (RFC 9111 section 4.4). */
  forget(place: string): void {
    for (const id of this.#whoAt.get(place) ?? []) {
      const shelf = this.#shelves.get(id);
      if (shelf !== undefined) this.#remove(id, shelf);
    }
  }

  #policyFor({ isShared, headers }: Question, answer: Answer, seconds: number): CachePolicy | null {
    const said = headersOf(answer.headers);
    // Nothing is ever given stale, so that what must be validated then is only a word.
    const control = said["cache-control"]?.toLowerCase().replace(/\b(?:must|proxy)-revalidate\b/g, "x");
    const saysNothing = control === undefined && said.expires === undefined && said.pragma === undefined;
    if ("set-cookie" in said || (saysNothing && (seconds === 0 || answer.status !== 200))) return null;
    if (saysNothing) said["cache-control"] = `max-age=${seconds}`;
    else if (control !== undefined) said["cache-control"] = control;
    const policy = this.#policyOf(
      { method: "GET", headers },
      { status: answer.status, headers: said },
      { shared: isShared, cacheHeuristic: 0 },
    );
    return policy.storable() && !policy.stale() ? policy : null;
  }

  #drop(shelf: Shelf, isOver: (kept: Kept) => boolean): void {
    shelf.kept = shelf.kept.filter((kept) => {
      const over = isOver(kept);
      if (over) this.#bytes -= kept.bytes;
      return !over;
    });
  }

  #remove(id: string, shelf: Shelf): void {
    this.#drop(shelf, () => true);
    this.#shelves.delete(id);
    const at = this.#whoAt.get(shelf.place);
    at?.delete(id);
    if (at?.size === 0) this.#whoAt.delete(shelf.place);
  }
}

function idOf({ place, who }: Question): string {
  return `${who} ${place}`;
}

function sizeOf({ headers, body }: Answer): number {
  return headers.reduce((sum, part) => sum + part.length, body.length + overheadBytes);
}

/** A raw header list by lower-case name, several values joined. */
export function headersOf(raw: readonly string[]): Record<string, string> {
  const headers: Record<string, string> = Object.create(null);
  for (let n = 0; n < raw.length; n += 2) {
    const name = raw[n]?.toLowerCase() ?? "";
    const value = raw[n + 1] ?? "";
    headers[name] = name in headers ? `${headers[name]}, ${value}` : value;
  }
  return headers;
}
