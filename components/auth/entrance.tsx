import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";

interface EntranceProps {
  title: string;
  description: string;
  children: ReactNode;
}

/** A page with one form. */
export function Entrance({ title, description, children }: EntranceProps) {
  return (
    <Card as="div">
      <h1 className="pt-1 font-semibold text-title">{title}</h1>
      <p className="mt-1 mb-5 text-muted text-sm">{description}</p>
      {children}
    </Card>
  );
}
