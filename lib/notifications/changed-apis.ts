import { z } from "zod";
import { db } from "@/lib/db/client";
import { env } from "@/lib/env";
import { notify, notifyFurther } from "./commands";
import { type TellBlock, tellInBlocks, toldAmong } from "./once";
import { subscribersOf } from "./receivers";

const dayMs = 24 * 60 * 60 * 1000;

/** So long nothing more was changed: many changes in a row are told of together. */
const quietMs = 10 * 60 * 1000;

/** What of the audit log says that an API is not what it was for those who call it. */
const changes = [
  "api.update",
  "api.import",
  "operation.create",
  "operation.update",
  "operation.delete",
  "revision.publish",
];

const published = z.object({ published: z.boolean().optional() }).catch({});

/** Tells subscribers of APIs that were published or changed, once they have been left alone for a while. */
export async function tellChangedApis(now = new Date(), signal?: AbortSignal): Promise<void> {
  const events = await db().auditEvent.findMany({
    where: { action: { in: changes }, at: { gt: new Date(now.getTime() - dayMs) } },
    orderBy: { at: "asc" },
    select: { id: true, at: true, action: true, targetType: true, targetId: true, before: true, after: true },
  });
  const byApi = new Map<string, typeof events>();
  for (const event of events) {
    const apiId = event.targetType === "api" ? event.targetId : apiOf(event);
    if (apiId !== undefined) byApi.set(apiId, [...(byApi.get(apiId) ?? []), event]);
  }
  for (const [apiId, all] of byApi) {
    const own = await newOf(apiId, all);
    const last = own.at(-1);
    if (last === undefined || last.at.getTime() > now.getTime() - quietMs) continue;
    const isNew = own.some(
      ({ before, after }) => published.parse(before).published === false && published.parse(after).published,
    );
    await tellOfApi(apiId, {
      event: isNew ? "api.published" : "api.changed",
      key: keyOf(apiId, last.id),
      now,
      signal,
    });
  }
}

/** So many mails at a time, for a transaction that holds others up for some milliseconds only. */
const blockSize = 100;

const ofApi = z.object({ apiId: z.string().optional() }).catch({});

/** Whose operation an event tells of; the operation itself may be gone. */
function apiOf({ before, after }: { before: unknown; after: unknown }): string | undefined {
  return ofApi.parse(after ?? before).apiId;
}

/** The events after the last one that everybody was told of. */
async function newOf<Event extends { id: string }>(apiId: string, events: Event[]): Promise<Event[]> {
  const told = await toldAmong(events.map(({ id }) => keyOf(apiId, id)));
  return events.slice(events.findLastIndex(({ id }) => told.has(keyOf(apiId, id))) + 1);
}

const keyOf = (apiId: string, eventId: string) => `api:${apiId}:${eventId}`;

interface ApiTelling {
  event: "api.published" | "api.changed";
  key: string;
  now: Date;
  signal: AbortSignal | undefined;
}

async function tellOfApi(apiId: string, { event, key, now, signal }: ApiTelling): Promise<void> {
  const api = await db().api.findFirst({
    where: { id: apiId, published: true },
    select: { name: true, slug: true },
  });
  if (!api) return;
  const values = { api: api.name, link: `${env().publicUrl}/apis/${api.slug}` };
  const tellBlock: TellBlock = async (tx, after) => {
    const receivers = await subscribersOf(tx, apiId, { now, after, take: blockSize });
    const telling = { event, values, receivers };
    await (after === "" ? notify(tx, telling, now) : notifyFurther(tx, telling, now));
    return receivers.length < blockSize ? null : (receivers.at(-1)?.id ?? null);
  };
  await tellInBlocks(key, tellBlock, signal);
}
