/**
 * A sliding window: how many units were counted in the last so many milliseconds. Times are monotonic.
 * The promise of both kinds: never more than the limit in any window of the length, and 99% of it usable.
 */
export interface SlidingWindow {
  /** 0 when one more fits now, else how many ms until one may. */
  waitMs(nowMs: number): number;
  add(nowMs: number): void;
  used(nowMs: number): number;
  /** What still counts, oldest first: when, and how many. */
  entries(): Iterable<readonly [timeMs: number, count: number]>;
}

/** Up to here every unit's own time is kept; above, so many slices of the window are counted. */
const exactLimit = 256;
const slices = 256;

/**
 * The window is held a little longer than promised, so that it also holds where the calls are seen to arrive and not
 * only here: by a five-hundredth, at most 100 ms.
 */
export function heldMs(periodMs: number): number {
  return periodMs + Math.min(100, periodMs / 500);
}

export function createWindow(limit: number, periodMs: number, earlier?: SlidingWindow): SlidingWindow {
  const window =
    limit <= exactLimit
      ? new ExactWindow(limit, heldMs(periodMs))
      : new SlicedWindow(limit, heldMs(periodMs));
  if (earlier !== undefined) {
    for (const [timeMs, count] of earlier.entries()) {
      for (let n = 0; n < count; n++) window.add(timeMs);
    }
  }
  return window;
}

/** Keeps the times of the last `limit` units in a ring that grows as it fills. */
class ExactWindow implements SlidingWindow {
  readonly #limit: number;
  readonly #lengthMs: number;
  #times = new Float64Array(4);
  #oldest = 0;
  #size = 0;

  constructor(limit: number, lengthMs: number) {
    this.#limit = limit;
    this.#lengthMs = lengthMs;
  }

  waitMs(nowMs: number): number {
    this.#expire(nowMs);
    if (this.#size < this.#limit) return 0;
    // A limit of 0 has nothing to wait for; the whole period is as good an answer as any.
    if (this.#size === 0) return this.#lengthMs;
    return Math.max(this.#at(0) + this.#lengthMs - nowMs, 0.001);
  }

  add(nowMs: number): void {
    if (this.#size === this.#limit) {
      if (this.#limit === 0) return;
      this.#dropOldest();
    }
    if (this.#size === this.#times.length) this.#grow();
    this.#times[(this.#oldest + this.#size) % this.#times.length] = nowMs;
    this.#size++;
  }

  used(nowMs: number): number {
    this.#expire(nowMs);
    return this.#size;
  }

  *entries(): Iterable<readonly [number, number]> {
    for (let n = 0; n < this.#size; n++) yield [this.#at(n), 1];
  }

  #at(index: number): number {
    return this.#times[(this.#oldest + index) % this.#times.length] ?? 0;
  }

  #expire(nowMs: number): void {
    while (this.#size > 0 && nowMs - this.#at(0) > this.#lengthMs) this.#dropOldest();
  }

  #dropOldest(): void {
    this.#oldest = (this.#oldest + 1) % this.#times.length;
    this.#size--;
  }

  #grow(): void {
    const grown = new Float64Array(this.#times.length * 2);
    for (let n = 0; n < this.#size; n++) grown[n] = this.#at(n);
    this.#times = grown;
    this.#oldest = 0;
  }
}

/**
 * Counts by slices of the window; a slice counts until its end has left the window, so at most one slice's worth
 * of time is lost: 1/256 of the limit.
 */
class SlicedWindow implements SlidingWindow {
  readonly #limit: number;
  readonly #sliceMs: number;
  /** The slices that still count, and the one being filled. */
  readonly #counts = new Uint32Array(slices + 1);
  #newest = Number.NEGATIVE_INFINITY;
  /** No slice before this one counts anything. */
  #oldest = 0;
  #total = 0;

  constructor(limit: number, lengthMs: number) {
    this.#limit = limit;
    this.#sliceMs = lengthMs / slices;
  }

  waitMs(nowMs: number): number {
    this.#advance(nowMs);
    if (this.#total < this.#limit) return 0;
    if (this.#total === 0) return this.#sliceMs * slices;
    while (this.#counts[this.#place(this.#oldest)] === 0) this.#oldest++;
    return Math.max((this.#oldest + slices + 1) * this.#sliceMs - nowMs, 0.001);
  }

  add(nowMs: number): void {
    this.#advance(nowMs);
    const place = this.#place(this.#newest);
    if (this.#total === 0) this.#oldest = this.#newest;
    this.#counts[place] = (this.#counts[place] ?? 0) + 1;
    this.#total++;
  }

  used(nowMs: number): number {
    this.#advance(nowMs);
    return this.#total;
  }

  *entries(): Iterable<readonly [number, number]> {
    if (this.#total === 0) return;
    for (let slice = this.#oldest; slice <= this.#newest; slice++) {
      const count = this.#counts[this.#place(slice)] ?? 0;
      if (count > 0) yield [(slice + 1) * this.#sliceMs, count];
    }
  }

  #place(slice: number): number {
    const length = slices + 1;
    return ((slice % length) + length) % length;
  }

  #advance(nowMs: number): void {
    const current = Math.floor(nowMs / this.#sliceMs);
    if (current <= this.#newest) return;
    if (current - this.#newest > slices) {
      this.#counts.fill(0);
      this.#total = 0;
    } else {
      for (let slice = this.#newest + 1; slice <= current; slice++) {
        const place = this.#place(slice);
        this.#total -= this.#counts[place] ?? 0;
        this.#counts[place] = 0;
      }
    }
    this.#newest = current;
    this.#oldest = Math.max(this.#oldest, current - slices);
  }
}
