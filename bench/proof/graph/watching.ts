import { createRng, type Rng } from '#base';
import { DayKeeper, NetworkWatch, restoreNetwork, snapshotNetwork, Network } from '#network';
import type { LinkEvent, WatchAlert, WatchedDay, WatchState } from '#network';
import type { ProofPart, ProofRow } from '../row.ts';
import { liveMarket } from './lived-network.ts';

const FULL = { people: 10_000, months: 7 };
const QUICK = { people: 4000, months: 7 };
/** Days of the watch before, and days that are judged. */
const [BEFORE, WATCHED] = [110, 90];

/** An event, or two persons that turn out to be one. */
type Step = LinkEvent | { readonly from: number; readonly into: number };

/** A change of the stream from a day on. */
interface Drift {
  readonly kind: string;
  readonly text: string;
  change(event: LinkEvent, rng: Rng): LinkEvent;
}

/** Drift from an unknown day on, of three kinds, and ninety quiet days. */
export const watchingProof: ProofPart = {
  name: 'watching',
  async run({ seed, pack, quick, note }) {
    const size = quick === true ? QUICK : FULL;
    note(`living a ${pack} market of ${size.people} people, ${size.months} months`);
    const { days, first } = record({ ...size, seed, pack });
    const start = warm(days.slice(0, BEFORE));
    const rest = days.slice(BEFORE, BEFORE + WATCHED);
    const quiet = watch(start, rest);
    for (const { day, figure, kind, value, expected, deviation } of quiet) {
      note(
        `quiet day ${day - first - BEFORE}: ${figure} ${kind} ${value.toFixed(3)} for ${expected.toFixed(3)} (${deviation.toFixed(1)})`,
      );
    }
    const alertDays = new Set(quiet.map(({ day }) => day)).size;
    const rows: ProofRow[] = [
      {
        metric: `days with an alert in ${rest.length} quiet days, all figures together`,
        value: `${alertDays}`,
        target: '<= 1',
        pass: alertDays <= 1,
      },
    ];
    for (const drift of drifts()) {
      const rng = createRng(`${seed} ${drift.kind}`);
      const from = 10 + rng.below(WATCHED - 20);
      const changed = rest
        .slice(0, from + 3)
        .map((steps, i) =>
          i < from ? steps : steps.map((step) => ('source' in step ? drift.change(step, rng) : step)),
        );
      const found = watch(start, changed, ({ day, figures }) => {
        if (day - first - BEFORE < from) return;
        const top = figures.toSorted((a, b) => Math.abs(b.deviation) - Math.abs(a.deviation)).slice(0, 4);
        note(
          `${drift.kind} ${day - first - BEFORE}: ${top.map(({ figure, deviation }) => `${figure} ${deviation.toFixed(1)}`).join(', ')}`,
        );
      }).filter(({ day }) => day - first - BEFORE >= from);
      rows.push(
        rowOf(
          drift,
          from,
          found.map((alert) => ({ ...alert, day: alert.day - first - BEFORE })),
        ),
      );
    }
    return rows;
  },
};

function rowOf({ kind, text }: Drift, from: number, found: readonly WatchAlert[]): ProofRow {
  const [earliest] = found;
  const after = earliest === undefined ? Infinity : earliest.day - from;
  const names = found.filter(({ day }) => day === earliest?.day).map(({ figure }) => figure);
  return {
    metric: `${kind} drift (${text}) from day ${from}: days until an alert`,
    value: earliest === undefined ? 'not found in 3 days' : `${after} (${names.slice(0, 3).join(', ')})`,
    target: '<= 1',
    pass: after <= 1,
  };
}

/** The steps of each day. */
function record(market: {
  readonly people: number;
  readonly months: number;
  readonly seed: number;
  readonly pack: string;
}) {
  const days: Step[][] = [[]];
  const lived = liveMarket(
    { ...market, policy: 'accept-all' },
    {
      merge: (from, into) => void days.at(-1)?.push({ from, into }),
      event: (_event, _person, told) => {
        if (told !== undefined) days.at(-1)?.push(told);
      },
      day: () => void days.push([]),
    },
  );
  return { days: days.slice(0, -1), first: lived.startDay };
}

interface Start {
  readonly bytes: Uint8Array;
  readonly state: WatchState;
}

function warm(days: readonly (readonly Step[])[]): Start {
  const network = new Network();
  const watcher = new NetworkWatch();
  const keeper = new DayKeeper(network, (figures) => void watcher.day(figures));
  for (const steps of days) play(network, steps);
  keeper.end();
  return { bytes: snapshotNetwork(network), state: watcher.state() };
}

/** Alerts of the days that follow. */
function watch(
  { bytes, state }: Start,
  days: readonly (readonly Step[])[],
  onDay?: (told: WatchedDay) => void,
): WatchAlert[] {
  const network = restoreNetwork(bytes);
  const watcher = new NetworkWatch(state);
  const alerts: WatchAlert[] = [];
  const keeper = new DayKeeper(network, (figures) => {
    const told = watcher.day(figures);
    alerts.push(...told.alerts);
    onDay?.(told);
  });
  for (const steps of days) play(network, steps);
  keeper.end();
  return alerts;
}

function play(network: Network, steps: readonly Step[]): void {
  for (const step of steps) {
    if ('source' in step) network.take(step);
    else network.merge(step.from, step.into);
  }
}

function drifts(): readonly Drift[] {
  // Phones of applicants, as drift makes them contacts of others.
  const known: string[] = [];
  return [
    {
      kind: 'structure',
      text: 'a fifth of the sessions report one constant fingerprint',
      change(event, rng) {
        if (event.source !== 'session.started' || !rng.chance(0.2)) return event;
        return { ...event, fields: { ...event.fields, id_device: 'constant' } };
      },
    },
    {
      kind: 'attribute',
      text: 'the age of half of the numbers comes in months, not days',
      change(event, rng) {
        const age = event.fields['number_age_days'];
        if (event.source !== 'phone.profiled' || typeof age !== 'number' || !rng.chance(1 / 3)) return event;
        return { ...event, fields: { ...event.fields, number_age_days: Math.floor(age / 10) } };
      },
    },
    {
      kind: 'derived factor',
      text: 'half of the applicants name a phone of an earlier applicant as emergency contact',
      change(event, rng) {
        const phone = event.fields['id_phone'];
        if (event.source === 'application.submitted' && typeof phone === 'string') known.push(phone);
        const contacts = event.lists?.['emergency_contacts'];
        if (contacts === undefined || known.length < 5 || !rng.chance(0.5)) return event;
        const other = known[rng.below(known.length)] as string;
        return { ...event, lists: { ...event.lists, emergency_contacts: [other, ...contacts.slice(1)] } };
      },
    },
  ];
}
