import type { ReactNode } from "react";
import { ArchMark } from "./arch-mark";

interface MessagePageProps {
  title: string;
  description: ReactNode;
  action: ReactNode;
}

/** A page with one thing to say: what is not there, or what went wrong. */
export function MessagePage({ title, description, action }: MessagePageProps) {
  return (
    <div className="page-width flex min-h-[70dvh] flex-col items-center justify-center py-16 text-center">
      <ArchMark className="mb-6 size-10 text-border-strong" />
      <h1 className="font-semibold text-title">{title}</h1>
      <div className="mt-2 max-w-prose text-muted">{description}</div>
      <div className="mt-6">{action}</div>
    </div>
  );
}
