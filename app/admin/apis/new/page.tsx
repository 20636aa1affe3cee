import type { Metadata } from "next";
import { z } from "zod";
import { AddApiForm } from "@/components/admin/add-api-form";
import { PageHeader } from "@/components/layout/page-header";
import { AddApiWays } from "@/components/publishing/add-api-ways";
import { PublishForm } from "@/components/publishing/publish-form";
import { listProductChoices } from "@/lib/catalogue/queries";
import { adminMessages } from "@/lib/messages/en/admin";
import { publishingWays } from "@/lib/publishing/schema";
import { adminOf } from "../../admin-page";
import { installation } from "../installation";

const text = adminMessages.newApi;
export const metadata: Metadata = { title: text.title };

const address = z.object({ way: z.enum(publishingWays).catch("blank") });

interface PageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function NewApiPage({ searchParams }: PageProps) {
  const viewer = await adminOf("/admin/apis/new");
  const { way } = address.parse(await searchParams);
  const products = await listProductChoices(viewer);
  const { gatewayBase, allowHttp } = installation();
  return (
    <>
      <PageHeader
        title={text.title}
        description={text.description}
        breadcrumb={[{ label: adminMessages.apis.title, href: "/admin/apis" }, { label: text.title }]}
      />
      <AddApiWays current={way} />
      {way === "blank" ? (
        <AddApiForm products={products} {...installation()} />
      ) : (
        <PublishForm
          key={way}
          way={way}
          products={products}
          gatewayBase={gatewayBase}
          allowHttp={allowHttp}
        />
      )}
    </>
  );
}
