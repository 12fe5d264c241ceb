import { Group, Text, ThemeIcon } from '@mantine/core';
import type { ComponentType, ReactNode } from 'react';

interface FlowItemProps {
  readonly icon: ComponentType<{ size?: number; stroke?: number }>;
  readonly title: ReactNode;
  readonly aside?: ReactNode;
  readonly color?: string;
  readonly children?: ReactNode;
}

/** One step of the vertical flow. */
export function FlowItem({ icon: Icon, title, aside, color = 'gray', children }: FlowItemProps) {
  return (
    <li>
      <ThemeIcon className="flow-mark" variant="light" color={color} size={24} radius="xl">
        <Icon size={14} stroke={1.8} />
      </ThemeIcon>
      <Group gap="sm" mih={24} justify="space-between">
        <Text fw={600} size="sm" component="div">
          {title}
        </Text>
        <Text size="xs" c="dimmed" component="div">
          {aside}
        </Text>
      </Group>
      {children === undefined || children === null ? null : (
        <Text size="sm" component="div" mt={4}>
          {children}
        </Text>
      )}
    </li>
  );
}
