// What Linux knows of a process and of those that it started.
import { readFileSync } from "node:fs";

function childrenOf(pid) {
  const text = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim();
  return text === "" ? [] : text.split(" ").map(Number);
}

/** The process that `pid` started to run this program. */
export function childRunning(pid, program) {
  const found = childrenOf(pid).find((child) =>
    readFileSync(`/proc/${child}/cmdline`, "utf8").includes(program),
  );
  if (found === undefined) throw new Error(`Process ${pid} runs no ${program}.`);
  return found;
}

/** Resident memory now and at its highest, in MiB. */
export function memoryOf(pid) {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const mib = (name) => Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, "m").exec(status)?.[1]) / 1024;
  return { residentMiB: mib("VmRSS"), highestMiB: mib("VmHWM") };
}
