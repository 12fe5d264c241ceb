import { Button, Group, Select, TextInput } from '@mantine/core';
import { useState, type SyntheticEvent } from 'react';
import type { Role } from '../../api/contract.ts';
import { useSpeech } from '../../words/language.tsx';

const roles: readonly Role[] = ['auditor', 'analyst', 'operator', 'risk', 'admin'];

interface AddFormProps {
  readonly label: string;
  readonly type: 'email' | 'text';
  readonly submit: string;
  readonly isBusy: boolean;
  readonly onAdd: (name: string, role: Role) => void;
}

/** A name and a role: adds a user or an API key. */
export function AddForm({ label, type, submit, isBusy, onAdd }: AddFormProps) {
  const { t } = useSpeech();
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('analyst');
  const add = (event: SyntheticEvent): void => {
    event.preventDefault();
    onAdd(name.trim(), role);
    setName('');
  };
  return (
    <Group component="form" onSubmit={add} gap={6} align="flex-end">
      <TextInput
        w={220}
        placeholder={label}
        aria-label={label}
        type={type}
        maxLength={100}
        required
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Select
        w={130}
        aria-label={t('users.role')}
        allowDeselect={false}
        data={roles.map((value) => ({ value, label: t(`role.${value}`) }))}
        value={role}
        onChange={(value) => setRole(roles.find((known) => known === value) ?? 'analyst')}
      />
      <Button type="submit" loading={isBusy}>
        {submit}
      </Button>
    </Group>
  );
}
