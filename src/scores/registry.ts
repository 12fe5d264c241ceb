import { TallyError, contentHash, must, sha256 } from '#base';
import type { AuditLog, PolicyModel } from '#decide';
import type { Model, ModelDocument, ModelReport } from '#learn';
import { createUnit, forTenant, type Database, type UnitBuilder, type UnitPart } from '#store';
import { deployModel } from './deployed-model.ts';
import { createModelLoader, type ModelLoader } from './model-loader.ts';
import { modelSet, type ModelSet } from './model-set.ts';
import type { MonitoringBaseline } from './monitor/baseline.ts';
import {
  LIST_COLUMNS,
  assertPurpose,
  documentBytes,
  registeredOf,
  scoresDecisions,
  summaryOf,
} from './registered-model.ts';
import type { ModelPurpose, ModelRow, RegisteredModel, TrainingFacts } from './registered-model.ts';
import { assertMove, type ModelStage, type StageChange, type StageNote } from './stage.ts';
import { changeOf, changeRow, type ChangeRow } from './stage-rows.ts';
import { modelTable, stageChangeTable } from './tables.ts';

export interface NewModel {
  readonly purpose: ModelPurpose;
  readonly model: Model;
  readonly report: ModelReport;
  readonly training: TrainingFacts;
  readonly createdAt: number;
  /** What monitoring compares with later; without it only outcomes are watched. */
  readonly baseline?: MonitoringBaseline | undefined;
  readonly actor?: string;
  /** Rows to commit with the model, made from its id: the end of the job that trained it. */
  readonly also?: (modelId: string) => UnitPart;
}

/** Which models are meant; everything that is left out is any. */
export interface ModelFilter {
  readonly purpose?: ModelPurpose | undefined;
  readonly stages?: readonly ModelStage[] | undefined;
  readonly ids?: readonly string[] | undefined;
}

/** Models of one tenant: files in the store, programs in memory once somebody asks for them. */
export interface ModelRegistry {
  list(filter?: ModelFilter): readonly RegisteredModel[];
  get(modelId: string): RegisteredModel | undefined;
  /** The model that decides for a purpose. */
  champion(purpose: ModelPurpose): RegisteredModel | undefined;
  document(modelId: string): Promise<ModelDocument>;
  report(modelId: string): Promise<ModelReport>;
  baseline(modelId: string): Promise<MonitoringBaseline | undefined>;
  /** Moves of a model, the oldest first. */
  history(modelId: string): Promise<readonly StageChange[]>;
  /** Stores a model as `purpose-N`, N counting up, as a candidate. */
  register(model: NewModel): Promise<RegisteredModel>;
  /**
   * Moves a model to another stage and writes down who, when and why; a new champion retires the one before it.
   *
   * @throws TallyError `SCORES_MODEL_UNKNOWN`, `SCORES_STAGE_MOVE`, `SCORES_STAGE_EXPERIMENT`.
   */
  move(modelId: string, to: ModelStage, note: StageNote): Promise<RegisteredModel>;
  /** Loads models that score decisions, so that {@link ModelRegistry.deployed} has them. */
  load(ids: Iterable<string>): Promise<void>;
  /** Loaded models by id, ready to score factor vectors. */
  deployed(): Readonly<Record<string, PolicyModel>>;
  /**
   * Models that score decisions, to be asked together, loaded.
   *
   * @throws TallyError `SCORES_MODEL_UNKNOWN` for an id that there is not, `SCORES_OTHER_ROWS` for one that scores other rows.
   */
  models(filter: ModelFilter): Promise<ModelSet>;
  /** Registered and loaded models, and the size of the loaded documents. */
  memory(): { readonly registered: number; readonly loaded: number; readonly documentBytes: number };
}

export interface RegistryOptions {
  readonly db: Database;
  readonly tenant: string;
  readonly factors: readonly string[];
  /** Moves are written into it. */
  readonly audit?: AuditLog;
}

/** Opens the registry: one short row a model, no documents. */
export async function openModelRegistry(options: RegistryOptions): Promise<ModelRegistry> {
  const registry = new Registry(options);
  await registry.open();
  return registry;
}

