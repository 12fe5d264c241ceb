import { SimpleGrid, Text } from '@mantine/core';
import { endpoints, type ModelWindow } from '../../api/contract.ts';
import { useRead } from '../../api/hooks.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useSpeech } from '../../words/language.tsx';
import { AucMonths } from './auc-months.tsx';
import { CalibrationMonths } from './calibration-months.tsx';
import { FactorMonths } from './factor-months.tsx';
import { PsiMonths } from './psi-months.tsx';

/** How a model holds up month by month. */
export function MonitoringPanel({ id, reportAuc }: { readonly id: string; readonly reportAuc: number }) {
  const { t } = useSpeech();
  const monitoring = useRead(endpoints.monitoring, { id });
  return (
    <Panel title={t('monitor.title')} hint={t('monitor.hint')}>
      <Loaded query={monitoring} height={220}>
        {({ items }) =>
          items.length === 0 ? (
            <Text size="sm" c="dimmed">
              {t('monitor.none')}
            </Text>
          ) : (
            <Months windows={items} reportAuc={reportAuc} />
          )
        }
      </Loaded>
    </Panel>
  );
}

function Months({ windows, reportAuc }: { readonly windows: readonly ModelWindow[]; readonly reportAuc: number }) {
  return (
    <>
      <SimpleGrid cols={{ base: 1, md: 3 }} spacing="md">
        <PsiMonths windows={windows} />
        <AucMonths windows={windows} reportAuc={reportAuc} />
        <CalibrationMonths windows={windows} />
      </SimpleGrid>
      <FactorMonths windows={windows} />
    </>
  );
}
