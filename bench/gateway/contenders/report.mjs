// What every contender tells the bench: its port, and when asked what it has cost so far.

/** @param {number} port */
export function reportFrom(port) {
  process.on("message", () => {
    const { user, system } = process.cpuUsage();
    process.send?.({ userMicros: user, systemMicros: system, rssBytes: process.memoryUsage.rss() });
  });
  process.on("disconnect", () => process.exit(0));
  process.send?.({ port });
}
