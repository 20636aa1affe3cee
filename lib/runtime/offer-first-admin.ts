import type { Env } from "@/lib/env";

export async function offerFirstAdmin(_settings: Env): Promise<void> {}
