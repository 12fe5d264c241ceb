import { Progress, Text } from '@mantine/core';
import { Link } from 'react-router';
import { endpoints, type TrainingJob } from '../../api/contract.ts';
import { useRead } from '../../api/hooks.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { Panel } from '../../parts/panel.tsx';
import { StatusBadge } from '../../parts/status-badge.tsx';
import { dateOf } from '../../words/format.ts';
import { useSpeech } from '../../words/language.tsx';
import { TrainDialog } from './train-dialog.tsx';

const LOOK_MS = 2000;

/** Training jobs, newest first; looks again while one is on its way. */
export function JobPanel() {
  const { t, nameOf } = useSpeech();
  const jobs = useRead(endpoints.trainingJobs, { query: { limit: '8' } }, { everyMs: LOOK_MS });
  const items = jobs.data?.items ?? [];
  return (
    <Panel title={t('training.title')} hint={t('training.hint')} actions={<TrainDialog />}>
      {items.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('training.none')}
        </Text>
      ) : (
        <DataTable<TrainingJob>
          label={t('training.title')}
          rows={items}
          keyOf={({ id }) => id}
          columns={[
            { key: 'purpose', header: t('models.purpose'), draw: ({ purpose }) => nameOf('purpose', purpose) },
            { key: 'learner', header: t('training.learner'), draw: ({ learner }) => learner, from: 'sm' },
            { key: 'state', header: t('training.state'), draw: (job) => <JobState job={job} /> },
            { key: 'why', header: t('training.why'), draw: ({ why }) => why, from: 'md' },
            { key: 'note', header: t('training.note'), draw: (job) => <JobNote job={job} />, from: 'sm' },
            {
              key: 'created',
              header: t('common.created'),
              draw: ({ createdAt }) => <span className="number">{dateOf(createdAt)}</span>,
              from: 'md',
            },
          ]}
        />
      )}
    </Panel>
  );
}

function JobState({ job }: { readonly job: TrainingJob }) {
  if (job.progress === null) return <StatusBadge of="job" value={job.state} />;
  const { step, steps } = job.progress;
  return <Progress value={(100 * step) / steps} w={90} aria-label={job.id} />;
}

function JobNote({ job: { modelId, note } }: { readonly job: TrainingJob }) {
  if (modelId === null) return note;
  return <Link to={`/models/${encodeURIComponent(modelId)}`}>{modelId}</Link>;
}
