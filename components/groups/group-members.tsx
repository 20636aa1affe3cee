"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { SearchInput } from "@/components/ui/search-input";
import { Table, TableBody, TableHead, Td, Th, Tr } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import { toast } from "@/components/ui/toast";
import { callApi } from "@/lib/http/api-client";
import { groupMessages as text } from "@/lib/messages/en/groups";
import { type FoundPerson, PersonSearch } from "./person-search";

interface GroupMembersProps {
  group: { id: string; name: string };
  members: readonly FoundPerson[];
}

const filterFrom = 10;

/** A custom group's members: search for somebody to add, or remove one. */
export function GroupMembers({ group, members }: GroupMembersProps) {
  const router = useRouter();
  const [words, setWords] = useState("");
  const [pending, setPending] = useState<string | null>(null);
  const wanted = words.trim().toLowerCase();
  const shown = members.filter(({ name, email }) => `${name}\n${email}`.toLowerCase().includes(wanted));

  async function change(method: "PUT" | "DELETE", { id, name }: FoundPerson) {
    setPending(id);
    try {
      await callApi(`/api/groups/${group.id}/members/${id}`, { method });
      toast.success(method === "PUT" ? text.memberAdded(name) : text.memberRemoved(name));
      router.refresh();
    } catch (error) {
      toast.error(error instanceof Error ? error.message : String(error));
    } finally {
      setPending(null);
    }
  }

  return (
    <Card className="mt-8 max-w-3xl" title={text.members} description={text.memberCount(members.length)}>
      <div className="space-y-4">
        <PersonSearch
          without={members.map(({ id }) => id)}
          pending={pending}
          onChoose={(person) => void change("PUT", person)}
        />
        {members.length >= filterFrom && (
          <SearchInput
            label={text.searchMembers}
            value={words}
            onValueChange={setWords}
            slashFocuses={false}
          />
        )}
        {shown.length === 0 ? (
          <EmptyState
            title={members.length === 0 ? text.noMembers : text.noMemberFits}
            description={text.noMembersHint}
          />
        ) : (
          <Table label={text.members} cards>
            <TableHead>
              <Th>{text.name}</Th>
              <Th hidden>{text.remove}</Th>
            </TableHead>
            <TableBody>
              {shown.map((person) => (
                <Tr key={person.id}>
                  <Td label={text.name}>
                    <span className="block min-w-0">
                      <TextLink href={`/admin/users/${person.id}`}>{person.name}</TextLink>
                      <span className="block break-all text-muted text-xs">{person.email}</span>
                    </span>
                  </Td>
                  <Td label="" align="end">
                    <Button
                      size="sm"
                      aria-label={text.removeOf(person.name)}
                      pending={pending === person.id}
                      onClick={() => void change("DELETE", person)}
                    >
                      {text.remove}
                    </Button>
                  </Td>
                </Tr>
              ))}
            </TableBody>
          </Table>
        )}
      </div>
    </Card>
  );
}
