import type { Metadata } from "next";
import { ApiTable } from "@/components/admin/api-table";
import { ListFrame } from "@/components/admin/list-frame";
import { PageHeader } from "@/components/layout/page-header";
import { LinkButton } from "@/components/ui/link-button";
import { apiList } from "@/lib/catalogue/list-schema";
import { listApis } from "@/lib/catalogue/queries";
import { listLinks } from "@/lib/lists/schema";
import { adminMessages } from "@/lib/messages/en/admin";
import { adminOf } from "../admin-page";

const text = adminMessages.apis;
export const metadata: Metadata = { title: text.title };

interface PageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function ApisPage({ searchParams }: PageProps) {
  const viewer = await adminOf("/admin/apis");
  const links = listLinks("/admin/apis", apiList, apiList.address.parse(await searchParams));
  const found = await listApis(viewer, links.current);
  return (
    <>
      <PageHeader
        title={text.title}
        description={text.description}
        actions={
          <LinkButton href="/admin/apis/new" variant="primary">
            {text.add}
          </LinkButton>
        }
      />
      <ListFrame links={links} found={found} text={text}>
        <ApiTable items={found.items} sortBy={links.sortBy} />
      </ListFrame>
    </>
  );
}
