import { LinkTabs } from "@/components/ui/link-tabs";
import { publishingMessages as text } from "@/lib/messages/en/publishing";
import { type PublishingWay, publishingWays } from "@/lib/publishing/schema";

/** Where a new API may come from; each way has an address of its own. */
export function AddApiWays({ current }: { current: PublishingWay }) {
  return (
    <div className="mb-6">
      <LinkTabs
        label={text.ways}
        items={publishingWays.map((way) => ({
          href: way === "blank" ? "/admin/apis/new" : `/admin/apis/new?way=${way}`,
          label: text.wayNames[way],
          current: way === current,
        }))}
      />
      <p className="mt-4 max-w-2xl text-muted">{text.wayHints[current]}</p>
    </div>
  );
}
