import type { StoredEvent } from '#stream';
import type { LifeCycleEvent } from '../value/activity/life-cycle.ts';

/** Subject domains of a profile. */
export const dimensions = [
  'basics',
  'qualification',
  'search',
  'view',
  'click',
  'application',
  'repayment',
  'social',
] as const;

export type Dimension = (typeof dimensions)[number];

const DAY = 86_400_000;

/** How long it takes until an event of a domain counts half. */
export const HALF_LIFE_MS: Readonly<Record<Dimension, number>> = {
  basics: 365 * DAY,
  qualification: 180 * DAY,
  search: 7 * DAY,
  view: 7 * DAY,
  click: 14 * DAY,
  application: 90 * DAY,
  repayment: 180 * DAY,
  social: 90 * DAY,
};

/** What an event says about the person it belongs to. */
export interface EventMeaning {
  readonly dimension?: Dimension;
  readonly step?: LifeCycleEvent['kind'];
  /** Money that went out to the person, or came in from him. */
  readonly money?: 'lent' | 'paid';
}

const MEANINGS: Readonly<Record<string, EventMeaning>> = {
  'account.registered': { dimension: 'basics', step: 'registered' },
  'phone.profiled': { dimension: 'basics' },
  'bureau.reported': { dimension: 'qualification' },
  'shop.reported': { dimension: 'qualification' },
  'lender.enquired': { dimension: 'qualification' },
  'application.decided': { dimension: 'qualification' },
  'search.performed': { dimension: 'search' },
  'ad.shown': { dimension: 'view' },
  'session.started': { dimension: 'view' },
  'ad.clicked': { dimension: 'click' },
  'application.submitted': { dimension: 'application' },
  'offer.answered': { dimension: 'application' },
  'loan.disbursed': { dimension: 'application', step: 'used', money: 'lent' },
  'payment.received': { dimension: 'repayment', step: 'used', money: 'paid' },
  'payment.failed': { dimension: 'repayment' },
  'loan.delinquent': { dimension: 'repayment', step: 'overdue' },
  'loan.cured': { dimension: 'repayment', step: 'cured' },
  'loan.settled': { dimension: 'repayment' },
  'contacts.synced': { dimension: 'social' },
};

const NOTHING: EventMeaning = {};
const APPROVED: EventMeaning = { dimension: 'qualification', step: 'credited' };

/** What an event means for a profile; nothing but that the person was seen for kinds without a place in it. */
export function meaningOf({ kind, data }: StoredEvent): EventMeaning {
  if (kind === 'application.decided' && data['outcome'] === 'approved') return APPROVED;
  return MEANINGS[kind] ?? NOTHING;
}
