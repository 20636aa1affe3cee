import type { Metadata } from "next";
import { Entrance } from "@/components/auth/entrance";
import { InvitationForm } from "@/components/auth/link-forms";
import { entranceMessages } from "@/lib/messages/en/entrances";
import { findLinkHolder } from "@/lib/users/queries";
import { LinkOver, type LinkPageProps, tokenOf } from "../link-page";

const text = entranceMessages.invitation;
export const metadata: Metadata = { title: text.title };

export default async function InvitationPage(props: LinkPageProps) {
  const token = await tokenOf(props);
  const owner = token === null ? null : await findLinkHolder(token, "invite");
  return (
    <Entrance title={text.title} description={owner ? text.description(owner.email) : ""}>
      {token !== null && owner ? (
        <InvitationForm token={token} email={owner.email} name={owner.name} />
      ) : (
        <LinkOver hint={text.overHint} />
      )}
    </Entrance>
  );
}
