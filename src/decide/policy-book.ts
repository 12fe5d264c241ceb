import { TallyError, must } from '#base';
import { createUnit, forTenant, type Database, type UnitBuilder } from '#store';
import { compilePolicy, type CompiledPolicy, type CompileOptions } from './compile.ts';
import { assignArm, type Arm, type Experiment, type ExperimentState } from './experiment.ts';
import { policyHash, type Policy } from './policy.ts';
import { deploymentTable, experimentTable, policyTable } from './tables.ts';

export interface PublishedPolicy {
  readonly hash: string;
  readonly policy: Policy;
  readonly author: string;
  readonly createdAt: number;
}

export interface RunningExperiment extends Experiment {
  readonly slot: string;
  readonly endedAt: number | undefined;
  readonly verdict: string;
  readonly state: ExperimentState | undefined;
}

/** The policy that decides an application, and the experiment that chose it. */
export interface Assignment {
  readonly compiled: CompiledPolicy;
  readonly experimentId: string;
  readonly arm: Arm | 'only';
  /** The policy of the other arm: asked as well, so that the experiment can tell where the two differ. */
  readonly other?: CompiledPolicy;
}

/** Who did something, when and why. */
export interface ChangeNote {
  readonly at: number;
  readonly actor: string;
  readonly why: string;
}

/** Policies of one tenant: versions, which one decides, and the experiment between two of them. */
export interface PolicyBook {
  /** Published policies, newest last. */
  list(): readonly PublishedPolicy[];
  get(hash: string): PublishedPolicy | undefined;
  /** The program of a policy whose models are there: one that is deployed, on trial, or was {@link PolicyBook.ready} before. */
  compiled(hash: string): CompiledPolicy;
  /** The program of any published policy, after what it asks was fetched. */
  ready(hash: string): Promise<CompiledPolicy>;
  champion(slot: string): string | undefined;
  experiments(): readonly RunningExperiment[];
  running(slot: string): RunningExperiment | undefined;
  /** @throws TallyError `DECIDE_NO_POLICY` when nothing is deployed in the slot. */
  assign(slot: string, applicationId: string): Assignment;
  /** Stores a new version after compiling it once; equal content is stored once. @throws `DECIDE_VERSION_EXISTS` */
  publish(policy: Policy, note: ChangeNote): Promise<string>;
  deploy(slot: string, hash: string, note: ChangeNote): Promise<void>;
  /** @throws TallyError `DECIDE_EXPERIMENT_RUNNING` when the slot has one. */
  startExperiment(experiment: Experiment & { readonly slot: string }): Promise<void>;
  /** Keeps the newest judgement; a verdict other than thin evidence ends the experiment and deploys a promoted challenger. */
  recordVerdict(experimentId: string, state: ExperimentState, note: ChangeNote): Promise<void>;
}

export interface PolicyBookOptions {
  readonly db: Database;
  readonly tenant: string;
  /** What policies compile against; asked anew for each compilation, because models come and go. */
  readonly context: (policy: Policy) => CompileOptions;
  /** Fetches what the policy asks (its models), before it is compiled. */
  readonly prepare?: (policy: Policy) => Promise<void>;
}

export async function openPolicyBook(options: PolicyBookOptions): Promise<PolicyBook> {
  const book = new Book(options);
  await book.load();
  return book;
}

class Book implements PolicyBook {
  private readonly options: PolicyBookOptions;
  private readonly policies = new Map<string, PublishedPolicy>();
  private readonly programs = new Map<string, CompiledPolicy>();
  private readonly champions = new Map<string, string>();
  private readonly tests = new Map<string, RunningExperiment>();
  private sequence = 0;

  constructor(options: PolicyBookOptions) {
    this.options = options;
  }

  list(): readonly PublishedPolicy[] {
    return [...this.policies.values()];
  }

  get(hash: string): PublishedPolicy | undefined {
    return this.policies.get(hash);
  }

  compiled(hash: string): CompiledPolicy {
    const known = this.programs.get(hash);
    if (known !== undefined) return known;
    const found = this.policies.get(hash);
    if (found === undefined) {
      throw new TallyError('DECIDE_POLICY_UNKNOWN', `there is no policy ${hash}`, {
        hint: 'publish it first',
        status: 404,
      });
    }
    const program = compilePolicy(found.policy, this.options.context(found.policy));
    this.programs.set(hash, program);
    return program;
  }

  async ready(hash: string): Promise<CompiledPolicy> {
    const found = this.programs.has(hash) ? undefined : this.policies.get(hash);
    if (found !== undefined) await this.options.prepare?.(found.policy);
    return this.compiled(hash);
  }

  champion(slot: string): string | undefined {
    return this.champions.get(slot);
  }

  experiments(): readonly RunningExperiment[] {
    return [...this.tests.values()];
  }

  running(slot: string): RunningExperiment | undefined {
    return this.experiments().find((test) => test.slot === slot && test.endedAt === undefined);
  }

  assign(slot: string, applicationId: string): Assignment {
    const test = this.running(slot);
    if (test !== undefined) {
      const arm = assignArm(test, applicationId);
      const [champion, challenger] = [this.compiled(test.championHash), this.compiled(test.challengerHash)];
      const [compiled, other] = arm === 'challenger' ? [challenger, champion] : [champion, challenger];
      return { compiled, experimentId: test.id, arm, other };
    }
    const hash = this.champions.get(slot);
    if (hash === undefined) {
      throw new TallyError('DECIDE_NO_POLICY', `no policy is deployed for ${slot}`, {
        hint: 'publish a policy and deploy it: POST /v1/policies, then /v1/policies/deployments',
        status: 409,
      });
    }
    return { compiled: this.compiled(hash), experimentId: '', arm: 'only' };
  }

