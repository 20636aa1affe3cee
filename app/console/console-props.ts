import type { TryItProps } from "@/components/try-it/console-props";
import { currentUser } from "@/lib/auth/session";
import type { PortalOperation } from "@/lib/catalogue/portal-queries";
import { listSubscriptionsForApi } from "@/lib/subscriptions/queries";
import { apiBaseUrl, signInHref } from "../(portal)/addresses";
import { consoleJob } from "./console-job";

interface ConsolePlace {
  /** The page of an operation of the same API, where its console stands. */
  hrefOf(operation: { id: string; slug: string }): string;
  isTester?: boolean;
}

/** What the console needs to know, and no more: all of it is shipped to the browser. */
export async function consoleProps(
  portalOperation: PortalOperation,
  { hrefOf, isTester = false }: ConsolePlace,
): Promise<TryItProps> {
  const { api, ...operation } = portalOperation;
  const user = await currentUser();
  const open = api.products.some(({ published, requiresSubscription }) => published && !requiresSubscription);
  return {
    operation: {
      id: operation.id,
      displayName: operation.displayName,
      method: operation.method,
      urlTemplate: operation.urlTemplate,
      parameters: operation.parameters,
      request: operation.request && {
        required: operation.request.required,
        representations: operation.request.representations.map(({ contentType, sample }) => ({
          contentType,
          sample,
        })),
      },
    },
    api: {
      id: api.id,
      name: api.name,
      baseUrl: apiBaseUrl(api.suffix),
      keyHeader: api.keyHeader,
      keyQuery: api.keyQuery,
      requiresSubscription: api.requiresSubscription && !open,
      hasStoredCredential: api.hasStoredCredential,
    },
    job: await consoleJob(portalOperation, hrefOf),
    subscriptions: user ? await listSubscriptionsForApi(user.id, api.id) : [],
    products: api.products
      .filter(({ requiresSubscription }) => requiresSubscription)
      .map(({ id, name, slug }) => ({ id, name, href: `/products/${slug}` })),
    signedIn: user !== null,
    isTester,
    signInHref: signInHref(hrefOf(operation)),
  };
}