class Registry implements ModelRegistry {
  private readonly options: RegistryOptions;
  private readonly loader: ModelLoader;
  private readonly known = new Map<string, RegisteredModel>();
  private readonly serials = new Map<ModelPurpose, number>();
  private readonly moves = new Map<string, number>();
  private moving: Promise<unknown> = Promise.resolve();

  constructor(options: RegistryOptions) {
    this.options = options;
    this.loader = createModelLoader(options);
  }

  async open(): Promise<void> {
    const [rows, counts] = await Promise.all([
      this.read<ModelRow>(`select ${LIST_COLUMNS} from model where tenant = $1 order by created_at, model_id`),
      this.read<{ model_id: string; moves: number }>(
        'select model_id, max(number) + 1 as moves from model_stage_change where tenant = $1 group by model_id',
      ),
    ]);
    for (const { model_id, moves } of counts) this.moves.set(model_id, moves);
    for (const row of rows) {
      this.known.set(row.model_id, registeredOf(row));
      const serial = Number(row.model_id.slice(row.purpose.length + 1));
      this.serials.set(row.purpose, Math.max(serial, this.serials.get(row.purpose) ?? 0));
    }
  }

  list(filter: ModelFilter = {}): readonly RegisteredModel[] {
    const { purpose, stages, ids } = filter;
    const wanted = ids === undefined ? undefined : new Set(ids);
    return [...this.known.values()].filter(
      (model) =>
        (purpose === undefined || model.purpose === purpose) &&
        (stages === undefined || stages.includes(model.stage)) &&
        (wanted === undefined || wanted.has(model.modelId)),
    );
  }

  get(modelId: string): RegisteredModel | undefined {
    return this.known.get(modelId);
  }

  champion(purpose: ModelPurpose): RegisteredModel | undefined {
    return this.list({ purpose, stages: ['champion'] })[0];
  }

  document(modelId: string): Promise<ModelDocument> {
    return this.part<ModelDocument>(modelId, 'document');
  }

  report(modelId: string): Promise<ModelReport> {
    return this.part<ModelReport>(modelId, 'report');
  }

  async baseline(modelId: string): Promise<MonitoringBaseline | undefined> {
    return (await this.part<MonitoringBaseline | null>(modelId, 'baseline')) ?? undefined;
  }

  async history(modelId: string): Promise<readonly StageChange[]> {
    this.must(modelId);
    const rows = await this.read<ChangeRow>(
      'select * from model_stage_change where tenant = $1 and model_id = $2 order by number',
      [modelId],
    );
    return rows.map(changeOf);
  }

  async register(made: NewModel): Promise<RegisteredModel> {
    const { purpose, model, report, training, createdAt, actor = 'learning' } = made;
    assertPurpose(purpose);
    const serial = (this.serials.get(purpose) ?? 0) + 1;
    // Taken before anything is awaited: two models registered at once get two ids.
    this.serials.set(purpose, serial);
    const document = model.save();
    const row: ModelRow = {
      model_id: `${purpose}-${serial}`,
      purpose,
      hash: `mod_${contentHash(document).slice(0, 24)}`,
      kind: training.learner ?? document.kind,
      stage: 'candidate',
      stage_since: createdAt,
      created_at: createdAt,
      summary: summaryOf(report),
      training,
      document_bytes: documentBytes(document),
    };
    const unit = this.unit().insert(modelTable, [{ ...row, document, report, baseline: made.baseline ?? null }]);
    if (made.also !== undefined) unit.add(made.also(row.model_id));
    this.note(unit, { modelId: row.model_id, from: undefined, to: 'candidate', at: createdAt, actor, why: 'trained' });
    await this.options.db.write(unit);
    const registered = registeredOf(row);
    this.known.set(row.model_id, registered);
    if (scoresDecisions(registered)) this.loader.put(row.model_id, deployModel(model, row.hash, this.options.factors));
    return registered;
  }

  /** One move after the other: two at once could both see the same champion. */
  move(modelId: string, to: ModelStage, note: StageNote): Promise<RegisteredModel> {
    const next = this.moving.then(() => this.moveNow(modelId, to, note));
    this.moving = next.catch(() => undefined);
    return next;
  }

