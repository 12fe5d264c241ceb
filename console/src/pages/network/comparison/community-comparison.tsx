import { Group, Stack, TextInput } from '@mantine/core';
import { endpoints, type CommunityDetail } from '../../../api/contract.ts';
import { useRead } from '../../../api/hooks.ts';
import { EmptyState } from '../../../parts/empty-state.tsx';
import { Loaded } from '../../../parts/loaded.tsx';
import { Panel } from '../../../parts/panel.tsx';
import { useSpeech } from '../../../words/language.tsx';
import { endOf, type TwoDays } from './compare-members.ts';
import { ComparisonView } from './comparison-view.tsx';

interface CommunityComparisonProps {
  readonly id: string;
  readonly days: TwoDays;
  readonly onDays: (days: TwoDays) => void;
}

/** One community on two days, side by side. */
export function CommunityComparison({ id, days, onDays }: CommunityComparisonProps) {
  const { t } = useSpeech();
  const isOrdered = days.before < days.after;
  const dayInput = (key: 'before' | 'after') => (
    <TextInput
      type="date"
      label={t(`network.compare.${key}`)}
      value={days[key]}
      onChange={({ currentTarget: { value } }) => value !== '' && onDays({ ...days, [key]: value })}
    />
  );
  return (
    <Panel title={t('network.compare')} hint={t('network.compare.hint')}>
      <Stack gap="md">
        <Group gap="sm" align="flex-end">
          {dayInput('before')}
          {dayInput('after')}
        </Group>
        {isOrdered ? <ComparedDays id={id} days={days} /> : <EmptyState compact title={t('network.compare.order')} />}
      </Stack>
    </Panel>
  );
}

function ComparedDays({ id, days }: Pick<CommunityComparisonProps, 'id' | 'days'>) {
  const before = useRead(endpoints.community, { id, query: { at: endOf(days.before) } });
  const after = useRead(endpoints.community, { id, query: { at: endOf(days.after) } });
  return (
    <Loaded query={before} height={500}>
      {(earlier: CommunityDetail) => (
        <Loaded query={after} height={500}>
          {(later: CommunityDetail) => (
            <ComparisonView key={`${days.before} ${days.after}`} before={earlier} after={later} days={days} />
          )}
        </Loaded>
      )}
    </Loaded>
  );
}
