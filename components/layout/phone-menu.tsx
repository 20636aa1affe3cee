import { Menu } from "lucide-react";
import { Popover } from "@/components/ui/popover";
import { layoutMessages } from "@/lib/messages/en/layout";
import { barButtonClass } from "./bar-class";
import type { NavigationItem } from "./shell-types";
import { SideNavigation } from "./side-navigation";

const panelId = "phone-menu";

/** The navigation where there is no room for it in the bar. */
export function PhoneMenu({ label, items }: { label: string; items: readonly NavigationItem[] }) {
  return (
    <div className="-ml-2 md:hidden">
      <button
        type="button"
        popoverTarget={panelId}
        aria-label={layoutMessages.menu}
        title={layoutMessages.menu}
        className={barButtonClass}
      >
        <Menu aria-hidden="true" className="size-5" />
      </button>
      <Popover id={panelId} className="top-13 right-4 left-4 w-auto p-2">
        <SideNavigation label={label} items={items} />
      </Popover>
    </div>
  );
}
