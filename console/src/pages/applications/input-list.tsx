import type { ApplicationDetail } from '../../api/contract.ts';
import { Facts } from '../../parts/facts.tsx';
import { useSpeech } from '../../words/language.tsx';

function flat(details: Readonly<Record<string, unknown>>, prefix = ''): [string, unknown][] {
  return Object.entries(details).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? flat(value as Record<string, unknown>, `${prefix}${key}.`)
      : [[`${prefix}${key}`, value] as [string, unknown]],
  );
}

/** In the order of the form; what else the API sends comes after. */
const order: readonly string[] = [
  'purpose',
  'declaredIncomeMinor',
  'employment',
  'employer',
  'jobMonths',
  'education',
  'age',
  'maritalStatus',
  'dependents',
  'housing',
  'cell',
  'form.durationS',
  'form.idleS',
  'form.edits',
  'form.pastes',
  'form.fieldsRevisited',
];

/** Shown elsewhere on the page, or of use to machines alone. */
const hidden = new Set([
  'applicationId',
  'productId',
  'currency',
  'amountMinor',
  'termMonths',
  'latitude',
  'longitude',
  'phoneBlock',
]);

function rank(name: string): number {
  const place = order.indexOf(name);
  return place < 0 ? order.length : place;
}

/** What was asked and declared, without personal data. */
export function InputList({ application }: { readonly application: ApplicationDetail }) {
  const { t, format, nameOf } = useSpeech();
  const { currency } = application.amount;
  const draw = (name: string, value: unknown): string => {
    if (typeof value === 'number')
      return name.endsWith('Minor') ? format.money({ amountMinor: value, currency }) : format.value(value);
    return nameOf('code', String(value));
  };
  const shown = flat(application.details)
    .filter(([name]) => !hidden.has(name))
    .sort(([a], [b]) => rank(a) - rank(b));
  const items = shown.map(([name, value]) => {
    return [nameOf('detail', name), draw(name, value)] as const;
  });
  const asked = [
    [t('common.amount'), format.money(application.amount)],
    [t('common.term'), t('common.months', { n: application.termMonths })],
  ] as const;
  return <Facts columns={4} items={[...asked, ...items]} />;
}
