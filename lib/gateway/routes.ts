/** The catalogue, compiled: what a call is matched with. Types only; made by match.ts. */
import type { LimitRule } from "@/lib/limits/counter";
import type { BackendRoute } from "./backend";
import type { CallTarget, Refusal } from "./call";
import type { BackendPlan } from "./errand/plan";
import type { OperationPolicy } from "./policy/compile";

export interface ProductRoute {
  readonly id: string;
  readonly name: string;
  readonly published: boolean;
  readonly limits: readonly LimitRule[];
}

export interface ApiRoute {
  readonly id: string;
  readonly name: string;
  readonly schemes: "https" | "http" | "both";
  readonly requiresSubscription: boolean;
  readonly published: boolean;
  /** As written, and as looked for. */
  readonly keyHeader: string;
  readonly keyHeaderLower: string;
  readonly keyQueryLower: string;
  readonly acceptsForeignJobs: boolean;
  readonly backend: BackendRoute;
  /** Null where the backend with its fixed credential is all there is to know. */
  readonly plan: BackendPlan | null;
  readonly products: ReadonlyMap<string, ProductRoute>;
  /** The first published product that asks for no subscription. */
  readonly openProduct: ProductRoute | null;
}

export interface OperationRoute {
  readonly id: string;
  readonly name: string;
  readonly method: string;
  /** Null where no scope sets anything. */
  readonly policy: OperationPolicy | null;
}

/** An immutable catalogue, swapped whole. Made by `compileCatalogue`. */
export interface CatalogueSnapshot {
  /** By the longest suffix and the best template. */
  match(method: string, target: CallTarget): RouteMatch | MatchFailure;
  /** What was left out because it cannot work (a URL or template that does not parse), in words. */
  readonly problems: readonly string[];
}

export interface RouteMatch {
  readonly refusal: null;
  readonly api: ApiRoute;
  readonly operation: OperationRoute;
  /** The part of the path that goes to the backend, as received. */
  readonly operationPath: string;
  /** `name=value` pairs of template parameters that the call left out. */
  readonly defaultPairs: readonly string[];
}

export interface MatchFailure {
  readonly refusal: Refusal;
  /** The API whose suffix fits, when one does. */
  readonly api: ApiRoute | null;
}
