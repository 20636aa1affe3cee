/** How one part of the system does, as administrators read it. Browser-safe. */
export interface HealthLine {
  name: string;
  /** "info" is neither: it is told. */
  state: "good" | "attention" | "bad" | "info";
  /** Figures, in words. */
  value: string;
  /** What to do, where it is not good. */
  advice: string | null;
  href: string | null;
}