  private async moveNow(modelId: string, to: ModelStage, note: StageNote): Promise<RegisteredModel> {
    const model = this.must(modelId);
    assertMove({ modelId, purpose: model.purpose, from: model.stage, to, note });
    const before = to === 'champion' ? this.champion(model.purpose) : undefined;
    const unit = this.unit();
    const changed = [this.step(unit, model, { to, note })];
    if (before !== undefined) {
      changed.push(this.step(unit, before, { to: 'retired', note: { ...note, why: `replaced by ${modelId}` } }));
    }
    if (this.options.audit !== undefined) unit.add(this.options.audit.part());
    await this.options.db.write(unit);
    for (const next of changed) this.known.set(next.modelId, next);
    return must(changed[0], modelId);
  }

  load(ids: Iterable<string>): Promise<void> {
    return this.loader.load([...ids].filter((id) => this.isServed(id)));
  }

  deployed(): Readonly<Record<string, PolicyModel>> {
    return this.loader.programs;
  }

  async models(filter: ModelFilter): Promise<ModelSet> {
    for (const id of filter.ids ?? []) this.mustServe(id);
    const ids = this.list(filter).flatMap((model) => (scoresDecisions(model) ? model.modelId : []));
    await this.loader.load(ids);
    return modelSet(
      ids,
      ids.map((id) => must(this.loader.programs[id], `model ${id}`)),
    );
  }

  memory(): { registered: number; loaded: number; documentBytes: number } {
    const loaded = Object.keys(this.loader.programs);
    const bytes = loaded.reduce((sum, id) => sum + (this.known.get(id)?.documentBytes ?? 0), 0);
    return { registered: this.known.size, loaded: loaded.length, documentBytes: bytes };
  }

  private step(
    unit: UnitBuilder,
    model: RegisteredModel,
    { to, note }: { readonly to: ModelStage; readonly note: StageNote },
  ): RegisteredModel {
    const { modelId, stage: from } = model;
    unit.update(modelTable, [{ model_id: modelId, stage: to, stage_since: note.at }]);
    this.note(unit, { ...note, modelId, from, to });
    this.options.audit?.record({
      at: note.at,
      actor: note.actor,
      action: `model.${to}`,
      subject: `model:${modelId}`,
      detailHash: sha256(note.why),
    });
    return { ...model, stage: to, stageSince: note.at };
  }

  private note(unit: UnitBuilder, change: Omit<StageChange, 'number'>): void {
    const number = this.moves.get(change.modelId) ?? 0;
    this.moves.set(change.modelId, number + 1);
    unit.insert(stageChangeTable, [changeRow({ ...change, number })]);
  }

  private async part<T>(modelId: string, column: 'document' | 'report' | 'baseline'): Promise<T> {
    this.must(modelId);
    const rows = await this.read<Record<string, T>>(`select ${column} from model where tenant = $1 and model_id = $2`, [
      modelId,
    ]);
    return must(rows[0], modelId)[column] as T;
  }

  private isServed(modelId: string): boolean {
    const known = this.known.get(modelId);
    return known !== undefined && scoresDecisions(known);
  }

  private mustServe(modelId: string): void {
    const { rowsFrom } = this.must(modelId).training;
    if (rowsFrom === undefined) return;
    throw new TallyError(
      'SCORES_OTHER_ROWS',
      `${modelId} scores rows of ${rowsFrom}, not factor vectors of decisions`,
      {
        hint: 'what it says of applicants is served with the findings of the network: GET /v1/network/findings',
        status: 409,
      },
    );
  }

  private must(modelId: string): RegisteredModel {
    const known = this.known.get(modelId);
    if (known !== undefined) return known;
    throw new TallyError('SCORES_MODEL_UNKNOWN', `there is no model ${modelId}`, {
      hint: 'list the models at /v1/models',
      status: 404,
    });
  }

  private read<T>(sql: string, values: readonly unknown[] = []): Promise<T[]> {
    return forTenant(this.options.db, this.options.tenant).query<T>(sql, values);
  }

  private unit(): UnitBuilder {
    return createUnit(this.options.tenant);
  }
}
