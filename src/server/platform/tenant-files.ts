import { createCatalogue, standardPack, type FactorCatalogue } from '#factors';
import { snapshotFile, type SnapshotFile } from './snapshot-file.ts';
import { readStateFile, type UnprovenState } from './state-file.ts';
import { rowsFile, type RowsFile } from './rows-file.ts';
import { wakeNetwork, type WokenNetwork } from './network/wake-network.ts';
import { wakeFactors, type WokenFactors } from './wake-factors.ts';
import { wakePeople, type WokenPeople } from './wake-people.ts';
import { wakeLibrary, type WokenLibrary } from './wake-library.ts';

/** Hot state of a tenant as its files have it, which nothing of the store is needed for. */
export interface TenantFiles {
  readonly catalogue: FactorCatalogue;
  readonly factorsFile: SnapshotFile;
  readonly wokenFactors: WokenFactors;
  readonly peopleFile: SnapshotFile;
  readonly wokenPeople: WokenPeople;
  readonly libraryFile: RowsFile;
  readonly wokenLibrary: WokenLibrary;
  readonly networkFile: SnapshotFile;
  readonly wokenNetwork: WokenNetwork;
  readonly state: UnprovenState | undefined;
}

/** Reads the files; at a start this takes place while the store opens in its thread. */
export function readTenantFiles(directory: string, tenant: string): TenantFiles {
  const catalogue = createCatalogue(standardPack);
  const factorsFile = snapshotFile(directory, `factors-${tenant}`);
  const peopleFile = snapshotFile(directory, `people-${tenant}`);
  const libraryFile = rowsFile(directory, tenant);
  const networkFile = snapshotFile(directory, `network-${tenant}`);
  return {
    catalogue,
    factorsFile,
    wokenFactors: wakeFactors(catalogue, factorsFile),
    peopleFile,
    wokenPeople: wakePeople(peopleFile),
    libraryFile,
    wokenLibrary: wakeLibrary(libraryFile),
    networkFile,
    wokenNetwork: wakeNetwork(networkFile),
    state: readStateFile(directory, tenant),
  };
}
