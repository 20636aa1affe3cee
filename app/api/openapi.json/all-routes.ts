import * as apisApiIdBackendsBackendIdRotation from "@/app/api/apis/[apiId]/backends/[backendId]/rotation/route";
import * as apisApiIdBackendsBackendId from "@/app/api/apis/[apiId]/backends/[backendId]/route";
import * as apisApiIdBackends from "@/app/api/apis/[apiId]/backends/route";
import * as apisApiIdConnection from "@/app/api/apis/[apiId]/connection/route";
import * as apisApiIdCopies from "@/app/api/apis/[apiId]/copies/route";
import * as apisApiIdCredential from "@/app/api/apis/[apiId]/credential/route";
import * as apisApiIdDraftRefresh from "@/app/api/apis/[apiId]/draft/refresh/route";
import * as apisApiIdDraft from "@/app/api/apis/[apiId]/draft/route";
import * as apisApiIdHealth from "@/app/api/apis/[apiId]/health/route";
import * as apisApiIdImportPreview from "@/app/api/apis/[apiId]/import/preview/route";
import * as apisApiIdImport from "@/app/api/apis/[apiId]/import/route";
import * as apisApiIdOperationsOperationId from "@/app/api/apis/[apiId]/operations/[operationId]/route";
import * as apisApiIdOperations from "@/app/api/apis/[apiId]/operations/route";
import * as apisApiIdResilience from "@/app/api/apis/[apiId]/resilience/route";
import * as apisApiIdRevisionsNumberRollback from "@/app/api/apis/[apiId]/revisions/[number]/rollback/route";
import * as apisApiIdRevisionsNumber from "@/app/api/apis/[apiId]/revisions/[number]/route";
import * as apisApiIdRevisions from "@/app/api/apis/[apiId]/revisions/route";
import * as apisApiId from "@/app/api/apis/[apiId]/route";
import * as apisApiIdVersions from "@/app/api/apis/[apiId]/versions/route";
import * as apisImportsPreview from "@/app/api/apis/imports/preview/route";
import * as apisImports from "@/app/api/apis/imports/route";
import * as apis from "@/app/api/apis/route";
import * as auditEventId from "@/app/api/audit/[eventId]/route";
import * as auditExport from "@/app/api/audit/export/route";
import * as audit from "@/app/api/audit/route";
import * as configurationDifferences from "@/app/api/configuration/differences/route";
import * as configuration from "@/app/api/configuration/route";
import * as confirmMails from "@/app/api/confirm/mails/route";
import * as confirm from "@/app/api/confirm/route";
import * as exportsApi from "@/app/api/exports/[api]/route";
import * as groupsGroupIdMembersUserId from "@/app/api/groups/[groupId]/members/[userId]/route";
import * as groupsGroupId from "@/app/api/groups/[groupId]/route";
import * as groups from "@/app/api/groups/route";
import * as health from "@/app/api/health/route";
import * as identityProvidersProviderId from "@/app/api/identity-providers/[providerId]/route";
import * as identityProviders from "@/app/api/identity-providers/route";
import * as invitation from "@/app/api/invitation/route";
import * as logoHash from "@/app/api/logo/[hash]/route";
import * as mailsMailIdAttempts from "@/app/api/mails/[mailId]/attempts/route";
import * as namedValuesValueId from "@/app/api/named-values/[valueId]/route";
import * as namedValues from "@/app/api/named-values/route";
import * as notificationsEvent from "@/app/api/notifications/[event]/route";
import * as notificationsReminders from "@/app/api/notifications/reminders/route";
import * as policiesScopeTargetId from "@/app/api/policies/[scope]/[targetId]/route";
import * as policiesDryRun from "@/app/api/policies/dry-run/route";
import * as productsProductIdCopies from "@/app/api/products/[productId]/copies/route";
import * as productsProductId from "@/app/api/products/[productId]/route";
import * as productsOrder from "@/app/api/products/order/route";
import * as products from "@/app/api/products/route";
import * as profileDeletion from "@/app/api/profile/deletion/route";
import * as profileIdentitiesProviderId from "@/app/api/profile/identities/[providerId]/route";
import * as profileIdentities from "@/app/api/profile/identities/route";
import * as profileNotifications from "@/app/api/profile/notifications/route";
import * as profilePassword from "@/app/api/profile/password/route";
import * as profile from "@/app/api/profile/route";
import * as profileSessionsSessionId from "@/app/api/profile/sessions/[sessionId]/route";
import * as profileSessions from "@/app/api/profile/sessions/route";
import * as profileTokensTokenId from "@/app/api/profile/tokens/[tokenId]/route";
import * as profileTokens from "@/app/api/profile/tokens/route";
import * as resetMails from "@/app/api/reset/mails/route";
import * as reset from "@/app/api/reset/route";
import * as search from "@/app/api/search/route";
import * as settingsBranding from "@/app/api/settings/branding/route";
import * as settingsChecklist from "@/app/api/settings/checklist/route";
import * as settingsLogoTheme from "@/app/api/settings/logo/[theme]/route";
import * as settingsOrganisation from "@/app/api/settings/organisation/route";
import * as settingsSignUp from "@/app/api/settings/sign-up/route";
import * as setup from "@/app/api/setup/route";
import * as signOut from "@/app/api/sign-out/route";
import * as signUp from "@/app/api/sign-up/route";
import * as subscriptionsSubscriptionIdExpiry from "@/app/api/subscriptions/[subscriptionId]/expiry/route";
import * as subscriptionsSubscriptionIdKeysSlot from "@/app/api/subscriptions/[subscriptionId]/keys/[slot]/route";
import * as subscriptionsSubscriptionIdMembersUserId from "@/app/api/subscriptions/[subscriptionId]/members/[userId]/route";
import * as subscriptionsSubscriptionIdMembers from "@/app/api/subscriptions/[subscriptionId]/members/route";
import * as subscriptionsSubscriptionIdOwner from "@/app/api/subscriptions/[subscriptionId]/owner/route";
import * as subscriptionsSubscriptionIdRenewalRefusal from "@/app/api/subscriptions/[subscriptionId]/renewal/refusal/route";
import * as subscriptionsSubscriptionIdRenewal from "@/app/api/subscriptions/[subscriptionId]/renewal/route";
import * as subscriptionsSubscriptionId from "@/app/api/subscriptions/[subscriptionId]/route";
import * as subscriptionsSubscriptionIdState from "@/app/api/subscriptions/[subscriptionId]/state/route";
import * as subscriptionsAll from "@/app/api/subscriptions/all/route";
import * as subscriptionsGrants from "@/app/api/subscriptions/grants/route";
import * as subscriptions from "@/app/api/subscriptions/route";
import * as tryItResult from "@/app/api/try-it/result/route";
import * as tryIt from "@/app/api/try-it/route";
import * as usersUserIdGroups from "@/app/api/users/[userId]/groups/route";
import * as usersUserIdMails from "@/app/api/users/[userId]/mails/route";
import * as usersUserIdPassword from "@/app/api/users/[userId]/password/route";
import * as usersUserId from "@/app/api/users/[userId]/route";
import * as usersUserIdSessionsSessionId from "@/app/api/users/[userId]/sessions/[sessionId]/route";
import * as usersUserIdSessions from "@/app/api/users/[userId]/sessions/route";
import * as usersInvitations from "@/app/api/users/invitations/route";
import * as users from "@/app/api/users/route";
import * as webhooksWebhookIdDeliveriesDeliveryId from "@/app/api/webhooks/[webhookId]/deliveries/[deliveryId]/route";
import * as webhooksWebhookId from "@/app/api/webhooks/[webhookId]/route";
import * as webhooksWebhookIdTest from "@/app/api/webhooks/[webhookId]/test/route";
import * as webhooks from "@/app/api/webhooks/route";
import type { DocumentedRoutes } from "@/lib/automation/schema";

