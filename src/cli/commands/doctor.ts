import { runs, type CommandGroup } from '../command.ts';
import { readRunFile } from '../run-file.ts';
import { loadSettings } from '../settings.ts';
import { asTable } from '../text-table.ts';
import { examine, type Finding, type Patient } from './doctor/check.ts';
import { directoryChecks } from './doctor/directory-checks.ts';
import { programChecks } from './doctor/program-checks.ts';
import { serviceChecks } from './doctor/service-checks.ts';

const MARKS: Readonly<Record<Finding['state'], string>> = { ok: 'ok', warn: 'WARN', fail: 'FAIL' };

/** `tally doctor`: every setting with its origin, and whether everything is as it should be. */
export const doctorCommand: CommandGroup = (program) => {
  const command = program
    .command('doctor')
    .description('show the settings and check the installation; exit code 1 when a check fails')
    .option('--data <directory>', 'data directory')
    .option('--port <port>', 'port to listen on');
  runs<{ data?: string; port?: string }>(command, async ({ data, port }, output) => {
    const { values, settings } = loadSettings({ dataDirectory: data, port });
    const patient: Patient = { values, server: readRunFile(values.dataDirectory) };
    const checks = [];
    for (const check of [...programChecks, ...directoryChecks, ...serviceChecks]) {
      checks.push(await examine(check, patient));
    }
    const shown = settings.map(({ name, value, origin, variable, secret }) => ({
      name,
      value: secret && value !== undefined ? '[set]' : (value ?? null),
      origin,
      variable,
    }));
    const healthy = checks.every(({ state }) => state !== 'fail');
    output.result({ healthy, settings: shown, checks }, (report) =>
      [
        asTable(['setting', 'value', 'from', 'variable'], report.settings.map(settingRow)),
        '',
        asTable(['', 'check', 'found'], report.checks.flatMap(checkRows)),
      ].join('\n'),
    );
    if (!healthy) process.exitCode = 1;
  });
};

interface ShownSetting {
  readonly name: string;
  readonly value: unknown;
  readonly origin: string;
  readonly variable: string;
}

function settingRow({ name, value, origin, variable }: ShownSetting): string[] {
  return [name, value === null ? '-' : String(value), origin, variable];
}

function checkRows({ state, name, found, todo }: Finding & { readonly name: string }): string[][] {
  return [[MARKS[state], name, found], ...(todo === undefined ? [] : [['', '', `-> ${todo}`]])];
}
