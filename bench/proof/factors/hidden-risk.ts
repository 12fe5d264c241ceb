import { createRng, DAY_MS, sigmoid, type Rng } from '#base';
import { dictionaryColumn, float64Column, createFrame, type Frame } from '#table';

const START = 1_640_995_200_000;
const DAYS = 500;
const KINDS = ['purchase', 'inquiry', 'repayment', 'login'];
const SHOPS = ['food', 'fuel', 'rent', 'travel', 'games', 'pawn', 'health', 'school', 'fashion', 'tools'];

/** A world of events with a known risk: who asks for more credit than before, spends in two shops and pays late defaults. */
export interface HiddenRisk {
  readonly events: Frame;
  readonly labels: Frame;
  /** True probability of each label. */
  readonly truth: Float64Array;
}

/** Makes people with habits that change at one day each, and labels at random days after the first half year. */
export function hiddenRisk(
  { people, labels }: { readonly people: number; readonly labels: number },
  seed: number,
): HiddenRisk {
  const rng = createRng(seed);
  const persons = Array.from({ length: people }, () => {
    const turn = 150 + rng.below(DAYS - 150);
    return { turn, distress: rng.uniform() ** 2, games: rng.uniform() ** 3, late: rng.uniform() ** 2 };
  });
  const columns: { person: number[]; at: number[]; kind: number[]; shop: number[]; amount: number[] } = {
    person: [],
    at: [],
    kind: [],
    shop: [],
    amount: [],
  };
  persons.forEach((person, index) => {
    const many = 15 + rng.below(30);
    for (let i = 0; i < many; i++) addEvent(columns, { ...person, index }, rng);
  });
  const chosen = Array.from({ length: labels }, () => ({ index: rng.below(people), day: 180 + rng.below(DAYS - 180) }));
  const truth = Float64Array.from(chosen, ({ index, day }) => {
    const { turn, distress, games, late } = persons[index] as (typeof persons)[number];
    const isRecent = day > turn && day < turn + 90;
    return sigmoid(-3.4 + 2.4 * distress * (isRecent ? 1.6 : 0.2) + 1.6 * games + 1.8 * late);
  });
  const names = Array.from({ length: people }, (_, i) => `p${i}`);
  const bad = truth.map((p) => (rng.chance(p) ? 1 : 0));
  const texts = (codes: readonly number[], dictionary: readonly string[]) =>
    dictionaryColumn(Int32Array.from(codes), dictionary);
  return {
    events: createFrame([
      ['person', texts(columns.person, names)],
      ['occurred_at', float64Column(Float64Array.from(columns.at))],
      ['kind', texts(columns.kind, KINDS)],
      ['shop', texts(columns.shop, SHOPS)],
      ['amount', float64Column(Float64Array.from(columns.amount))],
    ]),
    labels: createFrame([
      [
        'person',
        texts(
          chosen.map(({ index }) => index),
          names,
        ),
      ],
      ['as_of', float64Column(Float64Array.from(chosen, ({ day }) => START + day * DAY_MS + DAY_MS / 2))],
      ['bad', float64Column(bad)],
    ]),
    truth,
  };
}

interface Habits {
  readonly index: number;
  readonly turn: number;
  readonly distress: number;
  readonly games: number;
  readonly late: number;
}

type Columns = Readonly<Record<'person' | 'at' | 'kind' | 'shop' | 'amount', number[]>>;

function addEvent(columns: Columns, { index, turn, distress, games, late }: Habits, rng: Rng): void {
  // In distress a part of the events crowds into the quarter after the turn, as inquiries.
  const crowded = rng.chance(0.45 * distress);
  const day = crowded ? Math.min(DAYS - 1, turn + rng.below(60)) : rng.below(DAYS);
  const kind = crowded ? 1 : rng.chance(0.25) ? 2 : rng.chance(0.2) ? 3 : rng.chance(0.06) ? 1 : 0;
  const shop = kind === 0 && rng.chance(0.7 * games) ? 4 + rng.below(2) : rng.below(SHOPS.length);
  const hour = kind === 2 && rng.chance(0.8 * late) ? rng.below(5) : 8 + rng.below(14);
  columns.person.push(index);
  columns.at.push(START + day * DAY_MS + hour * 3_600_000 + rng.below(3_600_000));
  columns.kind.push(kind);
  columns.shop.push(shop);
  columns.amount.push(Math.round(rng.exponential() * (kind === 1 ? 80_000 : 6000)) / 100);
}
