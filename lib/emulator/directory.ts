import { createHash, timingSafeEqual } from "node:crypto";
import { refuse } from "./errors";
import type { EmulatorIdentity } from "./identity";
import type { ServiceAddress } from "./routes";
import type { EmulatedService } from "./services";

/** Who may call, and which web service an address means. */
export class Directory {
  private readonly keyHashes: Buffer[];

  constructor(
    readonly identity: EmulatorIdentity,
    readonly services: readonly EmulatedService[],
  ) {
    this.keyHashes = identity.apiKeys.map(hash);
  }

  /** Takes `Authorization: Bearer <key>`, the scheme in any letter case [seen]. */
  authorise(header: string | undefined): void {
    const [, key] = /^bearer +(\S+) *$/i.exec(header ?? "") ?? [];
    const given = key === undefined ? null : hash(key);
    if (!given || !this.keyHashes.some((known) => timingSafeEqual(known, given))) {
      throw refuse({ code: "ScoreRequestUnauthorized" });
    }
  }

  findService({ kind, owner, service: id }: ServiceAddress): EmulatedService {
    const { workspace, emptyWorkspace, subscription } = this.identity;
    if (kind === "workspaces" && owner !== workspace && owner !== emptyWorkspace) {
      throw refuse({ code: "WorkspaceNotFound" });
    }
    const service = this.services.find((candidate) => candidate.id === id);
    if (!service) throw refuse({ code: "WebServiceNotFound" });
    if (owner === emptyWorkspace) throw refuse({ code: "WebServiceIdNotFoundInWorkspace" });
    if (kind === "subscriptions" && owner !== subscription) throw refuse({ code: "BadSubscriptionId" });
    return service;
  }
}

function hash(key: string): Buffer {
  return createHash("sha256").update(key).digest();
}
