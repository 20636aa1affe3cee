import type { Metadata } from "next";
import { ApiHeader } from "@/components/admin/api-header";
import { BackendForm } from "@/components/admin/backend-form";
import { ConnectionTest } from "@/components/admin/connection-test";
import { CredentialRotation } from "@/components/admin/credential-rotation";
import { Edited } from "@/components/admin/edited";
import { getApi, getBackend } from "@/lib/catalogue/queries";
import { versionOf } from "@/lib/editing/editable";
import { backendEditable, rotationEditable } from "@/lib/editing/editables";
import { adminMessages } from "@/lib/messages/en/admin";
import { adminOf, orNotFound } from "../../../../admin-page";
import { installation } from "../../../installation";

export const metadata: Metadata = { title: adminMessages.backend.editTitle };

interface PageProps {
  params: Promise<{ apiId: string; backendId: string }>;
}

export default async function PoolBackendPage({ params }: PageProps) {
  const { apiId, backendId } = await params;
  const viewer = await adminOf(`/admin/apis/${apiId}/backend/${backendId}`);
  const version = await versionOf(backendEditable, { apiId, backendId });
  const rotation = await versionOf(rotationEditable, { apiId, backendId });
  const api = await orNotFound(getApi(viewer, apiId));
  const { isOwn: _, next, ...backend } = await orNotFound(getBackend(viewer, apiId, backendId));
  return (
    <>
      <ApiHeader api={api} current="backend" />
      <h2 className="mb-4 break-all font-semibold text-heading">{backend.webServiceUrl}</h2>
      <div key={`${backend.credential.setAt} ${next?.setAt}`}>
        <Edited version={version}>
          <BackendForm apiId={apiId} backend={backend} openRanges={installation().openRanges} />
        </Edited>
        <ConnectionTest apiId={apiId} backendId={backendId} />
        {backend.credential.kind !== "none" && (
          <Edited version={rotation}>
            <CredentialRotation
              apiId={apiId}
              backendId={backendId}
              present={backend.credential}
              next={next}
              nowMs={Date.now()}
            />
          </Edited>
        )}
      </div>
    </>
  );
}
