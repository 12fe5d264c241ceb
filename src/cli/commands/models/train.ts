import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import { TallyError } from '#base';
import type { TallyClient } from '#sdk';
import { runs } from '../../command.ts';
import { withInstallationApi } from '../../installation-api.ts';
import type { Output } from '../../output.ts';
import { trainingRequest, type TrainOptions } from './training-request.ts';

type Job = Awaited<ReturnType<TallyClient['training']['create']>>;

export function addTrain(group: Command): void {
  const command = group
    .command('train')
    .description('train a model on matured outcomes, and wait for it')
    .argument('<purpose>', 'what it predicts: credit, fraud, fraud-network, or another name with --label')
    .option(
      '--label <name>',
      'definition of the outcome: default, fraud, fraud-verdict, first-instalment, non-performing, offer-refused',
    )
    .option('--learner <name>', 'gbdt, logit, forest or scorecard', 'gbdt')
    .option('--params <list>', 'settings of the learner: trees=200,maxDepth=3')
    .option('--factors <list>', 'factors, or groups as "bureau.*"')
    .option('--window-days <n>', 'only outcomes that became certain in the last so many days')
    .option('--seed <n>', 'seed of every random choice')
    .option('--challenge', 'move it on when it is not worse than the champion')
    .option('--why <text>', 'reason, kept with the job', 'asked for on the command line')
    .option('--key <key>', 'the same key makes one job, however often it is sent')
    .option('--daily <HH:MM>', 'train every day at this time (UTC) instead of now')
    .option('--data <directory>', 'data directory');
  runs<TrainOptions & { readonly data?: string }>(command, async (options, output) => {
    const request = trainingRequest(options);
    await withInstallationApi({ ...options, trains: true }, async ({ client }) => {
      if (options.daily !== undefined) {
        const schedule = await client.trainingSchedules.set({ ...request, dailyAt: options.daily });
        output.result(schedule, () => `${schedule.purpose} is trained every day at ${schedule.dailyAt} UTC`);
        return;
      }
      const keyed = options.key === undefined ? {} : { idempotencyKey: options.key };
      const job = await waitFor(client, await client.training.create(request, keyed), output);
      if (job.state === 'failed') throw new TallyError('CLI_TRAINING', `${job.id}: ${job.note}`, { hint: HINT });
      output.result(job, ({ id, state, note }) => `${id} ${state}: ${note}`);
    });
  });
}

const HINT = 'correct the request; the log of the server says more';

/** Between two looks at a job. */
const LOOK_MS = 500;

async function waitFor(client: TallyClient, first: Job, output: Output): Promise<Job> {
  let [job, said] = [first, ''];
  while (job.state === 'queued' || job.state === 'running') {
    const progress = job.progress === null ? '' : ` ${Math.floor((100 * job.progress.step) / job.progress.steps)} %`;
    const line = `${job.id} ${job.state}${progress}`;
    if (line !== said) output.note(line);
    said = line;
    await sleep(LOOK_MS);
    job = await client.training.get(job.id);
  }
  return job;
}
