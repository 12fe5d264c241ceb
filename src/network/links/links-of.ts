import type { LinkEvent } from '../link-event.ts';
import type { NodeKind } from './node-kinds.ts';
import { placeOfRelation, relations, type Relation } from './relations.ts';

/** A node by its kind and token. */
export interface NodeName {
  readonly kind: NodeKind;
  readonly token: string;
}

/** A link that an event tells. */
export interface Link {
  readonly relation: string;
  readonly from: NodeName;
  readonly to: NodeName;
}

interface Telling {
  readonly relation: Relation;
  /** Column of the near end; the event's person when left out. */
  readonly from?: string;
  readonly to: string;
  /** Kinds of event that tell it; any when left out. */
  readonly only?: ReadonlySet<string>;
  /** A field that has to say so. */
  readonly test?: { readonly field: string; readonly value: string; readonly isEqual: boolean };
}

/** Events that speak of where a person is, as against where he lives. */
const PRESENCE = ['session.started', 'location.observed'];

/**
 * Which columns of an event tell which relation: `relation column [kinds]`, or `relation near>far [kinds]` between two columns. A column is
 * a field in snake case, an identifier `id_<kind>` or a list.
 */
const tellings: readonly Telling[] = [
  telling('phone', 'id_phone'),
  telling('device', 'id_device'),
  telling('account', 'id_account'),
  telling('card', 'id_card'),
  telling('card', 'card'),
  telling('network', 'network'),
  telling('home', 'cell', ['application.submitted']),
  telling('visited', 'cell', PRESENCE),
  telling('address', 'address_token'),
  telling('employer', 'employer'),
  telling('listed', 'contacts'),
  telling('emergency', 'emergency_contacts'),
  telling('emergency', 'emergency_phone'),
  telling('shop', 'id_shop'),
  telling('company', 'id_company'),
  telling('company', 'company'),
  telling('company', 'company_id'),
  telling('agent', 'agent'),
  telling('agent', 'agent_id'),
  telling('office', 'office'),
  telling('office', 'office_id'),
  telling('application', 'id_application'),
  telling('application', 'application_id'),
  telling('loan', 'id_loan'),
  telling('loan', 'loan_id'),
  telling('email', 'id_email'),
  telling('cookie', 'id_cookie'),
  telling('payer', 'salary_payer'),
  telling('template', 'template'),
  telling('transfer', 'from_card>to_card'),
  telling('payment', 'from_account>to_account'),
  telling('trade', 'company>buyer_company'),
  telling('guarantee', 'company>guarantor', ['guarantee.given'], 'guarantor_kind=company'),
  telling('vouched', 'company>guarantor', ['guarantee.given'], 'guarantor_kind!=company'),
  telling('seat', 'company>company_address'),
  telling('headed', 'company>legal_person'),
  telling('reached', 'company>company_phone'),
  telling('books', 'company>accountant'),
  telling('block', 'phone_block', ['application.submitted', 'account.registered']),
  telling('likeness', 'device_likeness'),
];

/** The links that an event tells: the one place that says so. An event without a person tells those between other things alone. */
export function linksOf(event: LinkEvent): Link[] {
  const person = event.fields['person'];
  const links: Link[] = [];
  for (const { relation, from, to, only, test } of tellings) {
    if (only !== undefined && !only.has(event.source)) continue;
    if (test !== undefined && (event.fields[test.field] === test.value) !== test.isEqual) continue;
    const near = from === undefined ? tokenOf(person) : tokenOf(event.fields[from]);
    if (near === undefined) continue;
    for (const token of tokensOf(event, to)) {
      if (relation.from === relation.to && token === near) continue;
      const ends = { from: { kind: relation.from, token: near }, to: { kind: relation.to, token } };
      links.push({ relation: relation.name, ...ends });
    }
  }
  return links;
}

function telling(name: string, columns: string, ...[only, test]: [(readonly string[])?, string?]): Telling {
  const relation = relations[placeOfRelation(name) ?? -1];
  if (relation === undefined) throw new RangeError(`"${name}" is no relation`);
  const [near, far] = columns.split('>');
  const ends = far === undefined ? { to: columns } : { from: near ?? columns, to: far };
  const [, field, sign, value] = /^(\w+)(!?=)(\w+)$/.exec(test ?? '') ?? [];
  const isTested = field !== undefined && value !== undefined;
  return {
    ...{ relation, ...ends },
    ...(only === undefined ? {} : { only: new Set(only) }),
    ...(isTested ? { test: { field, value, isEqual: sign === '=' } } : {}),
  };
}

function tokensOf({ fields, lists }: LinkEvent, column: string): readonly string[] {
  const list = lists?.[column];
  if (list !== undefined) return list.filter((token) => token !== '');
  const token = tokenOf(fields[column]);
  return token === undefined ? [] : [token];
}

function tokenOf(value: string | number | boolean | undefined): string | undefined {
  return typeof value === 'boolean' || value === undefined || value === '' ? undefined : String(value);
}
