import type { Day, Rng } from '#base';
import type { Tastes } from './ads/tastes.ts';
import type { WorldPack } from './pack.ts';
import type { People } from './people.ts';
import type { Place } from './places.ts';
import type { Stage } from './planted/stage.ts';
import type { Ring } from './rings.ts';

/** Everything the seed decides before the first day: the fixed ground that life happens on. */
export interface Country {
  readonly seed: number;
  readonly rng: Rng;
  readonly pack: WorldPack;
  readonly startDay: Day;
  readonly places: readonly Place[];
  readonly people: People;
  readonly rings: readonly Ring[];
  /** What makes people click. */
  readonly tastes: Tastes;
  /** Groups of citizens that share devices; the rings' numbers follow. */
  readonly citizenGroups: number;
  /** Everybody in the order of place and, within it, of likeness: neighbours in it are friends. */
  readonly circle: Int32Array;
  /** Where each person stands in `circle`. */
  readonly circleRank: Int32Array;
  /** Only in the quarter of the planted patterns. */
  readonly stage?: Stage;
  /** The first row of a ring's members, by the ring's group number. */
  firstSlot(group: number): number;
}
