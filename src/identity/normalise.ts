import { TallyError } from '#base';
import type { IdentifierKind } from '#stream';

const SHAPES: Readonly<Partial<Record<IdentifierKind, RegExp>>> = {
  phone: /^\+?\d{5,15}$/,
  email: /^[^@\s]+@[^@\s]+$/,
  national_id: /^[0-9A-Z]{4,30}$/,
  account: /^[0-9A-Z]{4,40}$/,
  // Their token is the value itself, so it must be fit for every row and log it lands in.
  application: /^[\w:.-]{1,100}$/,
  loan: /^[\w:.-]{1,100}$/,
  shop: /^[\w:.-]{1,100}$/,
};

/**
 * One spelling per identifier, so that equal things get equal tokens: separators go, letters become upper case (lower
 * for e-mail), a Chinese mobile number without country code gets +86.
 *
 * @throws TallyError `IDENTITY_IDENTIFIER_INVALID` when the text cannot be an identifier of the kind.
 */
export function normaliseIdentifier(kind: IdentifierKind, value: string): string {
  const text = spell(kind, value.trim());
  const shape = SHAPES[kind];
  if (text !== '' && (shape === undefined || shape.test(text))) return text;
  throw new TallyError('IDENTITY_IDENTIFIER_INVALID', `an identifier of kind ${kind} has the wrong form`, {
    hint: 'phones are 5-15 digits with an optional +, e-mail needs an @, ids and accounts are letters and digits, references also _ : . -',
    data: { kind, length: value.length },
    status: 422,
  });
}

function spell(kind: IdentifierKind, value: string): string {
  switch (kind) {
    case 'phone':
      return spellPhone(value.replace(/[\s().-]/g, ''));
    case 'email':
      return value.toLowerCase();
    case 'national_id':
    case 'account':
      return value.replace(/[\s-]/g, '').toUpperCase();
    default:
      return value;
  }
}

function spellPhone(digits: string): string {
  if (/^1[3-9]\d{9}$/.test(digits)) return `+86${digits}`;
  return digits.startsWith('00') ? `+${digits.slice(2)}` : digits;
}
