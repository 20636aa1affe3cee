import { refuseInOwnWords } from "./errors";

/** A web service's address: by workspace, or by subscription as in services published later [seen]. */
export interface ServiceAddress {
  kind: "workspaces" | "subscriptions";
  owner: string;
  service: string;
}

/** What a batch call is about: all jobs of a web service, or one. */
export type JobAddress = { kind: "jobs" } | { kind: "job" | "startJob"; jobId: string };

type Route =
  | { kind: "index" | "health" | "faults" }
  | { kind: "help" | "batchHelp" | "swagger" | "execute"; address: ServiceAddress }
  | (JobAddress & { address: ServiceAddress });

const methodsOf: Record<Route["kind"], readonly string[]> = {
  index: ["GET", "HEAD"],
  health: ["GET", "HEAD"],
  faults: ["GET", "HEAD", "PUT", "DELETE"],
  help: ["GET", "HEAD"],
  batchHelp: ["GET", "HEAD"],
  swagger: ["GET", "HEAD"],
  execute: ["POST"],
  jobs: ["POST"],
  job: ["GET", "HEAD", "DELETE"],
  startJob: ["POST"],
};

const ownPaths = { "/": "index", "/health": "health", "/faults": "faults" } as const;
const servicePath = /^\/(workspaces|subscriptions)\/([^/]+)\/services\/([^/]+)(?:\/(.*))?$/;
const jobPath = /^jobs(?:\/([^/]+)(\/start)?)?$/;

/** Finds what a path is about. Letter case does not matter: real clients lower-case whole addresses. */
export function findRoute(method: string, path: string): Route {
  const route = matchPath(path.toLowerCase().replace(/(?<=[^/])\/$/, ""));
  if (!route) throw noSuchPath();
  if (!methodsOf[route.kind].includes(method)) throw methodNotAllowed(methodsOf[route.kind]);
  return route;
}

function matchPath(path: string): Route | null {
  if (path === "/" || path === "/health" || path === "/faults") return { kind: ownPaths[path] };
  const [, kind, owner = "", service = "", rest = ""] = servicePath.exec(path) ?? [];
  if (kind !== "workspaces" && kind !== "subscriptions") return null;
  const address: ServiceAddress = { kind, owner, service };
  if (rest === "") return { kind: "help", address };
  if (rest === "swagger.json") return { kind: "swagger", address };
  if (rest === "execute") return { kind: "execute", address };
  if (rest === "batch") return { kind: "batchHelp", address };
  const job = jobPath.exec(rest);
  if (!job) return null;
  const [, jobId, start] = job;
  if (jobId === undefined) return { kind: "jobs", address };
  return { kind: start ? "startJob" : "job", jobId, address };
}

/** The words are ours. */
function noSuchPath(): Error {
  return refuseInOwnWords({
    status: 404,
    code: "NotFound",
    message: "Resource not found.",
    detail: {
      code: "PathNotFound",
      message: "No web service has this address. The page at / lists the addresses.",
    },
  });
}

/** The words are ours. */
function methodNotAllowed(allowed: readonly string[]): Error {
  const methods = allowed.join(", ");
  return refuseInOwnWords({
    status: 405,
    code: "MethodNotAllowed",
    message: "The requested resource does not support this HTTP method.",
    detail: { code: "MethodNotAllowed", message: `This address takes ${methods}.` },
    headers: { Allow: methods },
  });
}
