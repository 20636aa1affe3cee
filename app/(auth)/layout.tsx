import Link from "next/link";
import type { ReactNode } from "react";
import { BrandMark } from "@/components/layout/brand-mark";
import { ThemeSwitch } from "@/components/layout/theme-switch";
import { organisation } from "../organisation";

/** The frame of the entrances: one thing to do, and the way back to the portal. */
export default async function EntranceLayout({ children }: { children: ReactNode }) {
  const { name, logo } = await organisation();
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="flex h-14 items-center justify-between px-4 sm:px-6">
        <Link href="/" className="flex h-9 items-center gap-2.5 rounded-lg">
          <BrandMark logo={logo} />
          <span className="truncate font-semibold">{name}</span>
        </Link>
        <ThemeSwitch />
      </header>
      <main id="main" tabIndex={-1} className="mx-auto w-full max-w-md flex-1 px-4 pt-[6vh] pb-16">
        {children}
      </main>
    </div>
  );
}
