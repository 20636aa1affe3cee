import type { BackendRoute } from "./backend";

/** How many calls wait for each backend: one that hangs fills its own share and no other's. */
export class Bulkheads {
  readonly #inFlight = new Map<string, number>();
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** False when the backend's share is full. */
  enter({ id, maxInFlight }: Pick<BackendRoute, "id" | "maxInFlight">): boolean {
    const count = this.#inFlight.get(id) ?? 0;
    if (count >= (maxInFlight ?? this.#limit)) return false;
    this.#inFlight.set(id, count + 1);
    return true;
  }

  leave(backendId: string): void {
    const count = this.#inFlight.get(backendId) ?? 0;
    if (count > 1) this.#inFlight.set(backendId, count - 1);
    else this.#inFlight.delete(backendId);
  }
}
