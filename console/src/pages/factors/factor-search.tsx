import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useSpeech } from '../../words/language.tsx';

interface FactorSearchProps {
  readonly value: string;
  readonly onChange: (text: string) => void;
}

export function FactorSearch({ value, onChange }: FactorSearchProps) {
  const { t } = useSpeech();
  return (
    <TextInput
      data-filter
      w={280}
      maw="100%"
      leftSection={<IconSearch size={14} />}
      placeholder={t('factors.search')}
      aria-label={t('factors.search')}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
