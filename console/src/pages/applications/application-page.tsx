import { Alert, Badge, Grid, Group, Stack } from '@mantine/core';
import { IconAlertOctagon } from '@tabler/icons-react';
import { Link, useParams } from 'react-router';
import { endpoints, type ApplicationDetail } from '../../api/contract.ts';
import { useRead } from '../../api/hooks.ts';
import { useRights } from '../../api/session.ts';
import { ExportMenu } from '../../parts/export-menu.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Page } from '../../parts/page.tsx';
import { StatusBadge } from '../../parts/status-badge.tsx';
import { minuteOf } from '../../words/format.ts';
import { useSpeech } from '../../words/language.tsx';
import { DecidedBy } from './decided-by.tsx';
import { OfferAnswer } from './offer-answer.tsx';
import { ReplayPanel } from './replay-panel.tsx';
import { TraceFlow } from './trace-flow.tsx';
import { WhyPanel } from './why-panel.tsx';

export function ApplicationPage() {
  const { t } = useSpeech();
  const { id = '' } = useParams();
  const application = useRead(endpoints.application, { id });
  const rights = useRights();
  return (
    <Page
      title={`${t('common.application')} ${id}`}
      hint={application.data === undefined ? '\u00a0' : <Headline application={application.data} />}
      actions={
        <>
          {application.data?.status === 'offered' && rights.work ? <OfferAnswer id={id} /> : null}
          <ExportMenu
            rows={application.data === undefined ? [] : [application.data]}
            columns={[]}
            endpoint={endpoints.application}
            id={id}
            name={id}
          />
        </>
      }
    >
      <Loaded query={application} height={600}>
        {(data) => (
          <Grid gap="md">
            <Grid.Col span={{ base: 12, lg: 7 }}>
              <TraceFlow application={data} />
            </Grid.Col>
            <Grid.Col span={{ base: 12, lg: 5 }}>
              <Stack gap="md">
                <FraudAlert form={data.fraudForm} />
                <WhyPanel application={data} />
                {rights.replay ? <ReplayPanel key={data.id} application={data} /> : null}
                <DecidedBy application={data} />
              </Stack>
            </Grid.Col>
          </Grid>
        )}
      </Loaded>
    </Page>
  );
}

function Headline({ application }: { readonly application: ApplicationDetail }) {
  const { t, format, nameOf } = useSpeech();
  const { status, amount, termMonths, submittedAt, personId, loanId, productId } = application;
  return (
    <Group gap="sm" mt={4}>
      <StatusBadge of="status" value={status} />
      <span className="number">{format.money(amount)}</span>
      <span>{t('common.months', { n: termMonths })}</span>
      <span>{nameOf('product', productId)}</span>
      <span className="number">{minuteOf(submittedAt)}</span>
      <Badge
        component={Link}
        to={`/people/${encodeURIComponent(personId)}`}
        variant="outline"
        style={{ cursor: 'pointer' }}
      >
        {t('common.person')} →
      </Badge>
      {loanId === null ? null : (
        <Badge
          component={Link}
          to={`/loans/${encodeURIComponent(loanId)}`}
          variant="outline"
          style={{ cursor: 'pointer' }}
        >
          {t('common.loan')} →
        </Badge>
      )}
    </Group>
  );
}

function FraudAlert({ form }: { readonly form: string | null }) {
  const { t, nameOf } = useSpeech();
  if (form === null) return null;
  return (
    <Alert color="red" icon={<IconAlertOctagon size={18} />} p="xs">
      {t('trace.fraud', { form: nameOf('fraud', form) })}
    </Alert>
  );
}
