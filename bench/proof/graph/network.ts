import { createRng } from '#base';
import { GraphReader, graphFactors, Network, restoreNetwork, snapshotNetwork, type LinkEvent } from '#network';
import { randomHistory, tell } from '../../../src/network/testing/random-history.ts';
import type { ProofOptions, ProofPart, ProofRow } from '../row.ts';
import { liveMarket } from './lived-network.ts';

const DAY_MS = 86_400_000;
const specs = graphFactors().map(({ spec }) => spec);

/** Graph factors: the same live, later, replayed and restored; and how fast they are read. */
export const networkProof: ProofPart = {
  name: 'network',
  async run(options) {
    return [...randomRows(options), marketRow(options), ...speedRows(options)];
  },
};

/** Values read live, and what was read of the same instants otherwise. */
class Parity {
  readonly live: {
    readonly person: number;
    readonly asOf: number;
    readonly position: number;
    readonly values: Float64Array;
  }[] = [];
  cells = 0;
  equal = 0;

  read(reader: GraphReader, person: number, at: { readonly asOf: number; readonly position: number }): void {
    this.live.push({ person, ...at, values: Float64Array.from(reader.read({ keys: { person }, at })) });
  }

  /** Reads every instant again. */
  compare(network: Network): void {
    const reader = new GraphReader(network, specs);
    for (const { person, asOf, position, values } of this.live) {
      const again = reader.read({ keys: { person }, at: { asOf, position } });
      for (let f = 0; f < values.length; f++) if (Object.is(values[f], again[f])) this.equal++;
      this.cells += values.length;
    }
  }

  row(metric: string): ProofRow {
    const { cells, equal } = this;
    const value = `${((100 * equal) / cells).toFixed(4)} % of ${cells.toLocaleString('en')} cells, the same bits`;
    return { metric, value, target: '100 %', pass: equal === cells };
  }
}

function randomRows({ seed, quick, note }: ProofOptions): ProofRow[] {
  const histories = quick === true ? 3 : 8;
  note(`${histories} random histories with late events, merges and splits`);
  const parity = new Parity();
  for (let h = 0; h < histories; h++) {
    const one = new Parity();
    const history = randomHistory(1000 * seed + h, { steps: 300 });
    const network = new Network();
    const reader = new GraphReader(network, specs);
    let restored = network;
    history.forEach((step, i) => {
      tell(network, step);
      if (restored !== network) tell(restored, step);
      if (i === 150) restored = restoreNetwork(snapshotNetwork(network));
      if (step.kind !== 'event') return;
      const { recorded, position, fields } = step.event;
      one.read(reader, Number(fields['person']), { asOf: recorded, position });
    });
    const again = new Network();
    for (const step of history) tell(again, step);
    for (const other of [network, restored, again]) one.compare(other);
    parity.cells += one.cells;
    parity.equal += one.equal;
  }
  return [
    parity.row(`${specs.length} graph factors on random histories: live = later = after a restart = after a replay`),
  ];
}

type Step = LinkEvent | { readonly from: number; readonly into: number };

function marketRow({ seed, pack, quick, note }: ProofOptions): ProofRow {
  const people = quick === true ? 1500 : 5000;
  note(`living a ${pack} market of ${people} people`);
  const steps: Step[] = [];
  liveMarket(
    { people, months: 4, seed, pack, policy: 'rules' },
    {
      merge: (from, into) => void steps.push({ from, into }),
      event: (_event, _person, told) => {
        if (told !== undefined) steps.push(told);
      },
    },
  );
  const parity = new Parity();
  const network = new Network();
  const reader = new GraphReader(network, specs);
  let restored: Network | undefined;
  steps.forEach((step, i) => {
    take(network, step);
    if (restored !== undefined) take(restored, step);
    if (i === steps.length >> 1) restored = restoreNetwork(snapshotNetwork(network));
    if (!('source' in step) || step.source !== 'application.submitted') return;
    parity.read(reader, Number(step.fields['person']), { asOf: step.recorded, position: step.position });
  });
  const again = new Network();
  for (const step of steps) take(again, step);
  for (const other of [network, restored ?? network, again]) parity.compare(other);
  return parity.row(
    `the same of ${parity.live.length} applications of a market, ${steps.length.toLocaleString('en')} events`,
  );
}

