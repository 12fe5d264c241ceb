import { Button, Card, Group, Progress, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { Finding } from '../../api/contract.ts';
import { endpoints } from '../../api/contract.ts';
import { dateOf } from '../../words/format.ts';
import { useSpeech } from '../../words/language.tsx';
import { CaseDialog } from './case-dialog.tsx';
import { LabelDialog } from './label-dialog.tsx';
import { ringPath } from './ring-path.ts';

/** A finding: the pattern, how sure, what speaks for it, and what to do. */
export function FindingCard({ finding }: { readonly finding: Finding }) {
  const { t, say, format } = useSpeech();
  const { id, text, score, members, evidence, foundAt, caseId } = finding;
  const people = members.filter((member) => member.startsWith('person:'));
  return (
    <Card padding="sm">
      <Group justify="space-between" align="flex-start" gap="sm">
        <Stack gap={4} style={{ minWidth: 0, flex: 1 }}>
          <Group gap="sm">
            <Text fw={600}>{say(text)}</Text>
            <Progress value={Math.min(100, 100 * score)} w={80} aria-label={t('network.score')} color="red" />
            <span className="number">{format.decimal(score, 2)}</span>
            <Text size="xs" c="dimmed">
              {t('network.members', { n: members.length })} · {dateOf(foundAt)}
            </Text>
          </Group>
          <ul style={{ margin: 0, paddingLeft: 18 }}>
            {evidence.map((piece, i) => (
              <li key={i}>
                <Text size="sm" span>
                  {say(piece.text)}
                </Text>
              </li>
            ))}
          </ul>
        </Stack>
        <Group gap="xs">
          <Button component={Link} to={ringPath(members)}>
            {t('network.show')}
          </Button>
          {caseId === null ? (
            <CaseDialog nodes={members} findingId={id} title={`${say(text)} ${dateOf(foundAt)}`} />
          ) : (
            <Button variant="default" component={Link} to={`/network/cases/${encodeURIComponent(caseId)}`}>
              {t('network.case.open')}
            </Button>
          )}
          {people.length === 0 ? null : <LabelDialog nodes={people} stale={[endpoints.findings]} />}
        </Group>
      </Group>
    </Card>
  );
}
