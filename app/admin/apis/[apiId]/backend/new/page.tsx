import type { Metadata } from "next";
import { ApiHeader } from "@/components/admin/api-header";
import { BackendForm } from "@/components/admin/backend-form";
import { getApi } from "@/lib/catalogue/queries";
import { backendInput } from "@/lib/catalogue/schema";
import { adminMessages } from "@/lib/messages/en/admin";
import { adminOf, orNotFound } from "../../../../admin-page";
import { installation } from "../../../installation";

export const metadata: Metadata = { title: adminMessages.backend.newTitle };

const { webServiceUrl: _, ...defaults } = backendInput.parse({ webServiceUrl: "https://example.com" });
const nothingStored = { kind: "none", name: null, setAt: null, expiresAt: null } as const;

export default async function NewBackendPage({ params }: { params: Promise<{ apiId: string }> }) {
  const { apiId } = await params;
  const viewer = await adminOf(`/admin/apis/${apiId}/backend/new`);
  const api = await orNotFound(getApi(viewer, apiId));
  return (
    <>
      <ApiHeader api={api} current="backend" />
      <h2 className="mb-4 font-semibold text-heading">{adminMessages.backend.newTitle}</h2>
      <BackendForm
        apiId={apiId}
        backend={{ ...defaults, id: null, webServiceUrl: "", credential: nothingStored }}
        openRanges={installation().openRanges}
      />
    </>
  );
}
