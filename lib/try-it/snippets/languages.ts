import type { SampleCall } from "./sample-call";

type Writer = (call: SampleCall) => string;

interface SampleLanguage {
  id: string;
  label: string;
  /** What runs it, in few words. */
  needs: string;
  /** Each language is a file of its own, loaded when it is chosen. */
  load(): Promise<Writer>;
}

/** In the order in which they are offered. */
export const sampleLanguages: readonly SampleLanguage[] = [
  {
    id: "curl",
    label: "curl",
    needs: "sh, bash or zsh",
    load: async () => (await import("./curl")).writeCurl,
  },
  {
    id: "python",
    label: "Python",
    needs: "Python 3",
    load: async () => (await import("./python")).writePython,
  },
  {
    id: "csharp",
    label: "C#",
    needs: ".NET 7 or later",
    load: async () => (await import("./csharp")).writeCSharp,
  },
  { id: "r", label: "R", needs: "R 4.1 or later, httr2", load: async () => (await import("./r")).writeR },
  {
    id: "javascript",
    label: "JavaScript",
    needs: "Node 18 or later, as a module",
    load: async () => (await import("./javascript")).writeJavaScript,
  },
  {
    id: "java",
    label: "Java",
    needs: "Java 15 or later",
    load: async () => (await import("./java")).writeJava,
  },
  { id: "go", label: "Go", needs: "Go 1.16 or later", load: async () => (await import("./go")).writeGo },
  {
    id: "powershell",
    label: "PowerShell",
    needs: "PowerShell 5.1 or later",
    load: async () => (await import("./powershell")).writePowerShell,
  },
  {
    id: "php",
    label: "PHP",
    needs: "PHP 7 or later, its curl extension",
    load: async () => (await import("./php")).writePhp,
  },
  {
    id: "ruby",
    label: "Ruby",
    needs: "Ruby 2.5 or later",
    load: async () => (await import("./ruby")).writeRuby,
  },
];
