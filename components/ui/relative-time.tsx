"use client";

import { useEffect, useState } from "react";
import { cx } from "./cx";
import { formatExactTime, formatRelativeTime } from "./relative-time-format";
import { useTimeZone } from "./time-zone";

interface RelativeTimeProps {
  /** An ISO date, milliseconds, or a Date. */
  time: string | number | Date;
  locale?: string;
  /** Shows the exact time too, for those who cannot hover; for places with room for it. */
  exactly?: boolean;
  className?: string;
}

const tickMs = 60_000;

/**
 * How long ago, or until when; the exact time on hover, in the zone set for all or else the viewer's. The server's words stand until the first
 * tick: they may be a moment old, which is why the difference is not an error.
 */
export function RelativeTime({ time, locale = "en", exactly = false, className }: RelativeTimeProps) {
  const timeMs = new Date(time).getTime();
  const zone = useTimeZone();
  const [nowMs, setNowMs] = useState(() => Date.now());
  const [exact, setExact] = useState(() => formatExactTime(timeMs, locale, zone ?? "UTC"));

  const relative = formatRelativeTime(timeMs, nowMs, locale);

  useEffect(() => {
    setExact(formatExactTime(timeMs, locale, zone));
    const timer = setInterval(() => setNowMs(Date.now()), tickMs);
    return () => clearInterval(timer);
  }, [timeMs, locale, zone]);

  return (
    <time
      dateTime={new Date(timeMs).toISOString()}
      title={exact}
      className={cx(!exactly && "whitespace-nowrap", className)}
      suppressHydrationWarning
    >
      {exactly ? `${exact} (${relative})` : relative}
    </time>
  );
}
