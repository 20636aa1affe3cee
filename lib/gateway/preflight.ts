import type { CallTarget, GatewayCall } from "./call";
import { preflightMethod } from "./policy/cors";
import type { CorsRule } from "./policy/document";
import type { CatalogueSnapshot, RouteMatch } from "./routes";

/** A browser's question whether another origin may call, and the rule that answers it. */
interface Preflight {
  /** The method that it asks about. */
  method: string;
  route: RouteMatch;
  cors: CorsRule;
}

/** Null for any other call, and where no CORS policy says anything of what is asked about. */
export function preflightAt(
  catalogue: CatalogueSnapshot,
  call: Pick<GatewayCall, "method" | "headers">,
  target: CallTarget,
): Preflight | null {
  const method = preflightMethod(call);
  if (method === null) return null;
  const route = catalogue.match(method, target);
  const cors = route.refusal === null ? (route.operation.policy?.cors ?? null) : null;
  return route.refusal !== null || cors === null ? null : { method, route, cors };
}
