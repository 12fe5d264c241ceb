import { Badge, Grid, Group, SimpleGrid } from '@mantine/core';
import { Link, useParams } from 'react-router';
import { endpoints, type LoanDetail } from '../../api/contract.ts';
import { useRead } from '../../api/hooks.ts';
import { useRights } from '../../api/session.ts';
import { ExportMenu } from '../../parts/export-menu.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Page } from '../../parts/page.tsx';
import { StatusBadge } from '../../parts/status-badge.tsx';
import { Tile } from '../../parts/tile.tsx';
import { useSpeech } from '../../words/language.tsx';
import { PayDialog } from './pay-dialog.tsx';
import { PaymentTable } from './payment-table.tsx';
import { PostingTable } from './posting-table.tsx';
import { ScheduleTable } from './schedule-table.tsx';

export function LoanPage() {
  const { t } = useSpeech();
  const { id = '' } = useParams();
  const loan = useRead(endpoints.loan, { id });
  const { work } = useRights();
  return (
    <Page
      title={`${t('common.loan')} ${id}`}
      hint={loan.data === undefined ? '\u00a0' : <Headline loan={loan.data} />}
      actions={
        <>
          {loan.data?.status === 'active' && work ? <PayDialog loan={loan.data} /> : null}
          <ExportMenu
            rows={loan.data === undefined ? [] : [loan.data]}
            columns={[]}
            endpoint={endpoints.loan}
            id={id}
            name={id}
          />
        </>
      }
    >
      <Loaded query={loan} height={600}>
        {(data) => (
          <>
            <LoanTiles loan={data} />
            <Grid gap="md">
              <Grid.Col span={{ base: 12, lg: 6 }}>
                <ScheduleTable loan={data} />
              </Grid.Col>
              <Grid.Col span={{ base: 12, lg: 6 }}>
                <PaymentTable loan={data} />
              </Grid.Col>
              <Grid.Col span={12}>
                <PostingTable loan={data} />
              </Grid.Col>
            </Grid>
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Headline({ loan }: { readonly loan: LoanDetail }) {
  const { t } = useSpeech();
  return (
    <Group gap="sm" mt={4}>
      <StatusBadge of="status" value={loan.status} />
      <span className="number">
        {t('loans.disbursed')} {loan.disbursedOn}
      </span>
      <Badge
        component={Link}
        to={`/applications/${encodeURIComponent(loan.applicationId)}`}
        variant="outline"
        style={{ cursor: 'pointer' }}
      >
        {t('common.application')} →
      </Badge>
      <Badge
        component={Link}
        to={`/people/${encodeURIComponent(loan.personId)}`}
        variant="outline"
        style={{ cursor: 'pointer' }}
      >
        {t('common.person')} →
      </Badge>
    </Group>
  );
}

function LoanTiles({ loan }: { readonly loan: LoanDetail }) {
  const { t, format } = useSpeech();
  const funders = loan.participations
    .map(({ funderId, sharePpm }) => `${funderId} ${format.share(sharePpm / 1e6)}`)
    .join(', ');
  return (
    <SimpleGrid cols={{ base: 2, sm: 5 }} spacing="sm">
      <Tile
        label={t('loans.principal')}
        value={format.money(loan.principal)}
        hint={t('common.months', { n: loan.termMonths })}
      />
      <Tile label={t('loans.outstanding')} value={format.money(loan.outstanding)} />
      <Tile label={t('loans.apr')} value={format.rate(loan.aprBps)} />
      <Tile label={t('loans.dpd')} value={format.count(loan.dpd)} hint={t('loans.worst', { n: loan.worstDpd })} />
      <Tile label={t('loan.funders')} value={format.count(loan.participations.length)} hint={funders} />
    </SimpleGrid>
  );
}
