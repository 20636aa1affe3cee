import { Page } from "@/components/layout/page";
import { PageHeader } from "@/components/layout/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { cataloguePageMessages as text } from "@/lib/messages/en/catalogue-pages";

export default function ApisLoading() {
  return (
    <Page>
      <PageHeader title={text.apis} description={text.apisDescription} />
      <div className="mb-4 grid gap-3 sm:grid-cols-3 lg:grid-cols-[1fr_11rem_11rem_12rem]">
        <Skeleton className="h-9 sm:col-span-3 lg:col-span-1" />
        <Skeleton className="h-9" />
        <Skeleton className="h-9" />
        <Skeleton className="h-9" />
      </div>
      <Skeleton className="mb-3 h-5 w-16" />
      <div className="divide-y rounded-lg border bg-surface">
        {["a", "b", "c"].map((row) => (
          <div key={row} className="space-y-3 px-5 py-4">
            <Skeleton className="h-6 w-56" />
            <Skeleton className="h-5 w-96 max-w-full" />
            <Skeleton className="h-7 w-80 max-w-full" />
          </div>
        ))}
      </div>
    </Page>
  );
}
