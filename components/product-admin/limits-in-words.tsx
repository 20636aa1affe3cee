"use client";

import { type Control, useWatch } from "react-hook-form";
import type { z } from "zod";
import { productAdminMessages as text } from "@/lib/messages/en/product-admin";
import { describeLimits } from "@/lib/messages/en/products";
import { type ProductSettings, productLimits, type productSettings } from "@/lib/products/schema";

interface LimitsInWordsProps {
  control: Control<z.input<typeof productSettings>, unknown, ProductSettings>;
}

/** The limits as they stand in the form, in the portal's words; nothing while they are not valid. */
export function LimitsInWords({ control }: LimitsInWordsProps) {
  const limits = productLimits.safeParse(useWatch({ control, name: "limits" }));
  return (
    <p role="status" className="px-5 text-sm">
      {limits.success && (
        <>
          <span className="text-muted">{text.inWords}</span> {describeLimits(limits.data)}
        </>
      )}
    </p>
  );
}
