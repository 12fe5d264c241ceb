import { createRng, type Rng } from '#base';
import { DayKeeper, Network, NetworkWatch, restoreNetwork, snapshotNetwork } from '#network';
import type { DayKeeperImage, LinkEvent, WatchAlert, WatchedDay, WatchState } from '#network';
import type { ProofPart, ProofRow } from '../row.ts';
import { liveMarket } from './lived-network.ts';

const FULL = { people: 40_000, months: 7 };
const QUICK = { people: 8000, months: 7 };
/** Days of the watch before, days that are judged, and days in which drift is to be found. */
const [BEFORE, WATCHED, LOOKED] = [110, 90, 3];

/** An event, or two persons that turn out to be one. */
type Step = LinkEvent | { readonly from: number; readonly into: number };

/** A change of the stream from a day on. */
interface Drift {
  readonly kind: string;
  readonly text: string;
  /** `phones` are those of applicants of before. */
  change(event: LinkEvent, rng: Rng, phones: readonly string[]): LinkEvent;
}

/** A watched network as it was when drift began, and what came then. */
interface Branch {
  readonly drift: Drift;
  readonly from: number;
  readonly bytes: Uint8Array;
  readonly state: WatchState;
  readonly image: DayKeeperImage;
  readonly phones: readonly string[];
  readonly days: Step[][];
}

/** Drift from an unknown day on, of three kinds, and ninety quiet days. */
export const watchingProof: ProofPart = {
  name: 'watching',
  async run({ seed, pack, quick, note }) {
    const size = quick === true ? QUICK : FULL;
    note(`living a ${pack} market of ${size.people} people, ${size.months} months`);
    const { told, branches } = live({ ...size, seed, pack });
    const first = told[0]?.day ?? 0;
    const rest = told.slice(BEFORE, BEFORE + WATCHED);
    const quiet = rest.flatMap(({ alerts }) => alerts);
    for (const { day, figure, kind, value, expected, deviation } of quiet) {
      note(
        `quiet day ${day - first - BEFORE}: ${figure} ${kind} ${value.toFixed(3)} for ${expected.toFixed(3)} (${deviation.toFixed(1)})`,
      );
    }
    const alertDays = new Set(quiet.map(({ day }) => day)).size;
    const metric = `days with an alert in ${rest.length} quiet days, all figures together`;
    const rows: ProofRow[] = [{ metric, value: `${alertDays}`, target: '<= 1', pass: alertDays <= 1 }];
    for (const branch of branches) {
      const days = follow(branch, seed).filter(({ day }) => day - first - BEFORE >= branch.from);
      for (const { day, figures } of days) {
        const top = figures.toSorted((a, b) => Math.abs(b.deviation) - Math.abs(a.deviation)).slice(0, 4);
        const words = top.map(({ figure, deviation }) => `${figure} ${deviation.toFixed(1)}`).join(', ');
        note(`${branch.drift.kind} ${day - first - BEFORE}: ${words}`);
      }
      const found = days.flatMap(({ alerts }) => alerts);
      rows.push(
        rowOf(
          branch,
          found.map((alert) => ({ ...alert, day: alert.day - first - BEFORE })),
        ),
      );
    }
    return rows;
  },
};

function rowOf({ drift: { kind, text }, from }: Branch, found: readonly WatchAlert[]): ProofRow {
  const [earliest] = found;
  const after = earliest === undefined ? Infinity : earliest.day - from;
  const names = found.filter(({ day }) => day === earliest?.day).map(({ figure }) => figure);
  return {
    metric: `${kind} drift (${text}) from day ${from}: days until an alert`,
    value: earliest === undefined ? `not found in ${LOOKED} days` : `${after} (${names.slice(0, 3).join(', ')})`,
    target: '<= 1',
    pass: after <= 1,
  };
}

/** Lives a market with a watch beside it; takes branches where drift will begin. */
function live(market: {
  readonly people: number;
  readonly months: number;
  readonly seed: number;
  readonly pack: string;
}) {
  const network = new Network();
  const watcher = new NetworkWatch();
  const told: WatchedDay[] = [];
  const keeper = new DayKeeper(network, (figures) => void told.push(watcher.day(figures)));
  const starts = drifts.map((drift) => {
    const rng = createRng(`${market.seed} ${drift.kind}`);
    return { drift, from: 10 + rng.below(WATCHED - 20) };
  });
  const branches: Branch[] = [];
  const phones: string[] = [];
  let lived = 0;
  const hear = (step: Step): void => {
    for (const { from, days } of branches) {
      const place = lived - BEFORE - from;
      if (place < LOOKED) (days[place] ??= []).push(step);
    }
  };
  liveMarket(
    { ...market, policy: 'accept-all' },
    {
      merge: (from, into) => {
        hear({ from, into });
        network.merge(from, into);
      },
      event: (_event, _person, event) => {
        if (event === undefined) return;
        hear(event);
        network.take(event);
        const phone = event.fields['id_phone'];
        if (event.source === 'application.submitted' && typeof phone === 'string') phones.push(phone);
      },
      day: () => {
        lived++;
        const here = starts.filter(({ from }) => from === lived - BEFORE);
        if (here.length === 0) return;
        const [bytes, state, image] = [snapshotNetwork(network), watcher.state(), keeper.image()];
        for (const start of here)
          branches.push({ ...start, bytes, state, image, phones: phones.slice(-1000), days: [] });
      },
    },
  );
  keeper.end();
  return {
    told,
    branches: branches.sort(
      (a, b) => starts.findIndex(({ drift }) => drift === a.drift) - starts.findIndex(({ drift }) => drift === b.drift),
    ),
  };
}

/** The days of a branch, as they would have been with its drift. */
function follow({ drift, bytes, state, image, phones, days, from }: Branch, seed: number): WatchedDay[] {
  const network = restoreNetwork(bytes);
  const watcher = new NetworkWatch(state);
  const told: WatchedDay[] = [];
  const keeper = new DayKeeper(network, (figures) => void told.push(watcher.day(figures)), image);
  const rng = createRng(`${seed} ${drift.kind} ${from}`);
  for (const step of days.flat()) {
    if ('source' in step) network.take(drift.change(step, rng, phones));
    else network.merge(step.from, step.into);
  }
  keeper.end();
  return told;
}

const drifts: readonly Drift[] = [
  {
    kind: 'structure',
    text: 'a fifth of the sessions report one constant fingerprint',
    change(event, rng) {
      if (event.source !== 'session.started' || !rng.chance(1 / 5)) return event;
      return { ...event, fields: { ...event.fields, id_device: 'constant' } };
    },
  },
  {
    kind: 'attribute',
    text: 'the age of a third of the numbers is cut to a tenth',
    change(event, rng) {
      const age = event.fields['number_age_days'];
      if (event.source !== 'phone.profiled' || typeof age !== 'number' || !rng.chance(1 / 3)) return event;
      return { ...event, fields: { ...event.fields, number_age_days: Math.floor(age / 10) } };
    },
  },
  {
    kind: 'derived factor',
    text: 'half of the applicants name a phone of an earlier applicant as emergency contact',
    change(event, rng, phones) {
      const contacts = event.lists?.['emergency_contacts'];
      if (contacts === undefined || phones.length === 0 || !rng.chance(1 / 2)) return event;
      const other = phones[rng.below(phones.length)] as string;
      return { ...event, lists: { ...event.lists, emergency_contacts: [other, ...contacts.slice(1)] } };
    },
  },
];
