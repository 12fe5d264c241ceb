import { TallyError, contentHash } from '#base';
import type { PolicyModel } from '#decide';
import { loadModel, type Model, type ModelDocument, type ModelReport } from '#learn';
import { createUnit, forTenant, type Database } from '#store';
import { deployModel } from './deployed-model.ts';
import { modelTable } from './tables.ts';

/** A model passes through these: trained, tried, decides, replaced. */
export type ModelStage = 'candidate' | 'challenger' | 'champion' | 'retired';

/** What a model predicts. */
export type ModelPurpose = 'credit' | 'fraud';

/** What a model was trained on. */
export interface TrainingFacts {
  readonly rows: number;
  readonly events: number;
  readonly fromDay: number;
  readonly toDay: number;
  /** How the label is defined, in words. */
  readonly label: string;
  readonly seed: number;
  readonly factorSchemaId: string;
}

export interface RegisteredModel {
  readonly modelId: string;
  readonly purpose: ModelPurpose;
  readonly hash: string;
  readonly stage: ModelStage;
  readonly createdAt: number;
  readonly report: ModelReport;
  readonly training: TrainingFacts;
}

export interface NewModel {
  readonly purpose: ModelPurpose;
  readonly model: Model;
  readonly report: ModelReport;
  readonly training: TrainingFacts;
  readonly createdAt: number;
}

/** Models of one tenant: files in the store, programs in memory. */
export interface ModelRegistry {
  list(): readonly RegisteredModel[];
  get(modelId: string): RegisteredModel | undefined;
  document(modelId: string): Promise<ModelDocument>;
  /** Stores a model as `purpose-N`, N counting up, and makes it available to policies. */
  register(model: NewModel): Promise<RegisteredModel>;
  setStage(modelId: string, stage: ModelStage): Promise<void>;
  /** All models by id, ready to score factor vectors. */
  deployed(): Readonly<Record<string, PolicyModel>>;
}

export interface RegistryOptions {
  readonly db: Database;
  readonly tenant: string;
  readonly factors: readonly string[];
}

interface ModelRow {
  readonly model_id: string;
  readonly purpose: ModelPurpose;
  readonly hash: string;
  readonly stage: ModelStage;
  readonly created_at: number;
  readonly document: ModelDocument;
  readonly report: ModelReport;
  readonly training: TrainingFacts;
}

export async function openModelRegistry({ db, tenant, factors }: RegistryOptions): Promise<ModelRegistry> {
  const read = forTenant(db, tenant);
  const models = new Map<string, RegisteredModel>();
  const programs: Record<string, PolicyModel> = {};
  for (const row of await read.query<ModelRow>('select * from model where tenant = $1 order by created_at, model_id')) {
    models.set(row.model_id, registeredOf(row));
    programs[row.model_id] = deployModel(loadModel(row.document), row.hash, factors);
  }
  return {
    list: () => [...models.values()],
    get: (modelId) => models.get(modelId),
    deployed: () => programs,
    async document(modelId) {
      const rows = await read.query<ModelRow>('select document from model where tenant = $1 and model_id = $2', [
        modelId,
      ]);
      return rows[0]?.document ?? unknown(modelId);
    },
    async register({ purpose, model, report, training, createdAt }) {
      const document = model.save();
      const serial = [...models.values()].filter((known) => known.purpose === purpose).length + 1;
      const row: ModelRow = {
        model_id: `${purpose}-${serial}`,
        purpose,
        hash: `mod_${contentHash(document).slice(0, 24)}`,
        stage: 'candidate',
        created_at: createdAt,
        document,
        report,
        training,
      };
      await db.write(createUnit(tenant).insert(modelTable, [{ ...row }]));
      models.set(row.model_id, registeredOf(row));
      programs[row.model_id] = deployModel(model, row.hash, factors);
      return registeredOf(row);
    },
    async setStage(modelId, stage) {
      const known = models.get(modelId) ?? unknown(modelId);
      await db.write(createUnit(tenant).update(modelTable, [{ model_id: modelId, stage }]));
      models.set(modelId, { ...known, stage });
    },
  };
}

function registeredOf({ model_id, purpose, hash, stage, created_at, report, training }: ModelRow): RegisteredModel {
  return { modelId: model_id, purpose, hash, stage, createdAt: created_at, report, training };
}

function unknown(modelId: string): never {
  throw new TallyError('SCORES_MODEL_UNKNOWN', `there is no model ${modelId}`, {
    hint: 'list the models at /v1/models',
    status: 404,
  });
}
