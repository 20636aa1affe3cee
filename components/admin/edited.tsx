"use client";

import { createContext, type ReactNode, useContext, useRef } from "react";
import type { Edit } from "@/lib/http/api-client";

const OpenedVersion = createContext<string | null>(null);

/** The form inside edits what has this version (`versionOf`, read before its values). */
export function Edited({ version, children }: { version: string | null; children: ReactNode }) {
  return <OpenedVersion value={version}>{children}</OpenedVersion>;
}

/**
 * What a form hands to `callApi` with each save: the version that it was opened with, whatever the page is told later, for what
 * was typed belongs to it; after a save, the one that it made. None where it saves over whatever there is, or stands in no `Edited`.
 */
export function useEdit(): (isOver: boolean) => Edit {
  const version = useRef(useContext(OpenedVersion));
  return (isOver) => ({
    version: isOver ? null : version.current,
    onSaved: (saved) => {
      version.current = saved;
    },
  });
}
