import type { Metadata } from "next";
import { ApiHeader } from "@/components/admin/api-header";
import { BackendForm } from "@/components/admin/backend-form";
import { BackendPool } from "@/components/admin/backend-pool";
import { ConnectionTest } from "@/components/admin/connection-test";
import { CredentialRotation } from "@/components/admin/credential-rotation";
import { Edited } from "@/components/admin/edited";
import { ResilienceForm } from "@/components/admin/resilience-form";
import { getApi, listBackends } from "@/lib/catalogue/queries";
import { versionOf } from "@/lib/editing/editable";
import { backendEditable, resilienceEditable, rotationEditable } from "@/lib/editing/editables";
import { adminMessages } from "@/lib/messages/en/admin";
import { runtime } from "@/lib/runtime";
import { adminOf, orNotFound } from "../../../admin-page";
import { installation } from "../../installation";

export const metadata: Metadata = { title: adminMessages.api.backend };

export default async function BackendPage({ params }: { params: Promise<{ apiId: string }> }) {
  const { apiId } = await params;
  const viewer = await adminOf(`/admin/apis/${apiId}/backend`);
  const api = await orNotFound(getApi(viewer, apiId));
  const versions = {
    own: await versionOf(backendEditable, { apiId, backendId: api.backendId }),
    rotation: await versionOf(rotationEditable, { apiId, backendId: api.backendId }),
    resilience: await versionOf(resilienceEditable, { apiId }),
  };
  const { backends, resilience } = await orNotFound(listBackends(viewer, apiId));
  const { gateway } = runtime();
  const health = { backends: backends.map(({ id }) => ({ id, ...gateway.healthOf(id) })) };
  return (
    <>
      <ApiHeader api={api} current="backend" />
      {backends
        .filter(({ isOwn }) => isOwn)
        .map(({ isOwn: _, next, ...backend }) => (
          <div key={`${backend.credential.setAt} ${next?.setAt}`}>
            <Edited version={versions.own}>
              <BackendForm apiId={apiId} backend={backend} openRanges={installation().openRanges} />
            </Edited>
            <ConnectionTest apiId={apiId} backendId={backend.id} />
            {backend.credential.kind !== "none" && (
              <Edited version={versions.rotation}>
                <CredentialRotation
                  apiId={apiId}
                  backendId={backend.id}
                  present={backend.credential}
                  next={next}
                  nowMs={Date.now()}
                />
              </Edited>
            )}
          </div>
        ))}
      <BackendPool apiId={apiId} backends={backends} health={health} />
      <div className="mt-5">
        <Edited version={versions.resilience}>
          <ResilienceForm apiId={apiId} resilience={resilience} />
        </Edited>
      </div>
    </>
  );
}
