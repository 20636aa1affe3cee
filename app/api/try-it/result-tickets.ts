import { z } from "zod";
import { findJobResults } from "@/lib/azureml/job-results";
import { tableFormatOf } from "@/lib/azureml/table-start";
import { env } from "@/lib/env";
import { installedSecrets } from "@/lib/keys/installed";
import { seal, unseal } from "@/lib/keys/seal";

/**
 * A ticket opens one result of one finished job for the preview. It is made from what the gateway answered, sealed with
 * a key of its own, and says where the blob is; no browser can make one or change where it leads.
 */

/** Longer than any job's status. */
const longestStatusBytes = 64 * 1024;
/** As long as somebody may look at an answer; then its status is asked for anew. */
const validMs = 3_600_000;
const place = "job-result";

const ticketSchema = z.object({ url: z.string(), untilMs: z.number() });

/** Microsoft's clouds; a host that only looks like theirs ends otherwise. */
const azureBlobHost = /^[a-z0-9]{3,24}\.blob\.core\.(windows\.net|usgovcloudapi\.net|chinacloudapi\.cn)$/;

/** Whether the portal reads from there: Azure's blob storage, and the origins that the operator names. */
export function isResultStorage(address: string, origins: readonly string[]): boolean {
  const { protocol, port, hostname, origin } = new URL(address);
  return (protocol === "https:" && port === "" && azureBlobHost.test(hostname)) || origins.includes(origin);
}

/** Reads along with an answer, as far as it may be a job's status. */
export class StatusWatch {
  #chunks: Uint8Array[] = [];
  #length = 0;

  take(bytes: Uint8Array): void {
    this.#length += bytes.length;
    if (this.#length <= longestStatusBytes) this.#chunks.push(bytes);
    else this.#chunks = [];
  }

  /** Of each result that can be shown as a table: the output's name and a ticket. */
  tickets(nowMs: number): [name: string, ticket: string][] {
    if (this.#length > longestStatusBytes) return [];
    return findJobResults(parse(Buffer.concat(this.#chunks)))
      .filter(({ url }) => tableFormatOf(url) !== null && isResultStorage(url, env().resultOrigins))
      .map(({ name, url }) => {
        const ticket = JSON.stringify({ url, untilMs: nowMs + validMs });
        return [name, seal(ticket, installedSecrets().resultTicket, place)];
      });
  }
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    // No job's status.
    return null;
  }
}

/** The result's address, or null for a ticket that is not ours or has expired. */
export function openTicket(ticket: string, nowMs: number): string | null {
  try {
    const opened = unseal(ticket, installedSecrets().resultTicket, place);
    const { url, untilMs } = ticketSchema.parse(JSON.parse(opened));
    return nowMs <= untilMs ? url : null;
  } catch {
    // Made up, changed, or sealed before the installation's secret changed.
    return null;
  }
}
