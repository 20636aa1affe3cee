interface HashQueueLimits {
  /** How many run at once. */
  running: number;
  /** How many more may wait for their turn. */
  waiting: number;
  /** What those past that get. */
  full: () => Error;
}

/** Lets a few expensive jobs run at once, a bounded number wait in order, and refuses the rest. */
export class HashQueue {
  #running = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(private readonly limits: HashQueueLimits) {}

  async run<Result>(job: () => Promise<Result>): Promise<Result> {
    await this.#takeTurn();
    try {
      return await job();
    } finally {
      this.#passTurn();
    }
  }

  async #takeTurn(): Promise<void> {
    if (this.#running < this.limits.running) {
      this.#running += 1;
      return;
    }
    if (this.#waiting.length >= this.limits.waiting) throw this.limits.full();
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  /** The turn goes straight to the next in line, so that nobody slips in between. */
  #passTurn(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#running -= 1;
  }
}
