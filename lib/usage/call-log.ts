import { db, type Prisma } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { usageMessages as text } from "@/lib/messages/en/usage";
import { callBlocks, callsPerBlock } from "./call-blocks";
import { requireAllCalls, type Viewer } from "./queries";
import { type CallKind, type CallsQuery, callId } from "./schema";

export const callsPerPage = 50;

const newestFirst = [{ at: "desc" }, { id: "desc" }] satisfies Prisma.CallOrderByWithRelationInput[];

const shown = {
  id: true,
  at: true,
  source: true,
  operationId: true,
  method: true,
  target: true,
  status: true,
  refusal: true,
  refusalDetail: true,
  durationMs: true,
} satisfies Prisma.CallSelect;

type Shown = Prisma.CallGetPayload<{ select: typeof shown }>;

const itemOf = ({ at, ...call }: Shown) => ({ ...call, at: at.toISOString() });

/** Behind every call. */
const endOfTime = new Date("9999-12-31T00:00:00Z");

interface PageSize {
  take?: number;
  blockSize?: number;
}

/** One page of everybody's calls that fit, newest first; `older` is what the next page goes on from. @throws AppError not-allowed */
export async function listCalls(
  viewer: Viewer,
  { show, search, older }: CallsQuery,
  { take = callsPerPage, blockSize = callsPerBlock }: PageSize = {},
) {
  requireAllCalls(viewer);
  const place = older === undefined ? null : await db().call.findUnique({ where: { id: older } });
  const fits = [ofKind[show], fitting(search), place === null ? {} : olderThan(place)];
  const named = search === "" ? null : await db().call.findUnique({ where: { id: search }, select: shown });
  if (named !== null) return { items: [itemOf(named)], older: null };
  const rows: Shown[] = [];
  const blocks = callBlocks({ start: place?.at ?? endOfTime, order: "desc", size: blockSize });
  for await (const at of blocks) {
    const found = await db().call.findMany({
      where: { AND: [{ at }, ...fits] },
      orderBy: newestFirst,
      take: take + 1 - rows.length,
      select: shown,
    });
    rows.push(...found);
    if (rows.length > take) break;
  }
  const items = rows.slice(0, take).map(itemOf);
  return { items, older: rows.length > take ? (items.at(-1)?.id ?? null) : null };
}

/** All that is known of one call, in words where there are some. @throws AppError not-allowed, not-found */
export async function getCall(viewer: Viewer, id: string) {
  requireAllCalls(viewer);
  const call = callId.safeParse(id).success ? await db().call.findUnique({ where: { id } }) : null;
  if (call === null) throw new AppError("not-found", text.missing);
  const { at, subscriptionId, productId, userId, requestBytes, responseBytes, ...rest } = call;
  const [subscription, product, user] = await Promise.all([
    db().subscription.findUnique({ where: { id: subscriptionId ?? "" }, select: { name: true } }),
    db().product.findUnique({ where: { id: productId ?? "" }, select: { id: true, name: true } }),
    db().user.findUnique({ where: { id: userId ?? "" }, select: { id: true, email: true } }),
  ]);
  return {
    ...rest,
    at: at.toISOString(),
    requestBytes: Number(requestBytes),
    responseBytes: Number(responseBytes),
    subscription: subscription?.name ?? null,
    product,
    user,
  };
}
export type CallView = Awaited<ReturnType<typeof getCall>>;

const ofKind: Record<CallKind, Prisma.CallWhereInput> = {
  all: {},
  refused: { refusal: { not: null } },
  failed: { status: { gte: 500 } },
};

function fitting(search: string): Prisma.CallWhereInput {
  if (search === "") return {};
  return {
    OR: [{ target: { contains: search } }, { clientAddress: { contains: search } }],
  };
}

function olderThan({ at, id }: { at: Date; id: string }): Prisma.CallWhereInput {
  return { OR: [{ at: { lt: at } }, { at, id: { lt: id } }] };
}
