import type { Metadata } from "next";
import { ApiHeader } from "@/components/admin/api-header";
import { Edited } from "@/components/admin/edited";
import { EmptyState } from "@/components/ui/empty-state";
import { AddVersion } from "@/components/versions/add-version";
import { LeaveSet } from "@/components/versions/leave-set";
import { VersionForm } from "@/components/versions/version-form";
import { VersionTable } from "@/components/versions/version-table";
import { getApi, listVersions } from "@/lib/catalogue/queries";
import { versionOf } from "@/lib/editing/editable";
import { apiEditable } from "@/lib/editing/editables";
import { versionMessages as text } from "@/lib/messages/en/versions";
import { adminOf, orNotFound } from "../../../admin-page";
import { installation } from "../../installation";

export const metadata: Metadata = { title: text.title };

export default async function VersionsPage({ params }: { params: Promise<{ apiId: string }> }) {
  const { apiId } = await params;
  const viewer = await adminOf(`/admin/apis/${apiId}/versions`);
  const opened = await versionOf(apiEditable, { apiId });
  const versions = await orNotFound(listVersions(viewer, apiId));
  const api = await orNotFound(getApi(viewer, apiId));
  const { id, name, suffix, version, versionSet, deprecatedOn, sunsetOn, deprecationNote } = api;
  const newest = versions[0]?.version ?? null;
  return (
    <>
      <ApiHeader api={api} current="versions" />
      <section aria-labelledby="versions" className="mb-8 space-y-3">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <h2 id="versions" className="font-semibold text-heading">
            {text.list}
          </h2>
          {version !== null && <LeaveSet api={{ id, name, version }} />}
        </div>
        {versions.length === 0 ? (
          <EmptyState title={text.none} description={text.noneHint} />
        ) : (
          <VersionTable apiId={id} versions={versions} />
        )}
      </section>
      {/* Made anew where the set is another: leaving it empties two of the form's fields. */}
      <Edited version={opened}>
        <VersionForm
          key={versionSet}
          apiId={id}
          versioning={{ versionSet, version, deprecatedOn, sunsetOn, deprecationNote }}
        />
      </Edited>
      <AddVersion
        key={newest}
        api={{ id, name, suffix, version }}
        newest={newest}
        gatewayBase={installation().gatewayBase}
      />
    </>
  );
}
