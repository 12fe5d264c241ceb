import { Badge, Group } from '@mantine/core';
import { useSpeech } from '../words/language.tsx';
import type { ApplicationSummary } from '../api/contract.ts';

/** Reasons as chips, at most `limit` of them; the code is in the title. */
export function ReasonChips({
  reasons,
  limit = 2,
}: {
  readonly reasons: ApplicationSummary['reasons'];
  readonly limit?: number;
}) {
  const { say } = useSpeech();
  const more = reasons.length - limit;
  return (
    <Group gap={4} wrap="nowrap">
      {reasons.slice(0, limit).map(({ code, text }) => (
        <Badge key={code} color="gray" title={code} maw={270}>
          {say(text)}
        </Badge>
      ))}
      {more > 0 ? (
        <Badge
          color="gray"
          variant="outline"
          title={reasons
            .slice(limit)
            .map(({ text }) => say(text))
            .join('\n')}
        >
          +{more}
        </Badge>
      ) : null}
    </Group>
  );
}
