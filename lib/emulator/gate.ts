import { refuse } from "./errors";

interface GateLimits {
  /** Calls at a time per endpoint; the classic default is 20 [doc]. */
  perEndpoint: number;
  /** Calls at a time over all endpoints. [ours] */
  total: number;
}

/** Every classic web service starts with one endpoint of this name [doc]. */
const endpointName = "default";

/** Lets calls in up to the limits. Classic throttling is 503, never 429 [doc]. */
export class ConcurrencyGate {
  private readonly inFlight = new Map<string, number>();
  private total = 0;

  constructor(readonly limits: GateLimits) {}

  get callsInFlight(): number {
    return this.total;
  }

  /** Throws when the endpoint is full, else answers how to leave; leaving twice counts once. */
  enter(serviceId: string): () => void {
    const current = this.inFlight.get(serviceId) ?? 0;
    if (current >= this.limits.perEndpoint) throw this.throttled();
    if (this.total >= this.limits.total) throw refuse({ code: "TooManyConcurrentRequests" });
    this.change(serviceId, 1);
    let left = false;
    return () => {
      if (!left) this.change(serviceId, -1);
      left = true;
    };
  }

  throttled(): Error {
    return refuse({ code: "RequestThrottled", values: [endpointName, String(this.limits.perEndpoint)] });
  }

  private change(serviceId: string, by: 1 | -1): void {
    this.inFlight.set(serviceId, (this.inFlight.get(serviceId) ?? 0) + by);
    this.total += by;
  }
}
