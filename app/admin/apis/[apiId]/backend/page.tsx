import type { Metadata } from "next";
import { ApiHeader } from "@/components/admin/api-header";
import { BackendForm } from "@/components/admin/backend-form";
import { ConnectionTest } from "@/components/admin/connection-test";
import { getApi } from "@/lib/catalogue/queries";
import { adminMessages } from "@/lib/messages/en/admin";
import { adminOf, orNotFound } from "../../../admin-page";
import { installation } from "../../installation";

export const metadata: Metadata = { title: adminMessages.api.backend };

export default async function BackendPage({ params }: { params: Promise<{ apiId: string }> }) {
  const { apiId } = await params;
  const viewer = await adminOf(`/admin/apis/${apiId}/backend`);
  const api = await orNotFound(getApi(viewer, apiId));
  const { webServiceUrl, connectTimeoutMs, headersTimeoutMs, credential } = api;
  return (
    <>
      <ApiHeader api={api} current="backend" />
      <BackendForm
        key={credential.setAt ?? "none"}
        apiId={apiId}
        backend={{ webServiceUrl, connectTimeoutMs, headersTimeoutMs }}
        stored={credential}
        openRanges={installation().openRanges}
      />
      <ConnectionTest apiId={apiId} />
    </>
  );
}
