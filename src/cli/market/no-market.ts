import { TallyError } from '#base';
import type { Market } from '#server';

/** The market of an installation that has none. */
export const noMarket: Market = {
  view: () => ({ state: 'none', day: null, progress: 1, daysPerMinute: 0, people: 0, events: 0 }),
  set: () => {
    throw new TallyError('CLI_NO_MARKET', 'this installation has no simulated market', {
      hint: 'start without --empty in another data directory to get one',
      status: 409,
    });
  },
};
