import type { z } from '#base';
import type { overview } from '../api/overview.ts';

/** State of the simulated market, as the home page shows it. */
export type MarketView = z.infer<typeof overview>['market'];

/** The simulated market behind an installation, if it has one. */
export interface Market {
  view(): MarketView;
  /** Pauses, resumes or changes the speed. @throws TallyError `SERVER_NO_MARKET` when there is none. */
  set(change: { readonly paused?: boolean | undefined; readonly daysPerMinute?: number | undefined }): MarketView;
}
