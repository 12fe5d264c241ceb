import { Card, Group, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

interface PanelProps {
  readonly title?: ReactNode;
  readonly hint?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A bordered box with a title; everything on a page stands in one. */
export function Panel({ title, hint, actions, children }: PanelProps) {
  return (
    <Card component="section" h="100%">
      {title === undefined ? null : (
        <Group justify="space-between" align="flex-start" mb="sm" gap="xs" wrap="nowrap">
          <div style={{ minWidth: 0 }}>
            {typeof title === 'string' ? <Title order={2}>{title}</Title> : title}
            {hint === undefined ? null : (
              <Text size="xs" c="dimmed" component="div">
                {hint}
              </Text>
            )}
          </div>
          {actions}
        </Group>
      )}
      {children}
    </Card>
  );
}
