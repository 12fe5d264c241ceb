import type { Command } from 'commander';
import { runs } from '../../command.ts';
import { withInstallationApi } from '../../installation-api.ts';
import { asTable } from '../../text-table.ts';

interface JobsOptions {
  readonly data?: string;
  readonly cancel?: string;
  readonly unschedule?: string;
}

export function addJobs(group: Command): void {
  const command = group
    .command('jobs')
    .description('training jobs, newest first, and what is trained every day')
    .option('--cancel <id>', 'stop this job')
    .option('--unschedule <purpose>', 'train no more every day for this purpose')
    .option('--data <directory>', 'data directory');
  runs<JobsOptions>(command, async (options, output) => {
    const { cancel, unschedule } = options;
    const found = await withInstallationApi(options, async ({ client }) => {
      if (cancel !== undefined) await client.training.cancel(cancel);
      if (unschedule !== undefined) await client.trainingSchedules.remove(unschedule);
      const [jobs, schedules] = [await client.training.list(), await client.trainingSchedules.list()];
      return { jobs: jobs.items, schedules: schedules.items };
    });
    const rows = found.jobs.map((job) => [
      ...[job.id, job.purpose, job.learner, job.state, job.createdAt, job.createdBy],
      job.note,
    ]);
    const head = ['job', 'purpose', 'learner', 'state', 'asked', 'by', ''];
    const daily = found.schedules.map(({ purpose, learner, dailyAt }) => [purpose, learner, `${dailyAt} UTC`]);
    output.result(found, () =>
      [
        rows.length === 0 ? 'no training jobs' : asTable(head, rows),
        ...(daily.length === 0 ? [] : [asTable(['every day', 'learner', 'at'], daily)]),
      ].join('\n\n'),
    );
  });
}
