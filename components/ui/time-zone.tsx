"use client";

import { createContext, type ReactNode, useContext } from "react";
import { useIsLive } from "./use-is-live";

const TimeZone = createContext<string | undefined>(undefined);

interface TimeZoneProviderProps {
  /** An IANA name; undefined for the zone of each viewer's browser. */
  zone: string | undefined;
  children: ReactNode;
}

/** Sets the zone in which the times below it are shown. */
export function TimeZoneProvider({ zone, children }: TimeZoneProviderProps) {
  return <TimeZone value={zone}>{children}</TimeZone>;
}

/** The zone in which times are shown; undefined for the browser's own. */
export function useTimeZone(): string | undefined {
  return useContext(TimeZone);
}

/** The name of the zone in which times are shown. While the script does not run yet, the browser's is not known. */
export function useTimeZoneName(): string {
  const zone = useTimeZone();
  const isLive = useIsLive();
  return zone ?? (isLive ? Intl.DateTimeFormat().resolvedOptions().timeZone : "UTC");
}
