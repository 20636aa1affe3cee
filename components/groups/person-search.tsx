"use client";

import { useState } from "react";
import useSWR from "swr";
import { z } from "zod";
import { Button } from "@/components/ui/button";
import { SearchInput } from "@/components/ui/search-input";
import { callApi } from "@/lib/http/api-client";
import { groupMessages as text } from "@/lib/messages/en/groups";

const person = z.object({ id: z.string(), name: z.string(), email: z.string() });
export type FoundPerson = z.infer<typeof person>;
const found = z.object({ items: z.array(person) });

interface PersonSearchProps {
  /** Whom to leave out. */
  without: readonly string[];
  /** The id of somebody who is being added. */
  pending: string | null;
  onChoose: (person: FoundPerson) => void;
}

const fewestLetters = 2;
const mostShown = 8;

/** Finds an account by name or email. For administrators: nobody else may look through the accounts. */
export function PersonSearch({ without, pending, onChoose }: PersonSearchProps) {
  const [words, setWords] = useState("");
  const wanted = words.trim();
  const { data, error } = useSWR(
    wanted.length < fewestLetters ? null : `/api/users?search=${encodeURIComponent(wanted)}`,
    (path) => callApi(path, { schema: found }),
    { keepPreviousData: true, dedupingInterval: 300 },
  );
  const people = (data?.items ?? []).filter(({ id }) => !without.includes(id)).slice(0, mostShown);
  const hint =
    wanted.length < fewestLetters
      ? text.typeToSearch
      : error instanceof Error
        ? error.message
        : data && people.length === 0
          ? text.noPerson
          : "";
  return (
    <section aria-label={text.addMember} className="space-y-2">
      <SearchInput
        label={text.searchPeople}
        placeholder={text.addMemberHint}
        value={words}
        onValueChange={setWords}
        slashFocuses={false}
      />
      <p role="status" className="text-muted text-xs">
        {hint}
      </p>
      {wanted.length >= fewestLetters && people.length > 0 && (
        <ul className="divide-y rounded-lg border">
          {people.map((one) => (
            <li key={one.id} className="flex items-center justify-between gap-3 px-3 py-2 text-sm">
              <span className="min-w-0">
                <span className="break-words">{one.name}</span>
                <span className="block break-all text-muted text-xs">{one.email}</span>
              </span>
              <Button
                size="sm"
                aria-label={text.addOf(one.name)}
                pending={pending === one.id}
                onClick={() => onChoose(one)}
              >
                {text.addMember}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
