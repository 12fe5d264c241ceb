import { Button, Group, Select, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { WordKey } from '../../words/dictionary.ts';
import { useSpeech } from '../../words/language.tsx';
import { reasonCodes } from './reason-codes.ts';

export const filterKeys = ['status', 'outcome', 'productId', 'arm', 'reason', 'from', 'to', 'personId'] as const;

type FilterKey = (typeof filterKeys)[number];
type Values = Partial<Record<FilterKey, string>>;

interface ApplicationFiltersProps {
  readonly values: Values;
  readonly isSet: boolean;
  readonly onChange: (next: Partial<Record<FilterKey, string | null>>) => void;
  readonly onClear: () => void;
}

const choices: readonly (readonly [FilterKey, WordKey, readonly (readonly [string, WordKey])[]])[] = [
  [
    'status',
    'common.status',
    (['offered', 'declined', 'referred', 'refused', 'disbursed'] as const).map(
      (value) => [value, `status.${value}`] as const,
    ),
  ],
  [
    'outcome',
    'common.outcome',
    (['approved', 'declined', 'referred'] as const).map((value) => [value, `outcome.${value}`] as const),
  ],
  [
    'productId',
    'common.product',
    (['cash-loan', 'shop-loan'] as const).map((value) => [value, `product.${value}`] as const),
  ],
  [
    'arm',
    'applications.arm',
    (['only', 'champion', 'challenger'] as const).map((value) => [value, `arm.${value}`] as const),
  ],
];

export function ApplicationFilters({ values, isSet, onChange, onClear }: ApplicationFiltersProps) {
  const { t, say } = useSpeech();
  return (
    <Group gap={6} role="search">
      {choices.map(([key, label, options], i) => (
        <Select
          key={key}
          w={124}
          placeholder={t(label)}
          aria-label={t(label)}
          clearable
          data={options.map(([value, word]) => ({ value, label: t(word) }))}
          value={values[key] ?? null}
          onChange={(value) => onChange({ [key]: value })}
          {...(i === 0 ? { 'data-filter': true } : {})}
        />
      ))}
      <Select
        w={190}
        placeholder={t('applications.reason')}
        aria-label={t('applications.reason')}
        clearable
        searchable
        data={reasonCodes.map(({ code, text }) => ({ value: code, label: say(text) }))}
        value={values.reason ?? null}
        onChange={(reason) => onChange({ reason })}
      />
      {(['from', 'to'] as const).map((key) => (
        <TextInput
          key={key}
          w={132}
          type="date"
          aria-label={t(`applications.${key}`)}
          title={t(`applications.${key}`)}
          value={values[key] ?? ''}
          onChange={(event) => onChange({ [key]: event.currentTarget.value })}
        />
      ))}
      {isSet ? (
        <Button variant="subtle" leftSection={<IconX size={14} />} onClick={onClear}>
          {t('common.clear')}
        </Button>
      ) : null}
    </Group>
  );
}
