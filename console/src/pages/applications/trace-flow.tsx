import { IconFileDescription, IconFlag, IconListNumbers } from '@tabler/icons-react';
import type { ApplicationDetail } from '../../api/contract.ts';
import { Panel } from '../../parts/panel.tsx';
import { StatusBadge } from '../../parts/status-badge.tsx';
import { useSpeech } from '../../words/language.tsx';
import { FactorList } from './factor-list.tsx';
import { FlowItem } from './flow-item.tsx';
import { InputList } from './input-list.tsx';
import { TraceNode } from './trace-node.tsx';

/** The decision from its inputs to its outcome, each step with what it decided. */
export function TraceFlow({ application }: { readonly application: ApplicationDetail }) {
  const { t, format } = useSpeech();
  const { decision, offer, outcome } = application;
  const known = decision.factors.filter(({ value }) => value !== null).length;
  return (
    <Panel title={t('trace.title')}>
      <ol className="flow">
        <FlowItem icon={IconFileDescription} title={t('trace.inputs')}>
          <InputList application={application} />
        </FlowItem>
        <FlowItem
          icon={IconListNumbers}
          title={t('trace.factors')}
          aside={t('trace.factors.found', { known, missing: decision.factors.length - known })}
        >
          <FactorList factors={decision.factors} />
        </FlowItem>
        {decision.trace
          .filter(({ kind }) => kind !== 'outcome')
          .map((step) => (
            <TraceNode key={step.node} step={step} application={application} />
          ))}
        <FlowItem
          icon={IconFlag}
          title={t('trace.outcome')}
          color={outcome === 'approved' ? 'teal' : outcome === 'declined' ? 'red' : 'yellow'}
          aside={<StatusBadge of="outcome" value={outcome} />}
        >
          {offer === null
            ? null
            : t('trace.offer.text', {
                amount: format.money(offer.amount),
                term: offer.termMonths,
                apr: format.rate(offer.aprBps),
              })}
        </FlowItem>
      </ol>
    </Panel>
  );
}
