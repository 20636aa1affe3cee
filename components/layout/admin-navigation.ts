import {
  ArrowLeftRight,
  Bell,
  Boxes,
  Gauge,
  History,
  KeyRound,
  ListChecks,
  Settings,
  Users,
  UsersRound,
  Waypoints,
} from "lucide-react";
import { layoutMessages } from "@/lib/messages/en/layout";
import type { NavigationItem } from "./shell-types";

/** The admin console's pages, in the order of its side navigation. A page joins it by a line here. */
export const adminNavigation: readonly NavigationItem[] = [
  { href: "/admin", label: layoutMessages.overview, icon: Gauge, exact: true },
  { href: "/admin/apis", label: layoutMessages.apis, icon: Waypoints },
  { href: "/admin/products", label: layoutMessages.products, icon: Boxes },
  { href: "/admin/subscriptions", label: layoutMessages.subscriptions, icon: KeyRound },
  { href: "/admin/users", label: layoutMessages.users, icon: Users },
  { href: "/admin/groups", label: layoutMessages.groups, icon: UsersRound },
  { href: "/admin/policies", label: layoutMessages.policies, icon: ListChecks },
  { href: "/admin/calls", label: layoutMessages.calls, icon: ArrowLeftRight },
  { href: "/admin/audit", label: layoutMessages.audit, icon: History },
  { href: "/admin/settings", label: layoutMessages.settings, icon: Settings },
  { href: "/admin/notifications", label: layoutMessages.notifications, icon: Bell },
];
