"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "@/components/ui/toast";

/** One act at a time on an API's draft: the button waits, what fails is said, the page shows what became of it. */
export function useRevisionAct() {
  const router = useRouter();
  const [pending, setPending] = useState(false);

  async function act(work: () => Promise<string>) {
    setPending(true);
    try {
      toast.success(await work());
      router.refresh();
    } catch (error) {
      toast.error(error instanceof Error ? error.message : String(error));
    } finally {
      setPending(false);
    }
  }

  return { pending, act };
}
