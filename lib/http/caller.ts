import { currentUser, type SignedInUser } from "@/lib/auth/session";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { tokenMessages } from "@/lib/messages/en/tokens";
import { noteTokenUse } from "@/lib/tokens/commands";
import { scopeAllows } from "@/lib/tokens/permissions";
import { findTokenUser } from "@/lib/tokens/queries";
import { isOwnOrigin } from "./origin";

/** Who calls a route, and by what we know. */
export interface Caller {
  user: SignedInUser | null;
  credential: "session" | "token";
  /** As the audit log calls them. */
  name: string;
}

const reading = new Set(["GET", "HEAD"]);
const bearer = /^bearer +(\S+)$/i;

/**
 * The caller of a request: whoever the access token belongs to, if one is sent, else whoever the session cookie says.
 * Never both: a request with a token has no cookies. Browsers send cookies unasked, so changes by session are
 * taken from our own origin only; nobody sends a token unasked.
 * @throws AppError not-signed-in, not-allowed or bad-origin.
 */
export async function findCaller(request: Request): Promise<Caller> {
  const authorization = request.headers.get("authorization") ?? "";
  // Other schemes are a reverse proxy's, which has its own door in front of ours.
  if (/^bearer\b/i.test(authorization)) {
    return callerOfToken(bearer.exec(authorization)?.[1] ?? "", request.method);
  }
  const { publicUrl } = env();
  if (!reading.has(request.method) && !isOwnOrigin(request.headers.get("origin"), publicUrl)) {
    throw new AppError("bad-origin", `Changes are taken from ${publicUrl} only.`);
  }
  const user = await currentUser();
  return { user, credential: "session", name: user?.email ?? "anonymous" };
}

async function callerOfToken(value: string, method: string): Promise<Caller> {
  const found = await findTokenUser(value);
  if (!found) throw new AppError("not-signed-in", tokenMessages.refused);
  const { user, tokenId, tokenName, scope } = found;
  if (!scopeAllows(scope, method)) throw new AppError("not-allowed", tokenMessages.readOnly);
  await noteTokenUse(tokenId);
  return { user, credential: "token", name: `${user.email} (token ${tokenName})` };
}
