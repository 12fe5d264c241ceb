import { createRng } from '#base';
import type { LinkEvent } from '../link-event.ts';
import type { Network } from '../network.ts';

/** What a network is told, in the order in which it is told. */
export type Step =
  | { readonly kind: 'event'; readonly event: LinkEvent }
  | { readonly kind: 'merge'; readonly from: number; readonly into: number }
  | { readonly kind: 'split'; readonly from: number; readonly into: number; readonly offsets: ReadonlySet<number> };

const DAY = 86_400_000;
const START = Date.UTC(2025, 0, 1);
const outcomes = ['approved', 'declined', 'referred'] as const;

/** A history of few people with few things, so that much is shared: late events, outcomes, merges and splits among them. */
export function randomHistory(seed: number, { steps = 300, people = 25, days = 30 } = {}): Step[] {
  const rng = createRng(`network history ${seed}`);
  const pick = (count: number): number => rng.below(Math.max(1, count));
  const found: Step[] = [];
  let recorded = START;
  for (let position = 1; position <= steps; position++) {
    recorded += pick(4) === 0 ? 0 : pick((2 * days * DAY) / steps);
    const draw = pick(40);
    const [from, into] = [pick(people), pick(people)];
    if (draw === 0 && from !== into) found.push({ kind: 'merge', from, into });
    if (draw === 1 && from !== into) {
      const offsets = new Set(Array.from({ length: 40 }, () => 1 + pick(position)));
      found.push({ kind: 'split', from, into, offsets });
    }
    // A fifth comes late.
    const occurred = pick(5) === 0 ? recorded - pick(5 * DAY) : recorded;
    found.push({ kind: 'event', event: { ...eventOf(pick, from), occurred, recorded, position } });
  }
  return found;
}

/** Takes a step. */
export function tell(network: Network, step: Step): void {
  if (step.kind === 'event') network.take(step.event);
  else network.move(step);
}

function eventOf(pick: (count: number) => number, person: number): Pick<LinkEvent, 'source' | 'fields' | 'lists'> {
  const thing = (kind: string, count = 12): string => `${kind}${pick(count)}`;
  const who = { person, id_account: `a${person}`, id_phone: `p${person}` };
  switch (pick(7)) {
    case 0:
      return {
        source: 'session.started',
        fields: { ...who, id_device: thing('d'), network: thing('n'), cell: thing('c') },
      };
    case 1:
      return {
        source: 'contacts.synced',
        fields: who,
        lists: { contacts: Array.from({ length: 6 }, () => thing('p', 40)) },
      };
    case 2: {
      const form = { amount_minor: 1000 * pick(50), employer: thing('e', 5), cell: thing('c'), age: 20 + pick(40) };
      return { source: 'application.submitted', fields: { ...who, id_device: thing('d'), ...form } };
    }
    case 3:
      return { source: 'application.decided', fields: { ...who, outcome: outcomes[pick(3)] as string } };
    case 4:
      return { source: 'loan.delinquent', fields: { ...who, dpd: [1, 30, 60][pick(3)] as number } };
    case 5:
      return { source: 'phone.profiled', fields: { ...who, number_age_days: pick(1000), night_share: pick(10) / 10 } };
    default:
      return { source: pick(3) === 0 ? 'fraud.confirmed' : 'loan.disbursed', fields: who };
  }
}
