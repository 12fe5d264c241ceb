import type { PolicyModel } from '#decide';
import { loadModel, type ModelDocument } from '#learn';
import { forTenant, type Database } from '#store';
import { deployModel } from './deployed-model.ts';

/** Programs of models, fetched from the store when they are first needed. */
export interface ModelLoader {
  /** Loaded programs by id. */
  readonly programs: Readonly<Record<string, PolicyModel>>;
  put(modelId: string, program: PolicyModel): void;
  /**
   * Loads what is not there yet; ids that are unknown stay absent.
   *
   * @throws TallyError `SCORES_FACTOR_MISSING` when a model does not fit the catalogue.
   */
  load(ids: Iterable<string>): Promise<void>;
}

export interface LoaderOptions {
  readonly db: Database;
  readonly tenant: string;
  readonly factors: readonly string[];
}

/** Documents fetched at once: together they are some megabytes of JSON. */
const BATCH = 25;

interface DocumentRow {
  readonly model_id: string;
  readonly hash: string;
  readonly document: ModelDocument;
}

export function createModelLoader({ db, tenant, factors }: LoaderOptions): ModelLoader {
  const read = forTenant(db, tenant);
  const programs: Record<string, PolicyModel> = {};
  const coming = new Map<string, Promise<void>>();

  const fetchBatch = async (ids: readonly string[]): Promise<void> => {
    const rows = await read.query<DocumentRow>(
      'select model_id, hash, document from model where tenant = $1 and model_id = any($2::text[])',
      [ids],
    );
    for (const row of rows) programs[row.model_id] = deployModel(loadModel(row.document), row.hash, factors);
  };

  const start = (ids: readonly string[]): Promise<void> => {
    const batch = fetchBatch(ids).finally(() => {
      for (const id of ids) coming.delete(id);
    });
    for (const id of ids) coming.set(id, batch);
    return batch;
  };

  return {
    programs,
    put: (modelId, program) => {
      programs[modelId] = program;
    },
    async load(wanted) {
      const absent = [...new Set(wanted)].filter((id) => !Object.hasOwn(programs, id));
      const waiting = absent.flatMap((id) => coming.get(id) ?? []);
      const fresh = absent.filter((id) => !coming.has(id));
      for (let from = 0; from < fresh.length; from += BATCH) await start(fresh.slice(from, from + BATCH));
      await Promise.all(waiting);
    },
  };
}
