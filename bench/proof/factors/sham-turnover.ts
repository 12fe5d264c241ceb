import { eventFlattener, FactorReader, libraryBaseNames, libraryDefinitions } from '#factors';
import { gbdt } from '#learn';
import { createFrame, float64Column, type Frame } from '#table';
import { liveClosedLoop, type TruthRow } from '#world';
import type { ProofPart, ProofRow } from '../row.ts';
import { storedEvent } from './served-live.ts';

const FULL = { people: 25_000, months: 12 };
const QUICK = { people: 8000, months: 8 };
const RATE = 0.01;
const TARGET = 0.9;
const PACKS = ['orders', 'bank', 'invoice'];
const FORMS = ['brushed', 'circular', 'self-invoiced'] as const;
/** Kinds of event that tell of a shop's trade. */
const BOOKS = new Set(['erp.order_recorded', 'invoice.issued', 'tax.filed', 'bank.flow_reported']);
const isTrade = (kind: string): boolean => kind === 'erp.order_recorded' || kind === 'invoice.issued';
/** Orders and invoices below which nobody could judge a shop. */
const LEAST = 8;

/** A shop on the last day of its market. */
interface Shop {
  readonly truth: TruthRow;
  readonly values: Float64Array;
}

/** Shops that feign turnover, found by the packs for small firms in a market that the model has not seen. */
export const shamTurnoverProof: ProofPart = {
  name: 'sham-turnover',
  async run({ seed, pack, quick, note }) {
    const size = quick === true ? QUICK : FULL;
    const names = PACKS.flatMap((name) => libraryBaseNames(name)).filter((name) => /_(90|365)d$/.test(name));
    const shopsOf = (world: number): Shop[] => {
      note(`living a market of ${size.people} people, seed ${world}`);
      return shopsWithBooks({ ...size, seed: world, pack }, names);
    };
    const [known, unseen] = [[...shopsOf(seed + 1), ...shopsOf(seed + 2)], shopsOf(seed)];
    const labels = Float64Array.from(known, ({ truth }) => (truth.shopForm === '' ? 0 : 1));
    note(`${known.length} shops to learn from, ${unseen.length} to judge`);
    const frameOf = (shops: readonly Shop[]): Frame =>
      createFrame(
        names.map(
          (name, f) => [name, float64Column(Float64Array.from(shops, ({ values }) => values[f] ?? NaN))] as const,
        ),
      );
    const learner = gbdt({ trees: 300, maxDepth: 3, minChildWeight: 1, featureSample: 0.3 });
    const model = await learner.fit(frameOf(known), { kind: 'binary', label: labels }, { seed });
    return caughtRows(unseen, model.predict(frameOf(unseen)));
  },
};

interface MarketOptions {
  readonly people: number;
  readonly months: number;
  readonly seed: number;
  readonly pack: string;
}

/** Shops with some trade on their books, and their factors at the end. */
function shopsWithBooks(market: MarketOptions, names: readonly string[]): Shop[] {
  const flattener = eventFlattener();
  const rows = flattener.rows();
  const owners = new Map<string, TruthRow>();
  const accounts = new Map<string, string>();
  const trade = new Map<number, number>();
  let [offset, end] = [0, 0];
  for (const { events, truth } of liveClosedLoop({ ...market, policy: 'rules' })) {
    for (const event of events) {
      const account = event.identifiers.find(({ kind }) => kind === 'account')?.value ?? '';
      if (event.kind === 'application.submitted') accounts.set(String(event.data['applicationId']), account);
      end = event.occurredAt;
      const owner = BOOKS.has(event.kind) ? owners.get(account)?.personIndex : undefined;
      if (owner === undefined) continue;
      const row = flattener.flatten({ event: storedEvent(event, offset++), person: owner });
      if (row !== undefined) rows.append(row);
      if (isTrade(event.kind)) trade.set(owner, (trade.get(owner) ?? 0) + 1);
    }
    for (const row of truth) {
      const account = accounts.get(row.applicationId) ?? '';
      if (!owners.has(account)) owners.set(account, row);
      accounts.delete(row.applicationId);
    }
  }
  const reader = new FactorReader(rows, libraryDefinitions(names));
  const asOf = { asOf: end, position: Infinity };
  return [...owners.values()]
    .filter(({ personIndex }) => (trade.get(personIndex) ?? 0) >= LEAST)
    .map((truth) => ({ truth, values: reader.read({ keys: { person: truth.personIndex }, at: asOf }) }));
}

function caughtRows(shops: readonly Shop[], scores: Float64Array): ProofRow[] {
  const scored = shops.map(({ truth }, i) => ({ truth, score: scores[i] ?? NaN }));
  const alike = scored.filter(({ truth }) => truth.shopLookAlike !== '').map(({ score }) => score);
  const cut = alike.toSorted((a, b) => b - a)[Math.floor(alike.length * RATE)] ?? Infinity;
  const share = (group: readonly { readonly score: number }[]): string =>
    `${(group.filter(({ score }) => score > cut).length / group.length).toFixed(3)} of ${group.length}`;
  const sham = scored.filter(({ truth }) => truth.shopForm !== '');
  const plain = scored.filter(({ truth }) => truth.shopForm === '' && truth.shopLookAlike === '');
  const caught = sham.filter(({ score }) => score > cut).length / sham.length;
  const forms = FORMS.map((form) => `${form} ${share(sham.filter(({ truth }) => truth.shopForm === form))}`);
  return [
    {
      metric: `shops with sham turnover: caught at ${100 * RATE} % of ${alike.length} look-alikes accused`,
      value: `${caught.toFixed(3)} of ${sham.length} (${forms.join(', ')}); of plain shops accused ${share(plain)}`,
      target: `>= ${TARGET}`,
      pass: caught >= TARGET,
    },
  ];
}
