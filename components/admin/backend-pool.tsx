"use client";

import useSWR from "swr";
import { Badge } from "@/components/ui/badge";
import { LinkButton } from "@/components/ui/link-button";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, TableBody, TableHead, Td, Th, Tr } from "@/components/ui/table";
import { type BackendsHealth, backendsHealth } from "@/lib/catalogue/schema";
import { callApi } from "@/lib/http/api-client";
import { adminMessages } from "@/lib/messages/en/admin";
import { BackendActions } from "./backend-actions";
import { describeStored, type StoredCredential } from "./credential-fields";
import { FormSection } from "./form-section";

const text = adminMessages.pool;
const tones = { closed: "success", open: "danger", "half-open": "warning" } as const;
const everyMs = 2_000;

interface BackendPoolProps {
  apiId: string;
  backends: readonly {
    id: string;
    isOwn: boolean;
    webServiceUrl: string;
    weight: number;
    priority: number;
    credential: StoredCredential;
  }[];
  /** As it was when the page was drawn; it is asked for again every few seconds. */
  health: BackendsHealth;
}

/** All backends of an API and how they do. */
export function BackendPool({ apiId, backends, health: drawn }: BackendPoolProps) {
  const { data: health } = useSWR(
    `/api/apis/${apiId}/health`,
    (path: string) => callApi(path, { schema: backendsHealth }),
    { fallbackData: drawn, refreshInterval: everyMs },
  );
  return (
    <div className="mt-5 max-w-3xl">
      <FormSection
        title={text.title}
        description={text.hint}
        actions={
          <LinkButton href={`/admin/apis/${apiId}/backend/new`} size="sm">
            {text.add}
          </LinkButton>
        }
      >
        <Table label={text.title} cards>
          <TableHead>
            <Th>{text.address}</Th>
            <Th align="end">{text.priority}</Th>
            <Th align="end">{text.weight}</Th>
            <Th>{text.credential}</Th>
            <Th>{text.health}</Th>
            <Th hidden>{text.actions("")}</Th>
          </TableHead>
          <TableBody>
            {backends.map(({ id, isOwn, webServiceUrl, weight, priority, credential }) => (
              <Tr key={id}>
                <Td label={text.address}>
                  <span className="block min-w-0">
                    <span className="break-all font-mono text-code">{webServiceUrl}</span>
                    {isOwn && <span className="text-muted"> ({text.own})</span>}
                  </span>
                </Td>
                <Td label={text.priority} align="end">
                  {priority}
                </Td>
                <Td label={text.weight} align="end">
                  {weight}
                </Td>
                <Td label={text.credential}>{describeStored(credential)}</Td>
                <Td label={text.health}>
                  <Health health={health.backends.find((one) => one.id === id)} />
                </Td>
                <Td label="" align="end">
                  {!isOwn && <BackendActions apiId={apiId} backendId={id} address={webServiceUrl} />}
                </Td>
              </Tr>
            ))}
          </TableBody>
        </Table>
        <p className="text-muted text-sm">{text.healthOf}</p>
      </FormSection>
    </div>
  );
}

function Health({ health }: { health: BackendsHealth["backends"][number] | undefined }) {
  const { state = "closed", failures = 0, restsUntilMs = null, lastFailure = null } = health ?? {};
  return (
    <span className="block space-y-0.5">
      <Badge tone={tones[state]}>{text.states[state]}</Badge>
      {restsUntilMs !== null && (
        <span className="block text-muted text-xs">
          {text.until} <RelativeTime time={restsUntilMs} />
        </span>
      )}
      {failures > 0 && <span className="block text-muted text-xs">{text.failing(failures)}</span>}
      {lastFailure !== null && (
        <span className="block text-muted text-xs">
          {text.last}: {lastFailure.what}, <RelativeTime time={lastFailure.atMs} />
        </span>
      )}
    </span>
  );
}
