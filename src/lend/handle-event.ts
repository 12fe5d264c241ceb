import { dayOfInstant } from '#base';
import type { DayMetric } from './day-metrics.ts';
import { decideApplication, type PendingOffer } from './decide-application.ts';
import { disburse } from './disburse.ts';
import type { ApplicationOutcome, Handling } from './effects.ts';
import type { LendPorts } from './ports.ts';
import { receivePayment } from './receive-payment.ts';
import { applicationTable } from './tables.ts';

/** What the handlers share besides the ports. */
export interface LendState {
  readonly ports: LendPorts;
  readonly offers: Map<string, PendingOffer>;
  /** Ids of all applications, whatever became of them. */
  readonly applications: Set<string>;
}

export interface Effect {
  readonly application?: ApplicationOutcome;
  readonly loanId?: string;
  readonly note?: string;
}

const COUNTED: Readonly<Record<string, DayMetric>> = {
  'ad.shown': 'ads_shown',
  'ad.clicked': 'ads_clicked',
  'search.performed': 'searches',
  'account.registered': 'registrations',
  'session.started': 'sessions',
  'application.submitted': 'applications',
};

/** The lending side of an event; kinds without one only count. */
export function handleEvent(state: LendState, handling: Handling): Effect {
  const { ports } = state;
  const { event } = handling;
  const day = dayOfInstant(event.recordedAt);
  ports.metrics.add(day, 'events');
  const counter = COUNTED[event.kind];
  if (counter !== undefined) ports.metrics.add(day, counter);
  if (event.kind === 'ad.clicked' || event.kind === 'ad.shown') {
    ports.metrics.add(day, 'ad_cost_minor', Number(event.data['costMinor']));
  }
  switch (event.kind) {
    case 'application.submitted':
      return applied(state, handling);
    case 'offer.answered':
      return answered(state, handling);
    case 'payment.received':
      return noted(receivePayment(ports, handling));
    case 'fraud.confirmed':
      return fraudJudged(state, handling, String(event.data['form']));
    case 'fraud.cleared':
      return fraudJudged(state, handling, CLEARED);
    default:
      return {};
  }
}

function applied({ ports, offers, applications }: LendState, handling: Handling): Effect {
  const { outcome, offer } = decideApplication(ports, handling);
  applications.add(outcome.applicationId);
  if (offer !== undefined) offers.set(offer.applicationId, offer);
  return { application: outcome };
}

function answered({ ports, offers }: LendState, handling: Handling): Effect {
  const applicationId = String(handling.event.data['applicationId']);
  const offer = offers.get(applicationId);
  if (offer === undefined) return { note: `application ${applicationId} has no open offer` };
  offers.delete(applicationId);
  if (handling.event.data['accepted'] !== true) {
    handling.unit.update(applicationTable, [{ application_id: applicationId, status: 'refused' }]);
    return {};
  }
  ports.metrics.add(dayOfInstant(handling.event.recordedAt), 'accepted');
  return { loanId: disburse(ports, handling, offer).loanId };
}

/** The form of fraud of an application that an investigation found honest. */
const CLEARED = '';

/** The store refuses to change a row that is not there, and the engine with it: an unknown application is noted. */
function fraudJudged({ ports, applications }: LendState, { event, unit }: Handling, form: string): Effect {
  const applicationId = String(event.data['applicationId']);
  if (!applications.has(applicationId)) return { note: `application ${applicationId} is unknown` };
  if (form !== CLEARED) ports.metrics.add(dayOfInstant(event.recordedAt), 'frauds_confirmed');
  unit.update(applicationTable, [{ application_id: applicationId, fraud_form: form, judged_at: event.recordedAt }]);
  return {};
}

function noted(note: string | undefined): Effect {
  return note === undefined ? {} : { note };
}
