import type { LucideIcon } from "lucide-react";

/** Who is signed in, as far as the shells show it. */
export interface ShellUser {
  name: string;
  email: string;
  isAdmin: boolean;
}

export interface ShellOrganisation {
  name: string;
  /** Where to write for help; empty for nowhere. */
  email: string;
  /** For light and for dark ground; null where there is none. */
  logo: Record<"light" | "dark", { hash: string; width: number; height: number } | null>;
}

export interface NavigationItem {
  href: string;
  label: string;
  icon?: LucideIcon;
  /** Current on this very page only, not on the ones below it. */
  exact?: boolean;
}
