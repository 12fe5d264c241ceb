import type { CommandGroup } from '../command.ts';
import { runs } from '../command.ts';
import { startInstallation, type StartOptions } from '../start/start-installation.ts';

/** `tally start`: opens the installation, serves it, and lives its market. */
export const startCommand: CommandGroup = (program) => {
  const command = program
    .command('start')
    .description('open the installation, serve API and console, live the simulated market')
    .option('--data <directory>', 'data directory')
    .option('--port <port>', 'port to listen on')
    .option('--host <address>', 'address to listen on')
    .option('--empty', 'a first start without a simulated market')
    .option('--people <n>', 'people of the simulated market (first start)')
    .option('--months <n>', 'months of history (first start)')
    .option('--seed <n>', 'seed of the simulated market (first start)')
    .option('--pack <name>', 'parameter pack of the simulated market: default, mild, hostile (first start)')
    .option('--days-per-minute <n>', 'simulated days a minute once the history is lived');
  runs<StartOptions>(command, startInstallation);
};
