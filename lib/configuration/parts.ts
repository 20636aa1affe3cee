import { tidyOperation } from "@/lib/catalogue/operation-commands";
import type { ProviderEntry } from "@/lib/identities/schema";
import { configurationMessages } from "@/lib/messages/en/configuration";
import type { MailEvent } from "@/lib/notifications/events-schema";
import type { Place } from "@/lib/openapi/place";
import type {
  Configuration,
  FileApi,
  FileGroup,
  FileNamedValue,
  FileNotification,
  FileOperation,
  FilePolicy,
  FileProduct,
  FileSettings,
} from "./document-schema";

const text = configurationMessages.parts;

/** A configuration as a list of parts that come, change and go on their own. Pure. */

export type SettingName = Exclude<keyof FileSettings, "notifications">;
type SettingValue = NonNullable<FileSettings[SettingName]>;
export type ApiValue = Omit<FileApi, "slug" | "pool" | "operations">;
export type PoolValue = NonNullable<FileApi["pool"]>[number];

interface Kinds {
  setting: { setting: SettingName; value: SettingValue };
  notification: { event: MailEvent; value: FileNotification };
  "identity-provider": { value: ProviderEntry };
  "named-value": { value: FileNamedValue };
  group: { value: FileGroup };
  policy: { value: FilePolicy };
  api: { slug: string; value: ApiValue };
  /** `index` counts those of the same address. */
  backend: { api: string; index: number; value: PoolValue };
  operation: { api: string; slug: string; value: Omit<FileOperation, "slug"> };
  product: { slug: string; value: Omit<FileProduct, "slug"> };
}
export type PartKind = keyof Kinds;

export type PartOf<Kind extends PartKind> = {
  kind: Kind;
  /** Its own among all parts. */
  key: string;
  /** What people call it. */
  what: string;
  /** Where it stands in the document. */
  place: Place;
} & Kinds[Kind];
export type Part = { [Kind in PartKind]: PartOf<Kind> }[PartKind];

/** Every part, in the order in which they can be made: what is referred to comes first. */
export function partsOf(configuration: Configuration): Part[] {
  const { settings, identityProviders, namedValues, groups, policy, apis, products } = configuration;
  return [
    ...(settings ? settingParts(settings) : []),
    ...(identityProviders ?? []).map(
      (value, index): Part => ({
        kind: "identity-provider",
        key: `identity-provider ${value.id}`,
        what: text.identityProvider(value.name),
        place: ["identityProviders", index],
        value,
      }),
    ),
    ...(namedValues ?? []).map(
      (value, index): Part => ({
        kind: "named-value",
        key: `named-value ${value.name}`,
        what: text.namedValue(value.name),
        place: ["namedValues", index],
        value,
      }),
    ),
    ...(groups ?? []).map(
      (value, index): Part => ({
        kind: "group",
        key: `group ${value.name}`,
        what: text.group(value.name),
        place: ["groups", index],
        value,
      }),
    ),
    ...(policy
      ? [{ kind: "policy", key: "policy", what: text.policy, place: ["policy"], value: policy } as const]
      : []),
    ...(apis ?? []).flatMap(apiParts),
    ...(products ?? []).map(
      ({ slug, ...value }, index): Part => ({
        kind: "product",
        key: `product ${slug}`,
        what: text.product(value.name),
        place: ["products", index],
        slug,
        value: { ...value, apis: asSet(value.apis), groups: asSet(value.groups) },
      }),
    ),
  ];
}

/** Without order: in which one they are written says nothing. */
function asSet(names: readonly string[]): string[] {
  return [...new Set(names)].sort();
}

function settingParts({ notifications = {}, ...settings }: FileSettings): Part[] {
  // Exactly the keys of the schema.
  const names = Object.keys(settings) as SettingName[];
  const events = Object.keys(notifications) as MailEvent[];
  return [
    ...names.flatMap((setting): Part[] => {
      const value = settings[setting];
      const [key, what] = [`setting ${setting}`, text.settings[setting]];
      return value ? [{ kind: "setting", key, what, place: ["settings", setting], setting, value }] : [];
    }),
    ...events.flatMap((event): Part[] => {
      const value = notifications[event];
      const place = ["settings", "notifications", event];
      const [key, what] = [`notification ${event}`, text.notification(event)];
      return value ? [{ kind: "notification", key, what, place, event, value }] : [];
    }),
  ];
}

function apiParts({ slug: api, pool = [], operations = [], ...value }: FileApi, at: number): Part[] {
  const place = ["apis", at];
  const addresses = pool.map(({ webServiceUrl }) => webServiceUrl);
  return [
    { kind: "api", key: `api ${api}`, what: text.api(value.name), place, slug: api, value },
    ...pool.map((own, position): Part => {
      const { webServiceUrl } = own;
      const index = addresses.slice(0, position).filter((address) => address === webServiceUrl).length;
      return {
        kind: "backend",
        key: `backend ${api} ${index} ${webServiceUrl}`,
        what: text.backend(webServiceUrl, value.name),
        place: [...place, "pool", position],
        api,
        index,
        value: own,
      };
    }),
    ...operations.map(
      ({ slug, policy, ...own }, position): Part => ({
        kind: "operation",
        key: `operation ${api} ${slug}`,
        what: text.operation(own.displayName, value.name),
        place: [...place, "operations", position],
        api,
        slug,
        value: { ...tidyOperation(own), policy },
      }),
    ),
  ];
}
