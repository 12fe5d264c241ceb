import type { Command } from 'commander';
import { runs, type CommandGroup } from '../command.ts';
import { withInstallationApi } from '../installation-api.ts';
import { asTable } from '../text-table.ts';
import { roleOf } from './user/role.ts';

interface KeyOptions {
  readonly data?: string;
  readonly role?: string;
}

/** `tally key list | create | revoke`: keys of the API. */
export const keyCommands: CommandGroup = (program) => {
  const group = program.command('key').description('keys of the API');
  addList(group);
  addCreate(group);
  addRevoke(group);
};

function addList(group: Command): void {
  const command = group.command('list').description('list the keys').option('--data <directory>', 'data directory');
  runs<KeyOptions>(command, async (options, output) => {
    const keys = await withInstallationApi(options, ({ client }) => client.keys.list());
    const rows = keys.items.map(({ id, name, role, createdAt, revokedAt }) => [
      id,
      name,
      role,
      createdAt,
      revokedAt === null ? '' : `revoked ${revokedAt}`,
    ]);
    output.result(keys, () => asTable(['id', 'name', 'role', 'since', ''], rows));
  });
}

function addCreate(group: Command): void {
  const command = group
    .command('create')
    .description('make a key; its secret is printed once')
    .argument('<name>', 'what it is for')
    .requiredOption('--role <role>', 'auditor, analyst, operator, risk or admin')
    .option('--data <directory>', 'data directory');
  runs<KeyOptions>(command, async (options, output) => {
    const [name = ''] = options.args;
    const role = roleOf(options.role);
    const key = await withInstallationApi(options, ({ client }) => client.keys.create({ name, role }));
    output.result(key, ({ id, secret }) => `${id} (${role})\n  secret  ${secret}   (shown only now)`);
  });
}

function addRevoke(group: Command): void {
  const command = group
    .command('revoke')
    .description('revoke a key at once')
    .argument('<id>', 'id of the key, as listed')
    .option('--data <directory>', 'data directory');
  runs<KeyOptions>(command, async (options, output) => {
    const [id = ''] = options.args;
    const key = await withInstallationApi(options, ({ client }) => client.keys.revoke(id));
    output.result(key, ({ name }) => `revoked ${id} (${name})`);
  });
}
