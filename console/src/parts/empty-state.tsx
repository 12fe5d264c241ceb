import { Center, Stack, Text } from '@mantine/core';
import { IconInbox } from '@tabler/icons-react';

/** Nothing to show, and what to do about it. */
export function EmptyState({
  title,
  hint,
  compact = false,
}: {
  readonly title: string;
  readonly hint?: string;
  readonly compact?: boolean;
}) {
  return (
    <Center py={compact ? 'lg' : 48}>
      <Stack gap={4} align="center" maw={460}>
        <IconInbox size={compact ? 22 : 30} stroke={1.2} color="var(--mantine-color-dimmed)" aria-hidden />
        <Text fw={500} ta="center">
          {title}
        </Text>
        <Text size="sm" c="dimmed" ta="center">
          {hint}
        </Text>
      </Stack>
    </Center>
  );
}