  async publish(policy: Policy, note: ChangeNote): Promise<string> {
    const hash = policyHash(policy);
    if (this.policies.has(hash)) return hash;
    const taken = this.list().some((known) => known.policy.id === policy.id && known.policy.version === policy.version);
    if (taken) {
      throw new TallyError('DECIDE_VERSION_EXISTS', `version ${policy.version} of policy ${policy.id} exists already`, {
        hint: 'a published version never changes: raise the version',
        status: 409,
      });
    }
    await this.options.prepare?.(policy);
    const program = compilePolicy(policy, this.options.context(policy));
    const row = {
      hash,
      policy_id: policy.id,
      version: policy.version,
      body: policy,
      author: note.actor,
      created_at: note.at,
    };
    await this.options.db.write(this.unit().insert(policyTable, [row]));
    this.policies.set(hash, { hash, policy, author: note.actor, createdAt: note.at });
    this.programs.set(hash, program);
    return hash;
  }

  async deploy(slot: string, hash: string, note: ChangeNote): Promise<void> {
    await this.ready(hash);
    await this.options.db.write(this.deployment(this.unit(), { slot, hash, note }));
    this.champions.set(slot, hash);
  }

  async startExperiment(experiment: Experiment & { readonly slot: string }): Promise<void> {
    const running = this.running(experiment.slot);
    if (running !== undefined) {
      throw new TallyError('DECIDE_EXPERIMENT_RUNNING', `experiment ${running.id} is still running`, {
        hint: 'wait for its verdict before the next',
        status: 409,
      });
    }
    await this.ready(experiment.challengerHash);
    const test = { ...experiment, endedAt: undefined, verdict: 'running', state: undefined };
    await this.options.db.write(this.unit().insert(experimentTable, [experimentRow(test)]));
    this.tests.set(test.id, test);
  }

  async recordVerdict(experimentId: string, state: ExperimentState, note: ChangeNote): Promise<void> {
    const test = must(this.tests.get(experimentId), experimentId);
    const ended = state.verdict !== 'evidence-too-thin';
    const next = { ...test, state, verdict: ended ? state.verdict : 'running', endedAt: ended ? note.at : undefined };
    const unit = this.unit().upsert(experimentTable, [experimentRow(next)]);
    const promoted = state.verdict === 'promote';
    if (promoted) this.deployment(unit, { slot: test.slot, hash: test.challengerHash, note });
    await this.options.db.write(unit);
    this.tests.set(experimentId, next);
    if (promoted) this.champions.set(test.slot, test.challengerHash);
  }

  async load(): Promise<void> {
    const read = forTenant(this.options.db, this.options.tenant);
    const policies = await read.query<{ hash: string; body: Policy; author: string; created_at: number }>(
      'select hash, body, author, created_at from policy where tenant = $1 order by created_at, policy_id, version',
    );
    for (const { hash, body, author, created_at } of policies) {
      this.policies.set(hash, { hash, policy: body, author, createdAt: created_at });
    }
    const deployments = await read.query<{ slot: string; sequence: number; hash: string }>(
      'select slot, sequence, hash from policy_deployment where tenant = $1 order by sequence',
    );
    for (const { slot, sequence, hash } of deployments) {
      this.champions.set(slot, hash);
      this.sequence = sequence + 1;
    }
    const tests = await read.query<ExperimentRow>('select * from experiment where tenant = $1 order by started_at');
    for (const row of tests) this.tests.set(row.experiment_id, experimentOf(row));
    for (const hash of this.inUse()) {
      const found = this.policies.get(hash);
      if (found !== undefined) await this.options.prepare?.(found.policy);
    }
  }

  /** Policies that the next application may need at once. */
  private inUse(): ReadonlySet<string> {
    const running = this.experiments().filter(({ endedAt }) => endedAt === undefined);
    return new Set([
      ...this.champions.values(),
      ...running.flatMap((test) => [test.championHash, test.challengerHash]),
    ]);
  }

  private unit(): UnitBuilder {
    return createUnit(this.options.tenant);
  }

  private deployment(unit: UnitBuilder, change: { slot: string; hash: string; note: ChangeNote }): UnitBuilder {
    const { slot, hash, note } = change;
    return unit.insert(deploymentTable, [{ slot, sequence: this.sequence++, hash, ...note }]);
  }
}

interface ExperimentRow {
  readonly experiment_id: string;
  readonly slot: string;
  readonly champion_hash: string;
  readonly challenger_hash: string;
  readonly share: number;
  readonly started_at: number;
  readonly ended_at: number | null;
  readonly verdict: string;
  readonly state: ExperimentState | null;
}

function experimentOf(row: ExperimentRow): RunningExperiment {
  return {
    id: row.experiment_id,
    slot: row.slot,
    championHash: row.champion_hash,
    challengerHash: row.challenger_hash,
    share: row.share,
    startedAt: row.started_at,
    endedAt: row.ended_at ?? undefined,
    verdict: row.verdict,
    state: row.state ?? undefined,
  };
}

function experimentRow(test: RunningExperiment): Readonly<Record<string, unknown>> {
  return {
    experiment_id: test.id,
    slot: test.slot,
    champion_hash: test.championHash,
    challenger_hash: test.challengerHash,
    share: test.share,
    started_at: test.startedAt,
    ended_at: test.endedAt ?? null,
    verdict: test.verdict,
    state: test.state ?? null,
  };
}
