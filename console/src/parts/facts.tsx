import { SimpleGrid, Text } from '@mantine/core';
import type { ReactNode } from 'react';

/** Names and values side by side. */
export function Facts({
  items,
  columns = 2,
}: {
  readonly items: readonly (readonly [string, ReactNode])[];
  readonly columns?: number;
}) {
  return (
    <SimpleGrid
      component="dl"
      cols={{ base: Math.min(2, columns), sm: columns }}
      spacing="md"
      verticalSpacing="xs"
      m={0}
    >
      {items.map(([name, value], i) => (
        <div key={`${i} ${name}`} style={{ minWidth: 0 }}>
          <Text component="dt" size="xs" c="dimmed" className="fact-name">
            {name}
          </Text>
          <Text component="dd" size="sm" m={0} style={{ overflowWrap: 'anywhere' }}>
            {value}
          </Text>
        </div>
      ))}
    </SimpleGrid>
  );
}
