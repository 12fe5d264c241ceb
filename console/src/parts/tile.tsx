import { Card, Text } from '@mantine/core';
import type { ReactNode } from 'react';

interface TileProps {
  readonly label: string;
  readonly value: ReactNode;
  readonly hint?: ReactNode;
}

/** One number with its name. */
export function Tile({ label, value, hint }: TileProps) {
  return (
    <Card padding="sm" data-tile={label}>
      <Text size="xs" c="dimmed" truncate>
        {label}
      </Text>
      <Text fz="1.35rem" fw={600} lh={1.35} className="number" data-value>
        {value}
      </Text>
      <Text size="xs" c="dimmed" truncate>
        {hint ?? '\u00a0'}
      </Text>
    </Card>
  );
}
