import { Accordion, Badge, Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Words } from '../../api/contract.ts';
import { StatusBadge } from '../../parts/status-badge.tsx';
import { useSpeech } from '../../words/language.tsx';

/** What every factor shows before it is opened. */
export interface FactorLine {
  readonly name: string;
  readonly kind: string;
  readonly text: Words;
  readonly purposes: readonly string[];
  readonly consent: string | null;
}

interface FactorAccordionProps<T> {
  readonly factors: readonly T[];
  /** What an open factor shows besides its purposes. */
  readonly draw: (factor: T) => ReactNode;
}

/** Factors as lines that open. */
export function FactorAccordion<T extends FactorLine>({ factors, draw }: FactorAccordionProps<T>) {
  const { t, say } = useSpeech();
  return (
    <Accordion chevronPosition="left" chevronSize={14} keepMounted={false}>
      {factors.map((factor) => (
        <Accordion.Item key={factor.name} value={factor.name}>
          <Accordion.Control py={0} fz="sm">
            <Group justify="space-between" gap="xs">
              <Group gap="sm">
                <Text size="sm">{say(factor.text)}</Text>
                <Text size="xs" c="dimmed" className="code" visibleFrom="sm">
                  {factor.name}
                </Text>
              </Group>
              <Group gap={4}>
                <StatusBadge of="factorKind" value={factor.kind} />
                {factor.consent === null ? null : <Badge color="yellow">{factor.consent}</Badge>}
              </Group>
            </Group>
          </Accordion.Control>
          <Accordion.Panel>
            <Stack gap="xs">
              {factor.purposes.length === 0 ? null : (
                <Group gap={4}>
                  <Text size="xs" c="dimmed">
                    {t('factors.purposes')}
                  </Text>
                  {factor.purposes.map((purpose) => (
                    <StatusBadge key={purpose} of="use" value={purpose} />
                  ))}
                </Group>
              )}
              {draw(factor)}
            </Stack>
          </Accordion.Panel>
        </Accordion.Item>
      ))}
    </Accordion>
  );
}
