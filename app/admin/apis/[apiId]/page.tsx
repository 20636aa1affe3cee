import type { Metadata } from "next";
import { ApiHeader } from "@/components/admin/api-header";
import { ApiSettingsForm } from "@/components/admin/api-settings-form";
import { DeleteApi } from "@/components/admin/delete-api";
import { DuplicateApi } from "@/components/admin/duplicate-api";
import { Edited } from "@/components/admin/edited";
import { ExportLinks } from "@/components/catalogue/export-links";
import { LinkButton } from "@/components/ui/link-button";
import { countAffected, getApi, listProductChoices } from "@/lib/catalogue/queries";
import { apiSettingsInput } from "@/lib/catalogue/schema";
import { versionOf } from "@/lib/editing/editable";
import { apiEditable } from "@/lib/editing/editables";
import { adminMessages } from "@/lib/messages/en/admin";
import { publishingMessages as publishing } from "@/lib/messages/en/publishing";
import { adminOf, orNotFound } from "../../admin-page";
import { installation } from "../installation";

export const metadata: Metadata = { title: adminMessages.api.settings };

const settingsOf = apiSettingsInput.strip();

export default async function ApiPage({ params }: { params: Promise<{ apiId: string }> }) {
  const { apiId } = await params;
  const viewer = await adminOf(`/admin/apis/${apiId}`);
  const version = await versionOf(apiEditable, { apiId });
  const api = await orNotFound(getApi(viewer, apiId));
  const [products, affected] = await Promise.all([listProductChoices(viewer), countAffected(viewer, apiId)]);
  const { gatewayBase, allowHttp } = installation();
  const isDraft = api.draftOf !== "";
  return (
    <>
      <ApiHeader api={api} current="settings" />
      <Edited version={version}>
        <ApiSettingsForm
          apiId={apiId}
          isDraft={isDraft}
          settings={settingsOf.parse(api)}
          products={products}
          gatewayBase={gatewayBase}
          allowHttp={allowHttp}
        />
      </Edited>
      {!isDraft && (
        <DuplicateApi api={{ id: api.id, name: api.name, suffix: api.suffix }} gatewayBase={gatewayBase} />
      )}
      <section className="mt-10 max-w-3xl space-y-3">
        <h2 className="font-semibold text-heading">{publishing.documents}</h2>
        <p className="text-muted text-sm">{publishing.documentsHint}</p>
        {!isDraft && <ExportLinks apiSlug={api.slug} />}
        <LinkButton href={`/admin/apis/${api.id}/import`}>{publishing.import}</LinkButton>
      </section>
      {!isDraft && <DeleteApi api={{ id: api.id, name: api.name, suffix: api.suffix }} affected={affected} />}
    </>
  );
}
