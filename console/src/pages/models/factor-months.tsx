import { Text } from '@mantine/core';
import type { ModelWindow } from '../../api/contract.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { useSpeech } from '../../words/language.tsx';

type FactorMeasure = ModelWindow['factors'][number];

const SHOWN = 8;

/** Factors of the newest month that moved most beyond chance. */
export function FactorMonths({ windows }: { readonly windows: readonly ModelWindow[] }) {
  const { t, say, format } = useSpeech();
  const newest = windows.findLast(({ rows }) => rows >= 100) ?? windows.at(-1);
  if (newest === undefined || newest.factors.length === 0) return null;
  const worst = [...newest.factors].sort((a, b) => b.psi - b.noise - (a.psi - a.noise)).slice(0, SHOWN);
  return (
    <>
      <Text size="xs" c="dimmed" mt="md" mb={4}>
        {t('monitor.factors', { month: newest.from.slice(0, 7), n: format.count(newest.rows) })}
      </Text>
      <DataTable<FactorMeasure>
        label={t('monitor.factors.label')}
        rows={worst}
        keyOf={({ name }) => name}
        columns={[
          {
            key: 'feature',
            header: t('model.feature'),
            draw: ({ name, text }) => <span title={name}>{say(text)}</span>,
          },
          {
            key: 'importance',
            header: t('monitor.part'),
            draw: ({ importance }) => format.share(importance),
            isNumber: true,
            from: 'sm',
          },
          { key: 'psi', header: 'PSI', draw: ({ psi }) => format.decimal(psi), isNumber: true },
          {
            key: 'noise',
            header: t('monitor.noise'),
            draw: ({ noise }) => format.decimal(noise),
            isNumber: true,
            from: 'sm',
          },
          { key: 'missing', header: t('model.missing'), draw: ({ missing }) => format.share(missing), isNumber: true },
          {
            key: 'before',
            header: t('monitor.missingBefore'),
            draw: ({ missingBefore }) => format.share(missingBefore),
            isNumber: true,
            from: 'sm',
          },
        ]}
      />
    </>
  );
}
