import { z } from "zod";
import { goTo } from "./use-auth-form";

const csrf = z.object({ csrfToken: z.string() });
const away = z.object({ url: z.string() });

/**
 * Leads the browser to an identity provider, which sends it back signed in, to `callbackPath`. By a script, because the
 * page's security policy lets no form lead to another site.
 * @throws where Gatehouse does not answer
 */
export async function goToProvider(providerId: string, callbackPath: string): Promise<never> {
  const { csrfToken } = csrf.parse(await (await fetch("/api/auth/csrf")).json());
  const answer = await fetch(`/api/auth/signin/${providerId}`, {
    method: "POST",
    body: new URLSearchParams({ csrfToken, callbackUrl: callbackPath, json: "true" }),
  });
  return goTo(away.parse(await answer.json()).url);
}
