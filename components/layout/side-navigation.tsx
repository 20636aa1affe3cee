import { sideLinkClass } from "./bar-class";
import { NavLink } from "./nav-link";
import type { NavigationItem } from "./shell-types";

/** A navigation that stands upright. */
export function SideNavigation({ label, items }: { label: string; items: readonly NavigationItem[] }) {
  return (
    <nav aria-label={label}>
      <ul className="space-y-0.5">
        {items.map(({ href, label: text, icon: Icon, exact = false }) => (
          <li key={href}>
            <NavLink href={href} exact={exact} className={sideLinkClass}>
              {Icon && <Icon aria-hidden="true" />}
              {text}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
