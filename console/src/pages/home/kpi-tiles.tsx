import { SimpleGrid } from '@mantine/core';
import type { Overview } from '../../api/contract.ts';
import { Tile } from '../../parts/tile.tsx';
import { useSpeech } from '../../words/language.tsx';

export function KpiTiles({ overview }: { readonly overview: Overview }) {
  const { t, format } = useSpeech();
  const { today, outstanding, approvalRate, d1EntryRate, share90 } = overview;
  return (
    <SimpleGrid cols={{ base: 2, sm: 4, xl: 7 }} spacing="sm">
      <Tile label={t('kpi.applications')} value={format.count(today.applications)} />
      <Tile label={t('kpi.approved')} value={format.count(today.approved)} />
      <Tile
        label={t('kpi.disbursed')}
        value={format.shortMoney(today.disbursed)}
        hint={t('kpi.loans', { n: format.count(today.loans) })}
      />
      <Tile label={t('kpi.outstanding')} value={format.shortMoney(outstanding)} hint={t('kpi.principal')} />
      <Tile label={t('kpi.approvalRate')} value={format.share(approvalRate)} hint={t('kpi.30days')} />
      <Tile label={t('kpi.d1')} value={format.share(d1EntryRate)} hint={t('kpi.d1.hint')} />
      <Tile label={t('kpi.90')} value={format.share(share90)} hint={t('kpi.90.hint')} />
    </SimpleGrid>
  );
}
