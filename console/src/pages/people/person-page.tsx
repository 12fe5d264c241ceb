import { Grid, Group, Stack } from '@mantine/core';
import { useParams } from 'react-router';
import { endpoints, type PersonDetail } from '../../api/contract.ts';
import { useRead } from '../../api/hooks.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { ExportMenu } from '../../parts/export-menu.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Page } from '../../parts/page.tsx';
import { Panel } from '../../parts/panel.tsx';
import { minuteOf } from '../../words/format.ts';
import { useSpeech } from '../../words/language.tsx';
import { applicationColumns } from '../applications/application-columns.tsx';
import { loanColumns } from '../loans/loan-columns.tsx';
import { BeliefPanel } from './belief-panel.tsx';
import { ConsentPanel } from './consent-panel.tsx';
import { FactorHistory } from './factor-history.tsx';
import { IdentifierPanel } from './identifier-panel.tsx';
import { NeighbourPanel } from './neighbour-panel.tsx';
import { ProfilePanel } from './profile-panel.tsx';

export function PersonPage() {
  const { t } = useSpeech();
  const { id = '' } = useParams();
  const person = useRead(endpoints.person, { id });
  return (
    <Page
      title={`${t('common.person')} ${id}`}
      hint={person.data === undefined ? '\u00a0' : <Headline person={person.data} />}
      actions={
        <ExportMenu
          rows={person.data === undefined ? [] : [person.data]}
          columns={[]}
          endpoint={endpoints.person}
          id={id}
          name={id}
        />
      }
    >
      <Loaded query={person} height={600}>
        {(data) => (
          <Grid gap="md">
            <Grid.Col span={{ base: 12, lg: 5 }}>
              <IdentifierPanel person={data} />
            </Grid.Col>
            <Grid.Col span={{ base: 12, lg: 7 }}>
              <NeighbourPanel id={data.id} />
            </Grid.Col>
            <Grid.Col span={{ base: 12, lg: 7 }}>
              <ProfilePanel id={data.id} currency={data.loans[0]?.principal.currency ?? 'CNY'} />
            </Grid.Col>
            <Grid.Col span={{ base: 12, lg: 5 }}>
              <ConsentPanel id={data.id} />
            </Grid.Col>
            <Grid.Col span={12}>
              <BeliefPanel key={data.id} id={data.id} />
            </Grid.Col>
            <Grid.Col span={12}>
              <PersonTables person={data} />
            </Grid.Col>
            <Grid.Col span={12}>
              <FactorHistory id={data.id} />
            </Grid.Col>
          </Grid>
        )}
      </Loaded>
    </Page>
  );
}

function Headline({ person }: { readonly person: PersonDetail }) {
  const { t } = useSpeech();
  return (
    <Group gap="sm">
      <span>{person.name}</span>
      <span className="number">
        {t('people.firstSeen')} {minuteOf(person.createdAt)}
      </span>
      {person.mergedFrom.length === 0 ? null : <span>{t('person.merged', { n: person.mergedFrom.length })}</span>}
    </Group>
  );
}

function PersonTables({ person }: { readonly person: PersonDetail }) {
  const speech = useSpeech();
  const { t } = speech;
  return (
    <Stack gap="md">
      <Panel title={t('people.applications')}>
        {person.applications.length === 0 ? (
          <EmptyState compact title={t('person.noApplications')} />
        ) : (
          <DataTable
            label={t('people.applications')}
            columns={applicationColumns(speech)}
            rows={person.applications}
            keyOf={(row) => row.id}
            href={(row) => `/applications/${encodeURIComponent(row.id)}`}
          />
        )}
      </Panel>
      <Panel title={t('people.loans')}>
        {person.loans.length === 0 ? (
          <EmptyState compact title={t('person.noLoans')} />
        ) : (
          <DataTable
            label={t('people.loans')}
            columns={loanColumns(speech)}
            rows={person.loans}
            keyOf={(row) => row.id}
            href={(row) => `/loans/${encodeURIComponent(row.id)}`}
          />
        )}
      </Panel>
    </Stack>
  );
}
