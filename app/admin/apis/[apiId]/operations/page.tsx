import { hash } from "node:crypto";
import type { Metadata } from "next";
import { z } from "zod";
import { ApiHeader } from "@/components/admin/api-header";
import { OperationList } from "@/components/admin/operation-list";
import { getApi, listOperations } from "@/lib/catalogue/queries";
import { adminMessages } from "@/lib/messages/en/admin";
import { adminOf, orNotFound } from "../../../admin-page";

export const metadata: Metadata = { title: adminMessages.api.operations };

const address = z.object({
  search: z.string().max(200).catch(""),
  page: z.coerce.number().int().min(1).catch(1),
});

interface PageProps {
  params: Promise<{ apiId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function OperationsPage({ params, searchParams }: PageProps) {
  const { apiId } = await params;
  const viewer = await adminOf(`/admin/apis/${apiId}/operations`);
  const api = await orNotFound(getApi(viewer, apiId));
  const operations = await orNotFound(listOperations(viewer, apiId));
  const { search, page } = address.parse(await searchParams);
  return (
    <>
      <ApiHeader api={api} current="operations" />
      <OperationList
        // Begins anew when operations came, went or moved on the server. Hashed: there may be thousands.
        key={hash("sha1", operations.map(({ id }) => id).join(), "base64url")}
        api={{ id: api.id, suffix: api.suffix }}
        operations={operations.map(({ slug: _, ...operation }) => operation)}
        search={search}
        page={page}
      />
    </>
  );
}
