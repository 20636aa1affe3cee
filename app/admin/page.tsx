import type { Metadata } from "next";
import { CallTable } from "@/components/admin/call-table";
import { FirstRunChecklist } from "@/components/admin/first-run-checklist";
import { MostCalled } from "@/components/admin/most-called";
import { OverviewNumbers } from "@/components/admin/overview-numbers";
import { SystemHealth } from "@/components/health/system-health";
import { PageHeader } from "@/components/layout/page-header";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { countCatalogue } from "@/lib/catalogue/queries";
import { getHealth } from "@/lib/health/queries";
import { adminMessages } from "@/lib/messages/en/admin";
import { usageMessages } from "@/lib/messages/en/usage";
import { runtime } from "@/lib/runtime";
import { findChecklist } from "@/lib/settings/checklist-queries";
import { countGoverned } from "@/lib/subscriptions/govern-queries";
import { listCalls } from "@/lib/usage/call-log";
import { summariseCalls } from "@/lib/usage/queries";
import { adminOf } from "./admin-page";
import { inWords } from "./calls/in-words";

/** What this process knows of itself, judged with what the database and the machine say. */
async function systemHealth(viewer: Awaited<ReturnType<typeof adminOf>>) {
  const { gateway, recording, sharedCounting } = runtime();
  const facts = { recording: recording(), shared: await sharedCounting() };
  return getHealth(viewer, { ...facts, stateOf: (backendId) => gateway.healthOf(backendId).state });
}

const text = adminMessages.overview;
export const metadata: Metadata = { title: text.title };

const dayMs = 24 * 60 * 60 * 1000;
const latestCount = 20;

export default async function OverviewPage() {
  const viewer = await adminOf("/admin");
  const since = new Date(Date.now() - dayMs);
  const [checklist, counts, subscriptions, summary, latest, health] = await Promise.all([
    findChecklist(viewer),
    countCatalogue(viewer),
    countGoverned(viewer),
    summariseCalls(viewer, since),
    listCalls(viewer, { show: "all", search: "" }, { take: latestCount }),
    systemHealth(viewer),
  ]);
  const calls = await inWords(viewer, latest.items);
  return (
    <>
      <PageHeader title={text.title} />
      {checklist && <FirstRunChecklist {...checklist} />}
      <OverviewNumbers counts={counts} subscriptions={subscriptions} summary={summary} />
      <MostCalled most={summary.most} />
      <SystemHealth lines={health} />
      <div className="mb-3 flex flex-wrap items-center justify-between gap-2">
        <h2 className="font-semibold text-heading">{text.latestCalls}</h2>
        <LinkButton href="/admin/calls">{usageMessages.log.all}</LinkButton>
      </div>
      {calls.length === 0 ? (
        <EmptyState title={usageMessages.log.none} description={usageMessages.log.noneHint} />
      ) : (
        <CallTable label={text.latestCalls} calls={calls} />
      )}
    </>
  );
}
