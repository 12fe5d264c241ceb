/** A person who applies; `n` makes the identifiers his own. */
export function applicationOf(n: number, changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    productId: 'cash-loan',
    amountMinor: 1_000_000,
    currency: 'CNY',
    termMonths: 6,
    purpose: 'rent',
    declaredIncomeMinor: 900_000,
    employment: 'salaried',
    jobMonths: 30,
    education: 'college',
    maritalStatus: 'single',
    dependents: 0,
    housing: 'rent',
    age: 31,
    sex: 'female',
    cell: 'c-1',
    latitude: 31.2,
    longitude: 121.5,
    fullName: `Borrower ${n}`,
    address: `Street ${n}`,
    form: { durationS: 300, edits: 3, pastes: 0, idleS: 10, fieldsRevisited: 1 },
    identifiers: [
      { kind: 'phone', value: `1380000${String(n).padStart(4, '0')}` },
      { kind: 'national_id', value: `31010119900101${String(n).padStart(4, '0')}` },
      { kind: 'device', value: `device-${n}` },
    ],
    ...changes,
  };
}

/** An event as a caller sends it. */
export function eventOf(kind: string, key: string, rest: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return { kind, source: 'test', idempotencyKey: key, occurredAt: Date.UTC(2026, 0, 5, 8), identifiers: [], ...rest };
}
