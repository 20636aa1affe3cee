import pino from "pino";
import { env } from "@/lib/env";

/** JSON lines on standard output. Secrets are never passed to it; the paths below are a second net. */
export const log = pino({
  level: env().LOG_LEVEL,
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: {
    paths: ["password", "*.password", "key", "*.key", "authorization", "*.authorization"],
    remove: true,
  },
});
