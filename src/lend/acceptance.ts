import { TallyError } from '#base';
import type { LogEvent } from '#stream';
import { LENDING_SLOT } from './decide-application.ts';
import type { LendPorts } from './ports.ts';

/** What acceptance asks of the engine. */
export interface AcceptanceState {
  readonly ports: LendPorts;
  /** Ids of all applications that were handled. */
  readonly applications: ReadonlySet<string>;
}

/** Refuses events that could not be handled, before anything is changed: bad input must never stop the engine. */
export function assertAcceptable(state: AcceptanceState, events: readonly LogEvent[]): void {
  const sources = new Map<string, string>();
  for (const [index, event] of events.entries()) {
    if (event.identifiers.length === 0) throw nobody(event, index);
    if (event.kind !== 'application.submitted') continue;
    const asked = event.data as unknown as Asked;
    assertProduct(state.ports, asked);
    state.ports.policies.assign(LENDING_SLOT, asked.applicationId);
    assertNew(state, event, sources.get(asked.applicationId));
    sources.set(asked.applicationId, event.source);
  }
}

/** The refusal of an application whose id is taken. */
export function applicationExists(applicationId: string): TallyError {
  return new TallyError('LEND_APPLICATION_EXISTS', `application ${applicationId} exists already`, {
    hint: 'read it at /v1/applications/{id}, or send a new application with an id of its own',
    status: 409,
  });
}

interface Asked {
  readonly applicationId: string;
  readonly productId: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly termMonths: number;
}

/** The same application from the same source again is a duplicate; anything else with its id is refused. */
function assertNew({ ports, applications }: AcceptanceState, event: LogEvent, earlier: string | undefined): void {
  const applicationId = String(event.data['applicationId']);
  if (earlier === event.source || (earlier === undefined && !applications.has(applicationId))) return;
  if (ports.log.seen(ports.tenant, event.source, event.idempotencyKey)) return;
  throw applicationExists(applicationId);
}

function nobody({ kind }: LogEvent, index: number): TallyError {
  return new TallyError('LEND_NOBODY', `event ${index} (${kind}) names nobody that is known`, {
    hint: 'send an identifier (phone, device, account), or the id of an application or loan that exists',
    data: { index, kind },
    status: 422,
  });
}

function assertProduct({ products }: LendPorts, asked: Asked): void {
  const product = products.find(({ id }) => id === asked.productId);
  if (product === undefined) {
    throw refused(`there is no product ${asked.productId}`, `products: ${products.map(({ id }) => id).join(', ')}`);
  }
  const { id, currency, minimumMinor, maximumMinor, termsMonths } = product;
  if (asked.currency !== currency) {
    throw refused(`${id} is not lent in ${asked.currency}`, `send currency ${currency}`);
  }
  if (asked.amountMinor < minimumMinor || asked.amountMinor > maximumMinor) {
    const range = `ask for ${minimumMinor} to ${maximumMinor} minor units`;
    throw refused(`${asked.amountMinor} is outside ${id}`, range);
  }
  if (!termsMonths.includes(asked.termMonths)) {
    throw refused(`${id} has no term of ${asked.termMonths} months`, `terms: ${termsMonths.join(', ')}`);
  }
}

function refused(message: string, hint: string): TallyError {
  return new TallyError('LEND_PRODUCT', message, { hint, status: 422 });
}
