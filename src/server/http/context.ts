import type { Clock } from '#base';
import type { UnitPart } from '#store';
import type { AccessBook } from '../access/access-book.ts';
import type { Principal } from '../access/principal.ts';
import type { Platform } from '../platform/open-platform.ts';
import type { Tenant } from '../platform/open-tenant.ts';
import type { FirstAnswer } from './idempotency.ts';
import type { Market } from './market.ts';

/** What the server is made of. */
export interface ServerPorts {
  readonly platform: Platform;
  readonly access: AccessBook;
  /** Wall clock for sessions and limits; the platform's own clock may be simulated. */
  readonly wallClock: Clock;
  readonly market: Market;
  readonly version: string;
}

/** A request after authentication and validation. */
export interface Call<P = unknown, Q = unknown, B = unknown> {
  readonly ports: ServerPorts;
  readonly tenant: Tenant;
  readonly principal: Principal;
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  /** True when the caller asked for the route's other form of the answer. */
  readonly wantsAlternative: boolean;
  /** The idempotency key of a write, empty elsewhere. */
  readonly key: string;
  /** Row that stores the first answer; add it to the unit of the effect. Without a call the server stores it afterwards. */
  remember(first: FirstAnswer): UnitPart;
}

/** Answers a route. */
export type Handler<P = never, Q = never, B = never, R = unknown> = (call: Call<P, Q, B>) => Promise<R> | R;

/** An answer that is sent as it is: JSON text made by the handler, or the route's other form. */
export class WrittenAnswer {
  readonly type: string;
  readonly body: string | Uint8Array;
  readonly headers: Readonly<Record<string, string>>;

  constructor(type: string, body: string | Uint8Array, headers: Readonly<Record<string, string>> = {}) {
    this.type = type;
    this.body = body;
    this.headers = headers;
  }
}
