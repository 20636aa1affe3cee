import { Badge } from "@/components/ui/badge";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, TableBody, TableHead, Td, Th, Tr } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import type { SortBy } from "@/lib/lists/schema";
import { userAdminMessages as text } from "@/lib/messages/en/user-admin";
import type { GovernedUser, UserSort } from "@/lib/users/govern-schema";
import { UserActions } from "./user-actions";

export const userTones = { active: "success", blocked: "danger", pending: "info" } as const;

interface UserTableProps {
  items: readonly GovernedUser[];
  /** The viewer's own account, which has no actions here. */
  ownId: string;
  sortBy: SortBy<UserSort>;
}

/** The accounts of one page of the list. */
export function UserTable({ items, ownId, sortBy }: UserTableProps) {
  return (
    <Table label={text.title} cards>
      <TableHead>
        <Th sort={sortBy("name")}>{text.name}</Th>
        <Th sort={sortBy("role")}>{text.role}</Th>
        <Th sort={sortBy("state")}>{text.state}</Th>
        <Th align="end" sort={sortBy("subscriptions")}>
          {text.subscriptions}
        </Th>
        <Th sort={sortBy("lastSignIn")}>{text.lastSignIn}</Th>
        <Th hidden>{text.actions("")}</Th>
      </TableHead>
      <TableBody>
        {items.map((user) => (
          <Tr key={user.id}>
            <Td label={text.name}>
              <span className="block min-w-0">
                <TextLink href={`/admin/users/${user.id}`} className="break-words">
                  {user.name}
                </TextLink>
                {user.id === ownId && <span className="text-muted"> ({text.you})</span>}
                <span className="block break-all text-muted text-xs">{user.email}</span>
              </span>
            </Td>
            <Td label={text.role}>{text.roles[user.role]}</Td>
            <Td label={text.state}>
              <Badge tone={userTones[user.state]}>{text.states[user.state]}</Badge>
            </Td>
            <Td label={text.subscriptions} align="end">
              {user.subscriptionCount === 0 ? (
                0
              ) : (
                <TextLink href={`/admin/subscriptions?search=${encodeURIComponent(user.email)}`}>
                  {user.subscriptionCount}
                </TextLink>
              )}
            </Td>
            <Td label={text.lastSignIn}>
              {user.lastSignInAtMs === null ? (
                <span className="text-muted">{text.never}</span>
              ) : (
                <RelativeTime time={user.lastSignInAtMs} />
              )}
            </Td>
            <Td label="" align="end">
              {user.id !== ownId && <UserActions user={user} />}
            </Td>
          </Tr>
        ))}
      </TableBody>
    </Table>
  );
}
