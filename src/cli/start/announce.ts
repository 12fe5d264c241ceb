import type { LearnReport } from '#lend';
import type { RunningServer } from '#server';
import type { MarketPlan } from '../market/market-plan.ts';
import type { Output } from '../output.ts';
import type { Settings } from '../settings.ts';

interface Announcement {
  readonly server: RunningServer;
  readonly settings: Settings;
  readonly plan: MarketPlan;
}

/** Says where the installation is and, once, how the first administrator gets in. */
export function announce(output: Output, { server, settings, plan }: Announcement): void {
  const { url, first } = server;
  output.result({ url, plan, ...(first === undefined ? {} : { administrator: first }) }, () =>
    [
      `Tallystick is at ${url}`,
      ...(first === undefined
        ? []
        : [
            `  sign in with   ${first.email}`,
            `  password       ${first.password}   (shown only now)`,
            `  API key        ${first.apiKey}   (shown only now)`,
          ]),
      `  data           ${settings.values.databaseUrl === undefined ? settings.values.dataDirectory : 'Postgres'}`,
      plan.kind === 'market'
        ? `  market         ${plan.people} people, ${plan.months} months of history, seed ${plan.seed}, pack ${plan.pack}`
        : '  market         none: an empty installation',
    ].join('\n'),
  );
}

/** What a round of learning did, in sentences. */
export function describeLearning({ trained, started, judged, alerts, note }: LearnReport): string[] {
  const models = trained.map(
    ({ modelId, summary, training }) =>
      `trained ${modelId} on ${training.rows} loans (${training.events} events): out-of-time AUC ${summary.auc.toFixed(3)}, KS ${summary.ks.toFixed(3)}`,
  );
  const experiment = started === undefined ? [] : [`experiment ${started} started: scored policy against the champion`];
  const verdict = judged === undefined ? [] : [verdictLine(judged)];
  const alarmed = [...new Set(alerts.map(({ modelId }) => modelId))];
  const warned = alarmed.map((id) => {
    const own = alerts.filter(({ modelId }) => modelId === id);
    const worst = own.filter(({ severity }) => severity === 'critical').length;
    return `monitoring: ${own.length} alerts of ${id} opened, ${worst} critical (${own[0]?.kind}${own.length > 1 ? ', ...' : ''})`;
  });
  return [...models, ...experiment, ...verdict, ...warned, ...(note === '' ? [] : [`learning: ${note}`])];
}

function verdictLine({ verdict, difference, low, high, applications }: NonNullable<LearnReport['judged']>): string {
  if (!Number.isFinite(low)) return 'experiment: no matured applications yet';
  const money = (minor: number): string => (minor / 100).toFixed(0);
  const range = `${money(difference)} per application where they differ (${money(low)} to ${money(high)})`;
  return `experiment: ${verdict}, ${range}, ${applications.champion} + ${applications.challenger} matured`;
}
