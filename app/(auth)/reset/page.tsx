import type { Metadata } from "next";
import { Entrance } from "@/components/auth/entrance";
import { ResetForm } from "@/components/auth/link-forms";
import { MailRequestForm } from "@/components/auth/mail-request-form";
import { env } from "@/lib/env";
import { entranceMessages } from "@/lib/messages/en/entrances";
import { findLinkHolder } from "@/lib/users/queries";
import { LinkOver, type LinkPageProps, tokenOf } from "../link-page";

const text = entranceMessages.reset;
export const metadata: Metadata = { title: text.title };

/** Where the mailed link leads; without a token, where one is asked for. */
export default async function ResetPage(props: LinkPageProps) {
  const token = await tokenOf(props);
  if (token === null) {
    return (
      <Entrance title={text.askTitle} description={text.askDescription}>
        <MailRequestForm about="reset" sendsMail={env().smtp !== undefined} />
      </Entrance>
    );
  }
  const owner = await findLinkHolder(token, "reset");
  return (
    <Entrance title={text.title} description={text.description}>
      {owner ? <ResetForm token={token} email={owner.email} /> : <LinkOver askPath="/reset" />}
    </Entrance>
  );
}
