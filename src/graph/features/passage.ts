import type { EventRows } from './event-rows.ts';

/** Share of the money received that leaves within `days`, each payment taken from the oldest that is left, and its days of stay. */
export function passage(
  { sides, ages, amounts }: EventRows,
  v: number,
  days: number,
): [passed: number, stayed: number] {
  const [out, into] = sides;
  if (out === undefined || into === undefined || ages === undefined || amounts === undefined) return [NaN, NaN];
  const first = into.starts[v] as number;
  let [head, left, received, passed, stay] = [(into.starts[v + 1] as number) - 1, NaN, 0, 0, 0];
  for (let i = first; i <= head; i++) received += amounts[into.edges[i] as number] || 0;
  for (let i = (out.starts[v + 1] as number) - 1; i >= (out.starts[v] as number); i--) {
    const e = out.edges[i] as number;
    const at = ages[e] as number;
    let sent = Number.isNaN(at) ? 0 : amounts[e] || 0;
    while (sent > 0 && head >= first) {
      const paid = into.edges[head] as number;
      const age = ages[paid] as number;
      if (Number.isNaN(left)) left = amounts[paid] || 0;
      if (age < at) break;
      const taken = age - at <= days ? Math.min(left, sent) : 0;
      [sent, left, passed, stay] = [sent - taken, left - taken, passed + taken, stay + taken * (age - at)];
      if (taken === 0 || left <= 0) [head, left] = [head - 1, NaN];
    }
  }
  return received > 0 ? [passed / received, passed > 0 ? stay / passed : NaN] : [NaN, NaN];
}
