import type { Metadata } from "next";
import { FirstRunChecklist } from "@/components/admin/first-run-checklist";
import { LatestCalls } from "@/components/admin/latest-calls";
import { OverviewNumbers } from "@/components/admin/overview-numbers";
import { SystemHealth } from "@/components/health/system-health";
import { PageHeader } from "@/components/layout/page-header";
import { countCatalogue, nameOperations } from "@/lib/catalogue/queries";
import { refusalTitle } from "@/lib/gateway/refusal";
import { getHealth } from "@/lib/health/queries";
import { adminMessages } from "@/lib/messages/en/admin";
import { runtime } from "@/lib/runtime";
import { findChecklist } from "@/lib/settings/checklist-queries";
import { listLatestCalls, summariseCalls } from "@/lib/usage/queries";
import { adminOf } from "./admin-page";

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
  const [checklist, counts, summary, latest, health] = await Promise.all([
    findChecklist(viewer),
    countCatalogue(viewer),
    summariseCalls(viewer, since),
    listLatestCalls(viewer, latestCount),
    systemHealth(viewer),
  ]);
  const ids = latest.flatMap(({ operationId }) => operationId ?? []);
  const names = await nameOperations(viewer, [...new Set(ids)]);
  const calls = latest.map(({ operationId, refusal, refusalDetail, ...call }) => ({
    ...call,
    operation: names.get(operationId ?? "") ?? null,
    refusal: [refusal && refusalTitle(refusal), refusalDetail].filter(Boolean).join(": "),
  }));
  return (
    <>
      <PageHeader title={text.title} />
      {checklist && <FirstRunChecklist {...checklist} />}
      <OverviewNumbers counts={counts} summary={summary} />
      <SystemHealth lines={health} />
      <LatestCalls calls={calls} />
    </>
  );
}
