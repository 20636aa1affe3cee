import { providerState } from "@/lib/identities/queries";
import { namedValueState } from "@/lib/named-values/queries";
import { remindersKey } from "@/lib/notifications/settings";
import { type PolicyTarget, policyId } from "@/lib/policies/targets";
import { brandingKey, organisationKey } from "@/lib/settings/queries";
import { signUpKey } from "@/lib/users/sign-up-settings";
import type { Editable } from "./editable";

/** All that is edited as a whole. Pages and routes name one of these, and no save takes another's away unseen. */

const moments = { createdAt: true, updatedAt: true } as const;
const links = (column: string) => ({ orderBy: { [column]: "asc" } as const, select: { [column]: true } });

const credentialActions = ["backend.update", "credential.set", "credential.remove", "credential.finish"];

const present = {
  credentialKind: true,
  credentialName: true,
  credentialSealed: true,
  credentialDetail: true,
  credentialExpiresAt: true,
} as const;
/** The credential that takes over: shown beside the backend's form, and edited by itself. */
const next = {
  nextKind: true,
  nextName: true,
  nextSealed: true,
  nextSetAt: true,
  nextDetail: true,
  nextExpiresAt: true,
  nextFrom: true,
} as const;
const backendForm = { omit: { ...moments, ...next, resilience: true } } as const;

export const apiEditable: Editable<{ apiId: string }> = {
  read: (store, { apiId }) =>
    store.api.findUnique({
      where: { id: apiId },
      omit: moments,
      include: { products: links("productId"), backend: backendForm },
    }),
  changes: ({ apiId }) => ({
    targetType: "api",
    targetId: apiId,
    actions: ["api.update", "api.version", "api.import", "revision.publish", ...credentialActions],
  }),
};

export const operationEditable: Editable<{ apiId: string; operationId: string }> = {
  read: (store, { apiId, operationId }) =>
    store.operation.findFirst({ where: { id: operationId, apiId }, omit: { ...moments, position: true } }),
  changes: ({ operationId }) => ({
    targetType: "operation",
    targetId: operationId,
    actions: ["operation.update"],
  }),
};

export const backendEditable: Editable<{ apiId: string; backendId: string }> = {
  read: (store, { backendId }) => store.backend.findUnique({ where: { id: backendId }, ...backendForm }),
  changes: ({ apiId }) => ({
    targetType: "api",
    targetId: apiId,
    actions: ["api.update", ...credentialActions],
  }),
};

/** The credential of an API's own backend. */
export const credentialEditable: Editable<{ apiId: string }> = {
  read: (store, { apiId }) =>
    store.api.findUnique({ where: { id: apiId }, select: { backend: { select: present } } }),
  changes: ({ apiId }) => ({
    targetType: "api",
    targetId: apiId,
    actions: ["api.update", ...credentialActions],
  }),
};

/** Replacing a backend's credential: what is there, and what takes over. */
export const rotationEditable: Editable<{ apiId: string; backendId: string }> = {
  read: (store, { backendId }) =>
    store.backend.findUnique({ where: { id: backendId }, select: { ...present, ...next } }),
  changes: ({ apiId }) => ({
    targetType: "api",
    targetId: apiId,
    actions: [
      "api.update",
      ...credentialActions,
      "credential.next",
      "credential.switch",
      "credential.cancel",
    ],
  }),
};

export const resilienceEditable: Editable<{ apiId: string }> = {
  read: (store, { apiId }) =>
    store.api.findUnique({ where: { id: apiId }, select: { backend: { select: { resilience: true } } } }),
  changes: ({ apiId }) => ({ targetType: "api", targetId: apiId, actions: ["backend.resilience"] }),
};

export const productEditable: Editable<{ productId: string }> = {
  read: (store, { productId }) =>
    store.product.findUnique({
      where: { id: productId },
      omit: { ...moments, position: true },
      include: { apis: links("apiId"), groups: links("groupId") },
    }),
  changes: ({ productId }) => ({
    targetType: "product",
    targetId: productId,
    actions: ["product.update", "policy.set"],
  }),
};

/** A product's limits are kept with the product. */
export const policyEditable: Editable<PolicyTarget> = {
  async read(store, target) {
    const policy = await store.policy.findUnique({
      where: { id: policyId(target) },
      select: { document: true },
    });
    const product =
      target.scope === "product" &&
      (await store.product.findUnique({ where: { id: target.targetId }, select: { limits: true } }));
    return { policy, product };
  },
  changes: ({ scope, targetId }) => ({
    targetType: scope === "global" ? "policy" : scope,
    targetId,
    actions: ["policy.set", "product.update"],
  }),
};

export const groupEditable: Editable<{ groupId: string }> = {
  read: (store, { groupId }) =>
    store.group.findUnique({
      where: { id: groupId },
      omit: { createdAt: true },
      include: { products: links("productId") },
    }),
  changes: ({ groupId }) => ({ targetType: "group", targetId: groupId, actions: ["group.update"] }),
};

export const userGroupsEditable: Editable<{ userId: string }> = {
  read: (store, { userId }) =>
    store.groupMember.findMany({
      where: { userId },
      orderBy: { groupId: "asc" },
      select: { groupId: true },
    }),
  changes: ({ userId }) => ({ targetType: "user", targetId: userId, actions: ["user.set-groups"] }),
};

export const webhookEditable: Editable<{ webhookId: string }> = {
  read: (store, { webhookId }) =>
    store.webhook.findUnique({ where: { id: webhookId }, omit: { ...moments, secretSealed: true } }),
  changes: ({ webhookId }) => ({ targetType: "webhook", targetId: webhookId, actions: ["webhook.update"] }),
};

export const ruleEditable: Editable<{ event: string }> = {
  async read(store, { event }) {
    return { rule: await store.eventRule.findUnique({ where: { event }, omit: { updatedAt: true } }) };
  },
  changes: ({ event }) => ({ targetType: "notification", targetId: event, actions: ["notification.set"] }),
};

export const namedValueEditable: Editable<{ valueId: string }> = {
  read: (store, { valueId }) =>
    store.namedValue.findUnique({ where: { id: valueId }, select: namedValueState }),
  changes: ({ valueId }) => ({
    targetType: "named-value",
    targetId: valueId,
    actions: ["named-value.set"],
  }),
};

export const providerEditable: Editable<{ providerId: string }> = {
  read: (store, { providerId }) =>
    store.identityProvider.findUnique({ where: { id: providerId }, select: providerState }),
  // Its id is chosen, so one made anew stands in the place of one deleted.
  changes: ({ providerId }) => ({
    targetType: "identity-provider",
    targetId: providerId,
    actions: ["identity-provider.update", "identity-provider.create"],
  }),
};

/** When a subscription ends. */
export const expiryEditable: Editable<{ subscriptionId: string }> = {
  read: (store, { subscriptionId }) =>
    store.subscription.findUnique({ where: { id: subscriptionId }, select: { expiresAt: true } }),
  changes: ({ subscriptionId }) => ({
    targetType: "subscription",
    targetId: subscriptionId,
    actions: ["subscription.set-expiry", "subscription.renew"],
  }),
};

/** One of the documents of settings. */
function settingEditable(key: string): Editable<unknown> {
  return {
    async read(store) {
      return { setting: await store.setting.findUnique({ where: { key }, select: { value: true } }) };
    },
    changes: () => ({ targetType: "settings", targetId: key, actions: ["settings.update"] }),
  };
}

export const organisationEditable = settingEditable(organisationKey);
export const brandingEditable = settingEditable(brandingKey);
export const signUpEditable = settingEditable(signUpKey);
export const remindersEditable = settingEditable(remindersKey);
