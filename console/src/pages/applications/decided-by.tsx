import { Link } from 'react-router';
import type { ApplicationDetail } from '../../api/contract.ts';
import { Facts } from '../../parts/facts.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ShortId } from '../../parts/short-id.tsx';
import { StatusBadge } from '../../parts/status-badge.tsx';
import { minuteOf } from '../../words/format.ts';
import { useSpeech } from '../../words/language.tsx';

/** What a replay needs: policy, models and factor definitions by content address. */
export function DecidedBy({ application }: { readonly application: ApplicationDetail }) {
  const { t } = useSpeech();
  const { decision, arm } = application;
  const models = Object.entries(decision.modelHashes);
  return (
    <Panel title={t('trace.decidedBy')}>
      <Facts
        items={[
          [
            t('trace.policy'),
            <Link key="policy" to={`/policies/${decision.policyHash}`}>
              {decision.policyId} · {t('trace.version', { n: decision.policyVersion })}
            </Link>,
          ],
          [t('trace.decidedAt'), minuteOf(decision.decidedAt)],
          [
            t('trace.models'),
            models.length === 0
              ? t('common.none')
              : models.map(([id]) => (
                  <div key={id}>
                    <Link to={`/models/${encodeURIComponent(id)}`}>{id}</Link>
                  </div>
                )),
          ],
          [t('applications.arm'), <StatusBadge key="arm" of="arm" value={arm} />],
          [t('trace.experiment'), decision.experimentId === '' ? t('common.none') : decision.experimentId],
          [t('trace.schema'), <ShortId key="schema" id={decision.factorSchemaId} />],
          [t('trace.decision'), <ShortId key="decision" id={decision.decisionId} length={20} />],
        ]}
      />
    </Panel>
  );
}
