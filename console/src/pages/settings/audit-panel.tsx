import { endpoints, type AuditEntry } from '../../api/contract.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { PagedTable } from '../../parts/paged-table.tsx';
import { ShortId } from '../../parts/short-id.tsx';
import type { Column } from '../../parts/table-column.ts';
import { minuteOf } from '../../words/format.ts';
import { useSpeech } from '../../words/language.tsx';

export function AuditPanel() {
  const { t } = useSpeech();
  const columns: readonly Column<AuditEntry>[] = [
    {
      key: 'sequence',
      header: '#',
      draw: ({ sequence }) => sequence,
      value: ({ sequence }) => sequence,
      isNumber: true,
    },
    {
      key: 'at',
      header: t('audit.at'),
      draw: ({ at }) => <span className="number">{minuteOf(at)}</span>,
      value: ({ at }) => at,
    },
    { key: 'actor', header: t('audit.actor'), draw: ({ actor }) => actor, value: ({ actor }) => actor, from: 'sm' },
    { key: 'action', header: t('audit.action'), draw: ({ action }) => action, value: ({ action }) => action },
    {
      key: 'subject',
      header: t('audit.subject'),
      draw: ({ subject }) => <ShortId id={subject} length={28} />,
      value: ({ subject }) => subject,
      from: 'sm',
    },
    {
      key: 'hash',
      header: t('audit.hash'),
      draw: ({ hash }) => <ShortId id={hash} length={16} />,
      value: ({ hash }) => hash,
      from: 'md',
    },
  ];
  return (
    <PagedTable
      endpoint={endpoints.audit}
      query={{}}
      columns={columns}
      keyOf={({ sequence }) => String(sequence)}
      label={t('settings.audit')}
      hint={t('audit.chain')}
      name="audit"
      empty={<EmptyState title={t('audit.none')} hint={t('audit.none.hint')} />}
    />
  );
}
