import type { IdentifierKind } from '#stream';

/** Kinds that belong to one person, strongest first. Two of them in one event mean the same person. */
export const STRONG: readonly IdentifierKind[] = ['application', 'loan', 'national_id', 'account', 'phone', 'email'];

/** Kinds that make a visitor a person; the size of a person counts them. */
export const JOINING: ReadonlySet<IdentifierKind> = new Set(['national_id', 'account', 'phone', 'email']);

/** Kinds that name a record of ours: nobody else's event makes them his. */
export const REFERENCES: ReadonlySet<IdentifierKind> = new Set(['application', 'loan']);

/** How sure a link of each kind is, from 10 (cannot be another person) to 1 (a hint). */
export const LINK_STRENGTH: Readonly<Record<IdentifierKind, number>> = {
  national_id: 10,
  application: 9,
  loan: 9,
  account: 8,
  phone: 6,
  email: 5,
  shop: 4,
  cookie: 2,
  device: 1,
};

/** Guards against over-merging while events come in. */
export interface LinkLimits {
  /** How many persons may be seen with an identifier before it says nothing about who it is, by kind. */
  readonly users: Readonly<Record<IdentifierKind, number>>;
  /** How many identifiers of the joining kinds one person may gather. */
  readonly personSize: number;
}

export const LINK_LIMITS: LinkLimits = {
  users: {
    ...{ national_id: Infinity, application: Infinity, loan: Infinity },
    ...{ account: 30, phone: 30, email: 30, shop: 50, cookie: 10, device: 1 },
  },
  personSize: 100,
};
