import { deserialize, serialize } from 'node:v8';
import { createRng, TallyError, type Day } from '#base';
import type { WorldDay, WorldFeedback } from './event.ts';
import { newState, type Market, type MarketState } from './market.ts';
import { worldPack, worldPackHash } from './pack.ts';
import { lifeOf, restoreLife, type Life } from './people.ts';
import { foundCountry } from './population.ts';
import { foundQuarter, restoreQuarter, saveQuarter, type Quarter, type SavedQuarter } from './planted/quarter.ts';
import { recruit } from './recruit.ts';
import { moveOn, step } from './step.ts';
import type { WorldTruth } from './truth.ts';
import { checkOptions, DEFAULT_START, type WorldOptions } from './world-options.ts';

/** A lending market that lives one day per step. Same options and feedback, same bits. */
export interface World {
  readonly options: Required<WorldOptions>;
  readonly startDay: Day;
  /** The day last lived; the day before `startDay` at first. */
  readonly day: Day;
  readonly packHash: string;
  /** Lives the next day with the lender's answers of the day before. */
  step(feedback: readonly WorldFeedback[]): WorldDay;
  /** Everything that changes; {@link restoreWorld} continues from it bit for bit. */
  snapshot(): Uint8Array;
  /** The hidden side. No room but tests, benches and proofs may read it. */
  readonly truth: WorldTruth;
}

/**
 * Founds a market.
 *
 * @throws TallyError `WORLD_OPTIONS_INVALID` when people or seed are out of range, `WORLD_PACK_UNKNOWN`.
 * @example
 * const world = createWorld({ people: 1000, seed: 42, pack: 'default' });
 * const { events } = world.step([]);
 */
export function createWorld(options: WorldOptions): World {
  const { people, seed, pack, startDay = DEFAULT_START } = options;
  checkOptions(people, seed);
  const rng = createRng(seed).fork('world');
  const country = foundCountry({ seed: seed | 0, rng, pack: worldPack(pack), citizens: people, startDay });
  const state = newState(country);
  const market = { country, state, quarter: foundQuarter(country, state.classCounts) };
  moveOn(market, startDay);
  return open(market, { people, seed, pack, startDay });
}

/** A market with the planted patterns beside it. */
type Whole = Market & { readonly quarter: Quarter };

function open(market: Whole, options: Required<WorldOptions>): World {
  const { state, country, quarter } = market;
  const packHash = worldPackHash(country.pack);
  return {
    options,
    startDay: options.startDay,
    get day() {
      return state.day;
    },
    packHash,
    step: (feedback) => step(market, feedback),
    snapshot: () =>
      serialize({ format: 2, options, packHash, state, life: lifeOf(country.people), quarter: saveQuarter(quarter) }),
    truth: {
      take: () => [...state.truth.splice(0), ...quarter.market.state.truth.splice(0)].sort((a, b) => a.day - b.day),
    },
  };
}

interface Saved {
  readonly format: number;
  readonly quarter: SavedQuarter;
  readonly options: Required<WorldOptions>;
  readonly packHash: string;
  readonly state: MarketState;
  readonly life: Life;
}

/**
 * A world that continues where {@link World.snapshot} was taken.
 *
 * @throws TallyError `WORLD_SNAPSHOT_INVALID` for other bytes or a pack that has changed since.
 */
export function restoreWorld(bytes: Uint8Array): World {
  const saved = readSaved(bytes);
  const { options, state } = saved;
  const pack = worldPack(options.pack);
  if (worldPackHash(pack) !== saved.packHash) refuse(`the pack "${options.pack}" has changed since`);
  const rng = createRng(options.seed).fork('world');
  const { people, startDay } = options;
  const country = foundCountry({ seed: options.seed | 0, rng, pack, citizens: people, startDay });
  country.rings.forEach((ring, i) => recruit(country, ring, state.waves[i] ?? 0));
  restoreLife(country.people, saved.life);
  return open({ country, state, quarter: restoreQuarter(country, saved.quarter, state.classCounts) }, options);
}

function readSaved(bytes: Uint8Array): Saved {
  try {
    const saved = deserialize(bytes) as Saved;
    if (saved.format === 2) return saved;
  } catch {
    // Falls through: whatever is wrong with the bytes, the answer is the same.
  }
  return refuse('the bytes are no snapshot of this version');
}

function refuse(why: string): never {
  throw new TallyError('WORLD_SNAPSHOT_INVALID', `the world cannot be restored: ${why}`, {
    hint: 'start a new world with the same seed, or restore a snapshot made by this version',
  });
}
