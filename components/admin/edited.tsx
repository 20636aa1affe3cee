"use client";

import { createContext, type ReactNode, useContext } from "react";

const OpenedVersion = createContext<string | null>(null);

/** The form inside edits what has this version (`versionOf`, read before its values). */
export function Edited({ version, children }: { version: string | null; children: ReactNode }) {
  return <OpenedVersion value={version}>{children}</OpenedVersion>;
}

/** Null outside of an `Edited`. */
export function useOpenedVersion(): string | null {
  return useContext(OpenedVersion);
}
