import type { Command } from 'commander';
import { TallyError } from '#base';
import type { TallyClient } from '#sdk';
import { runs, type CommandGroup } from '../command.ts';
import { withInstallationApi } from '../installation-api.ts';
import { asTable } from '../text-table.ts';
import { roleOf } from './user/role.ts';

interface UserOptions {
  readonly data?: string;
  readonly role?: string;
}

type User = Awaited<ReturnType<TallyClient['users']['list']>>['items'][number];

/** `tally user list | add | reset | disable | enable`: who may sign in to the console. */
export const userCommands: CommandGroup = (program) => {
  const group = program.command('user').description('users of the console');
  addList(group);
  addAdd(group);
  addReset(group);
  for (const disabled of [true, false]) addDisable(group, disabled);
};

function addList(group: Command): void {
  const command = group.command('list').description('list the users').option('--data <directory>', 'data directory');
  runs<UserOptions>(command, async (options, output) => {
    const users = await withInstallationApi(options, ({ client }) => client.users.list());
    const rows = users.items.map(({ email, role, disabled, createdAt }) => [
      email,
      role,
      disabled ? 'disabled' : '',
      createdAt,
    ]);
    output.result(users, () => asTable(['email', 'role', '', 'since'], rows));
  });
}

function addAdd(group: Command): void {
  const command = group
    .command('add')
    .description('add a user; the password is printed once')
    .argument('<email>', 'e-mail address')
    .requiredOption('--role <role>', 'auditor, analyst, operator, risk or admin')
    .option('--data <directory>', 'data directory');
  runs<UserOptions>(command, async (options, output) => {
    const [email = ''] = options.args;
    const role = roleOf(options.role);
    const user = await withInstallationApi(options, ({ client }) => client.users.create({ email, role }));
    output.result(user, ({ password }) => `added ${user.email} as ${role}\n  password  ${password}   (shown only now)`);
  });
}

function addReset(group: Command): void {
  const command = group
    .command('reset')
    .description('give a user a new password; it is printed once')
    .argument('<email>', 'e-mail address')
    .option('--data <directory>', 'data directory');
  runs<UserOptions>(command, async (options, output) => {
    const user = await withInstallationApi(options, async ({ client }) =>
      client.users.reset((await userBehind(client, options.args[0])).id),
    );
    output.result(user, ({ email, password }) => `${email}\n  password  ${password}   (shown only now)`);
  });
}

function addDisable(group: Command, disabled: boolean): void {
  const command = group
    .command(disabled ? 'disable' : 'enable')
    .description(disabled ? 'keep a user out' : 'let a user in again')
    .argument('<email>', 'e-mail address')
    .option('--data <directory>', 'data directory');
  runs<UserOptions>(command, async (options, output) => {
    const user = await withInstallationApi(options, async ({ client }) =>
      client.users.disable((await userBehind(client, options.args[0])).id, { disabled }),
    );
    output.result(user, ({ email }) => `${email} is ${disabled ? 'disabled' : 'enabled'}`);
  });
}

async function userBehind(client: TallyClient, email = ''): Promise<User> {
  const { items } = await client.users.list();
  const found = items.find((user) => user.email === email.toLowerCase());
  if (found !== undefined) return found;
  throw new TallyError('CLI_USER_UNKNOWN', `there is no user ${email}`, {
    hint: `users: ${items.map((user) => user.email).join(', ')}`,
  });
}