/** Every route of the JSON API by its path on disk. A test compares this list with the folders. */
export const allRoutes: DocumentedRoutes = {
  "/api/apis/imports/preview": apisImportsPreview,
  "/api/apis/imports": apisImports,
  "/api/apis": apis,
  "/api/apis/[apiId]": apisApiId,
  "/api/apis/[apiId]/backends": apisApiIdBackends,
  "/api/apis/[apiId]/backends/[backendId]": apisApiIdBackendsBackendId,
  "/api/apis/[apiId]/backends/[backendId]/rotation": apisApiIdBackendsBackendIdRotation,
  "/api/apis/[apiId]/connection": apisApiIdConnection,
  "/api/apis/[apiId]/copies": apisApiIdCopies,
  "/api/apis/[apiId]/credential": apisApiIdCredential,
  "/api/apis/[apiId]/health": apisApiIdHealth,
  "/api/apis/[apiId]/operations": apisApiIdOperations,
  "/api/apis/[apiId]/import/preview": apisApiIdImportPreview,
  "/api/apis/[apiId]/import": apisApiIdImport,
  "/api/apis/[apiId]/operations/[operationId]": apisApiIdOperationsOperationId,
  "/api/apis/[apiId]/resilience": apisApiIdResilience,
  "/api/apis/[apiId]/draft": apisApiIdDraft,
  "/api/apis/[apiId]/draft/refresh": apisApiIdDraftRefresh,
  "/api/apis/[apiId]/revisions": apisApiIdRevisions,
  "/api/apis/[apiId]/revisions/[number]": apisApiIdRevisionsNumber,
  "/api/apis/[apiId]/revisions/[number]/rollback": apisApiIdRevisionsNumberRollback,
  "/api/apis/[apiId]/versions": apisApiIdVersions,
  "/api/audit": audit,
  "/api/audit/[eventId]": auditEventId,
  "/api/audit/export": auditExport,
  "/api/configuration": configuration,
  "/api/configuration/differences": configurationDifferences,
  "/api/confirm": confirm,
  "/api/confirm/mails": confirmMails,
  "/api/groups": groups,
  "/api/groups/[groupId]": groupsGroupId,
  "/api/groups/[groupId]/members/[userId]": groupsGroupIdMembersUserId,
  "/api/exports/[api]": exportsApi,
  "/api/health": health,
  "/api/identity-providers": identityProviders,
  "/api/identity-providers/[providerId]": identityProvidersProviderId,
  "/api/invitation": invitation,
  "/api/logo/[hash]": logoHash,
  "/api/mails/[mailId]/attempts": mailsMailIdAttempts,
  "/api/named-values": namedValues,
  "/api/named-values/[valueId]": namedValuesValueId,
  "/api/notifications/[event]": notificationsEvent,
  "/api/notifications/reminders": notificationsReminders,
  "/api/policies/[scope]/[targetId]": policiesScopeTargetId,
  "/api/policies/dry-run": policiesDryRun,
  "/api/products": products,
  "/api/products/[productId]": productsProductId,
  "/api/products/[productId]/copies": productsProductIdCopies,
  "/api/products/order": productsOrder,
  "/api/profile": profile,
  "/api/profile/deletion": profileDeletion,
  "/api/profile/identities": profileIdentities,
  "/api/profile/identities/[providerId]": profileIdentitiesProviderId,
  "/api/profile/notifications": profileNotifications,
  "/api/profile/password": profilePassword,
  "/api/profile/sessions": profileSessions,
  "/api/profile/sessions/[sessionId]": profileSessionsSessionId,
  "/api/profile/tokens": profileTokens,
  "/api/profile/tokens/[tokenId]": profileTokensTokenId,
  "/api/reset": reset,
  "/api/reset/mails": resetMails,
  "/api/search": search,
  "/api/settings/branding": settingsBranding,
  "/api/settings/checklist": settingsChecklist,
  "/api/settings/logo/[theme]": settingsLogoTheme,
  "/api/settings/organisation": settingsOrganisation,
  "/api/settings/sign-up": settingsSignUp,
  "/api/setup": setup,
  "/api/sign-out": signOut,
  "/api/sign-up": signUp,
  "/api/subscriptions": subscriptions,
  "/api/subscriptions/[subscriptionId]": subscriptionsSubscriptionId,
  "/api/subscriptions/[subscriptionId]/expiry": subscriptionsSubscriptionIdExpiry,
  "/api/subscriptions/[subscriptionId]/keys/[slot]": subscriptionsSubscriptionIdKeysSlot,
  "/api/subscriptions/[subscriptionId]/members": subscriptionsSubscriptionIdMembers,
  "/api/subscriptions/[subscriptionId]/members/[userId]": subscriptionsSubscriptionIdMembersUserId,
  "/api/subscriptions/[subscriptionId]/owner": subscriptionsSubscriptionIdOwner,
  "/api/subscriptions/[subscriptionId]/renewal": subscriptionsSubscriptionIdRenewal,
  "/api/subscriptions/[subscriptionId]/renewal/refusal": subscriptionsSubscriptionIdRenewalRefusal,
  "/api/subscriptions/[subscriptionId]/state": subscriptionsSubscriptionIdState,
  "/api/subscriptions/all": subscriptionsAll,
  "/api/subscriptions/grants": subscriptionsGrants,
  "/api/try-it": tryIt,
  "/api/try-it/result": tryItResult,
  "/api/users": users,
  "/api/users/[userId]": usersUserId,
  "/api/users/[userId]/groups": usersUserIdGroups,
  "/api/users/[userId]/mails": usersUserIdMails,
  "/api/users/[userId]/password": usersUserIdPassword,
  "/api/users/[userId]/sessions": usersUserIdSessions,
  "/api/users/[userId]/sessions/[sessionId]": usersUserIdSessionsSessionId,
  "/api/users/invitations": usersInvitations,
  "/api/webhooks": webhooks,
  "/api/webhooks/[webhookId]": webhooksWebhookId,
  "/api/webhooks/[webhookId]/deliveries/[deliveryId]": webhooksWebhookIdDeliveriesDeliveryId,
  "/api/webhooks/[webhookId]/test": webhooksWebhookIdTest,
};