function take(network: Network, step: Step): void {
  if ('source' in step) network.take(step);
  else network.merge(step.from, step.into);
}

const [PEOPLE, FEW] = [100_000, 20_000];
const READS = 4000;

/** People who share devices and networks with few, cells and employers with many, and list each other. */
function speedRows({ seed, quick, note }: ProofOptions): ProofRow[] {
  const people = quick === true ? FEW : PEOPLE;
  note(`a network of ${people} people`);
  const rng = createRng(`${seed} speed`);
  const network = new Network();
  const began = process.cpuUsage();
  const start = Date.UTC(2025, 0, 1);
  let position = 0;
  for (let person = 0; person < people; person++) {
    for (const event of eventsOf(person, people, (count) => rng.below(count))) {
      const recorded = start + Math.floor((position / (6 * people)) * 90 * DAY_MS);
      network.take({ ...event, occurred: recorded, recorded, position: ++position });
    }
  }
  const { user, system } = process.cpuUsage(began);
  network.compact();
  const reader = new GraphReader(network, specs);
  const at = { asOf: start + 91 * DAY_MS, position: Infinity };
  for (let i = 0; i < 500; i++) reader.read({ keys: { person: rng.below(people) }, at });
  const times = Float64Array.from({ length: READS }, () => {
    const person = rng.below(people);
    const from = process.cpuUsage();
    reader.read({ keys: { person }, at });
    return process.cpuUsage(from).user / 1000;
  }).sort();
  const at99 = times[Math.floor(0.99 * READS)] ?? NaN;
  const links = network.linkCounts.reduce((sum, count) => sum + count, 0);
  return [
    {
      metric: `all ${specs.length} graph factors of a person, ${people.toLocaleString('en')} people, ${links.toLocaleString('en')} links: p50; p99 of processor time`,
      value: `${(times[READS >> 1] ?? NaN).toFixed(2)}; ${at99.toFixed(2)} ms`,
      target: 'p99 < 10 ms',
      pass: at99 < 10,
    },
    {
      metric: 'events taken in, groups included; bytes a link',
      value: `${Math.round((1e6 * position) / (user + system)).toLocaleString('en')}/s; ${(network.bytes / links).toFixed(0)}`,
      target: '',
      pass: undefined,
    },
  ];
}

function eventsOf(person: number, people: number, pick: (count: number) => number) {
  const own = { person, id_phone: `p${person}`, id_account: `a${person}` };
  const home = Math.floor(person / 40);
  const device = pick(20) === 0 ? `d${person - pick(Math.min(person + 1, 4))}` : `d${person}`;
  const network = `n${Math.floor(person / 3)}`;
  const contacts = Array.from(
    { length: 40 },
    () => `p${pick(3) === 0 ? pick(people) : Math.max(0, person - pick(200))}`,
  );
  const session = { source: 'session.started', fields: { ...own, id_device: device, network, cell: `c${home}` } };
  const form = {
    amount_minor: 1000 * pick(90),
    age: 20 + pick(40),
    employer: `e${pick(people / 50)}`,
    cell: `c${home}`,
  };
  const events: Omit<LinkEvent, 'occurred' | 'recorded' | 'position'>[] = [
    session,
    { source: 'contacts.synced', fields: own, lists: { contacts } },
    { source: 'phone.profiled', fields: { ...own, number_age_days: pick(3000) } },
    { source: 'application.submitted', fields: { ...own, ...form, id_device: device } },
    { source: 'application.decided', fields: { ...own, outcome: pick(3) === 0 ? 'approved' : 'declined' } },
    session,
  ];
  if (pick(8) === 0) events.push({ source: 'loan.delinquent', fields: { ...own, dpd: pick(2) === 0 ? 30 : 1 } });
  return events;
}
