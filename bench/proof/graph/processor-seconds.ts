/** Seconds of processor time of some work, those of collecting beside it included: other work on the machine does not lengthen it. */
export function processorSeconds(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return Math.max(1e-6, (user + system) / 1e6);
}
