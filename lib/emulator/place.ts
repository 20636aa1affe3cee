import type { EmulatorIdentity } from "./identity";
import type { EmulatedService } from "./services";

/** Where the emulator is, and whose web services it has. */
export interface PlaceOptions {
  /** The emulator's address, without a slash at the end. */
  url: string;
  identity: EmulatorIdentity;
}

export function servicePath({ identity }: Pick<PlaceOptions, "identity">, { id }: EmulatedService): string {
  return `/workspaces/${identity.workspace}/services/${id}`;
}
