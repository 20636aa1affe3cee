import type { Crumb } from "@/components/ui/breadcrumb";
import { adminMessages } from "@/lib/messages/en/admin";

/** The way up from a page about one of an API's operations. */
export function operationBreadcrumb(api: { id: string; name: string }, here: string): Crumb[] {
  return [
    { label: adminMessages.apis.title, href: "/admin/apis" },
    { label: api.name, href: `/admin/apis/${api.id}/operations` },
    { label: here },
  ];
}
