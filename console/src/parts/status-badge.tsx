import { Badge } from '@mantine/core';
import { useSpeech } from '../words/language.tsx';

const colours: Readonly<Record<string, string>> = {
  approved: 'teal',
  disbursed: 'teal',
  settled: 'teal',
  active: 'indigo',
  offered: 'indigo',
  declined: 'red',
  charged_off: 'red',
  fraud: 'red',
  bad: 'red',
  delinquent: 'orange',
  overdue: 'orange',
  rejected: 'grape',
  borrower: 'teal',
  applicant: 'indigo',
  cleared: 'teal',
  open: 'indigo',
  referred: 'yellow',
  champion: 'teal',
  challenger: 'indigo',
  shadow: 'grape',
  served: 'teal',
  done: 'teal',
  running: 'indigo',
  failed: 'red',
  promote: 'teal',
  retire: 'gray',
};

interface StatusBadgeProps {
  /** Namespace of the words: `status`, `outcome`, `stage`… */
  readonly of: string;
  readonly value: string;
}

/** A state as a coloured word. */
export function StatusBadge({ of, value }: StatusBadgeProps) {
  const { nameOf } = useSpeech();
  return (
    <Badge color={colours[value] ?? 'gray'} miw="max-content">
      {nameOf(of, value)}
    </Badge>
  );
}
