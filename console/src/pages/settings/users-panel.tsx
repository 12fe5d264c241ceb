import { useState } from 'react';
import { endpoints, type User } from '../../api/contract.ts';
import { useRead, useWrite } from '../../api/hooks.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { dateOf } from '../../words/format.ts';
import { useSpeech } from '../../words/language.tsx';
import { AddForm } from './add-form.tsx';
import { SecretDialog } from './secret-dialog.tsx';

export function UsersPanel() {
  const { t } = useSpeech();
  const users = useRead(endpoints.users);
  const create = useWrite(endpoints.createUser, [endpoints.users, endpoints.audit]);
  const [secret, setSecret] = useState<{ readonly name: string; readonly text: string }>();
  return (
    <Panel
      title={
        <AddForm
          label={t('users.email')}
          type="email"
          submit={t('users.create')}
          isBusy={create.isPending}
          onAdd={(email, role) =>
            create.mutate(
              { body: { email, role } },
              { onSuccess: (made) => setSecret({ name: made.email, text: made.password }) },
            )
          }
        />
      }
    >
      {create.error === null ? null : <Trouble error={create.error} />}
      <Loaded query={users}>
        {({ items }) => (
          <DataTable<User>
            label={t('settings.users')}
            rows={items}
            keyOf={({ id }) => id}
            columns={[
              { key: 'email', header: t('users.email'), draw: ({ email }) => email },
              { key: 'role', header: t('users.role'), draw: ({ role }) => t(`role.${role}`) },
              {
                key: 'created',
                header: t('common.created'),
                draw: ({ createdAt }) => <span className="number">{dateOf(createdAt)}</span>,
                from: 'sm',
              },
              {
                key: 'state',
                header: t('users.state'),
                draw: ({ disabled }) => t(disabled ? 'users.disabled' : 'users.enabled'),
              },
            ]}
          />
        )}
      </Loaded>
      <SecretDialog
        kind="password"
        name={secret?.name ?? ''}
        secret={secret?.text}
        onClose={() => setSecret(undefined)}
      />
    </Panel>
  );
}
