import { Group, Text } from '@mantine/core';
import { IconArrowBarToRight, IconBrain, IconCoin, IconListCheck, IconScissors, type Icon } from '@tabler/icons-react';
import type { ApplicationDetail, TraceStep } from '../../api/contract.ts';
import { ScoreBar } from '../../parts/score-bar.tsx';
import { useSpeech, type Translate } from '../../words/language.tsx';
import type { Format } from '../../words/format.ts';
import { FlowItem } from './flow-item.tsx';
import { VariableList } from './variable-list.tsx';

interface TraceNodeProps {
  readonly step: TraceStep;
  readonly application: ApplicationDetail;
}

const icons: Readonly<Record<TraceStep['kind'], Icon>> = {
  rules: IconListCheck,
  model: IconBrain,
  table: IconCoin,
  cutoff: IconScissors,
  outcome: IconArrowBarToRight,
};

/** Did this step end the decision? */
function isStop({ kind, rule, passed }: TraceStep): boolean {
  return (kind === 'rules' && rule !== undefined && rule !== '') || (kind === 'cutoff' && passed === false);
}

/** What a table set: the variables that are not the score of a model. */
function termsOf({ decision }: ApplicationDetail): ApplicationDetail['decision']['variables'] {
  const scores = new Set(decision.trace.map(({ score }) => score));
  return Object.fromEntries(Object.entries(decision.variables).filter(([, value]) => !scores.has(value)));
}

export function TraceNode({ step, application }: TraceNodeProps) {
  const { reasons } = application;
  const { t, say, format } = useSpeech();
  const stops = isStop(step);
  return (
    <FlowItem
      icon={icons[step.kind]}
      color={stops ? 'red' : 'teal'}
      title={
        <Group gap={6}>
          {t(`nodeKind.${step.kind}`)}
          <span className="code" style={{ fontWeight: 400 }}>
            {step.node}
          </span>
        </Group>
      }
      aside={step.kind === 'model' ? <ScoreBar score={step.score ?? null} label={t('trace.score')} /> : undefined}
    >
      <Text size="sm" c={stops ? 'red' : 'dimmed'} component="div">
        {sentence(step, t, format)}
        {stops && reasons[0] !== undefined ? `: ${say(reasons[0].text)}` : ''}
      </Text>
      {step.kind === 'table' ? (
        <VariableList variables={termsOf(application)} currency={application.amount.currency} />
      ) : null}
    </FlowItem>
  );
}

function sentence(step: TraceStep, t: Translate, format: Format): string {
  const score = format.share(step.score);
  const above = format.share(step.above);
  switch (step.kind) {
    case 'rules':
      return step.rule === undefined || step.rule === ''
        ? t('trace.rules.passed')
        : t('trace.rules.hit', { rule: step.rule });
    case 'model':
      return t('trace.model.said', { model: step.model ?? '', score });
    case 'cutoff':
      return t(step.passed === true ? 'trace.cutoff.passed' : 'trace.cutoff.failed', { score, above });
    case 'table':
      return (step.row ?? -1) < 0 ? t('trace.price.none') : t('trace.price.row', { row: (step.row ?? 0) + 1 });
    case 'outcome':
      return t('trace.end', { outcome: t(`outcome.${step.outcome ?? 'referred'}`) });
  }
}
