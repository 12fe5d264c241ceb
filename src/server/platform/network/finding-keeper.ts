import { setImmediate as nextTurn } from 'node:timers/promises';
import { DAY_MS, exp, sha256 } from '#base';
import { eventFlattener } from '#factors';
import type { IdentityService } from '#identity';
import { caseKinds, learnedPattern, linkEventOf, startDetectorThread } from '#network';
import type { Applied, CaseTold, DetectorThread, PatternEvidence, PatternFinding } from '#network';
import { createUnit, forTenant, type Database } from '#store';
import type { EventLog, StoredEvent } from '#stream';
import type { LearnedLayer } from './learned-layer.ts';
import { findingTable } from './network-tables.ts';

export interface FindingPorts {
  readonly db: Database;
  readonly log: Pick<EventLog, 'read' | 'end'>;
  readonly tenant: string;
  readonly identity: IdentityService;
  /** Looks at new applicants by what verdicts taught it. */
  readonly learned: Pick<LearnedLayer, 'findings'>;
}

/** What is found of a group: findings of its members taken together. Nodes are named as callers name them. */
export interface GroupFinding {
  readonly id: string;
  readonly pattern: string;
  /** Chance that it is the pattern and no honest look-alike, of the surest member; of a learned one, chance of fraud. */
  readonly score: number;
  readonly at: number;
  readonly members: readonly string[];
  readonly evidence: readonly PatternEvidence[];
}

/** Events read before requests get their turn: a few milliseconds. */
const BATCH = 1000;

/** Days for which the learned model looks at an application; detectors look at all. */
const LEARNED_DAYS = 30;

/** Runs the detectors over what the log tells and the learned model over who applied lately, and keeps what they found in the store. */
export class FindingKeeper {
  private readonly ports: FindingPorts;
  private readonly flattener = eventFlattener();
  private readonly applications = new Map<string, Applied>();
  private readonly kinds = new Set(caseKinds);
  private thread: DetectorThread | undefined;
  private next = 0;
  private running: Promise<number> | undefined;
  private ranAt: number | undefined;

  constructor(ports: FindingPorts) {
    this.ports = ports;
  }

  /** The instant that the detectors last looked at; undefined until they ran in this process. */
  get lastRun(): number | undefined {
    return this.ranAt;
  }

  /** Reads what is new in the log and looks for patterns as of an instant; calls at the same time share one run. Answers how many. */
  run(at: number): Promise<number> {
    this.running ??= this.detect(at)
      .catch(async (error: unknown) => {
        // A thread that ended, or was told half of something, begins anew.
        await this.close();
        throw error;
      })
      .finally(() => (this.running = undefined));
    return this.running;
  }

  /** Ends the thread of the detectors; another run starts one. */
  async close(): Promise<void> {
    const { thread } = this;
    this.thread = undefined;
    this.next = 0;
    this.applications.clear();
    await thread?.close();
  }

  private async detect(at: number): Promise<number> {
    this.thread ??= startDetectorThread();
    const { thread } = this;
    await this.readLog(thread);
    const groups = new Map<string, PatternFinding[]>();
    for (const finding of await thread.detect(at)) {
      const key = `${finding.pattern} ${finding.group}`;
      groups.set(key, [...(groups.get(key) ?? []), finding]);
    }
    const found = [...groups].map(([key, findings]) => this.groupOf(key, findings));
    const learned = await this.learnedFindings(at);
    await this.keep([...found, ...learned], at);
    this.ranAt = at;
    return found.length + learned.length;
  }

  /** What the model says of applications of the last days on which nobody gave a verdict. */
  private async learnedFindings(at: number): Promise<GroupFinding[]> {
    for (const [id, { at: applied }] of this.applications) {
      if (applied.asOf < at - LEARNED_DAYS * DAY_MS) this.applications.delete(id);
    }
    const { pattern } = learnedPattern;
    const found = await this.ports.learned.findings([...this.applications.values()]);
    return found.map(({ applicationId, chance, at: applied, evidence }) => ({
      id: sha256(`${pattern} ${applicationId}`).slice(0, 16),
      ...{ pattern, score: chance, at: applied.asOf, evidence },
      members: this.nodesOf({ entityKind: 'application', entity: applicationId }),
    }));
  }

  private async readLog(thread: DetectorThread): Promise<void> {
    const { log, tenant, identity } = this.ports;
    const end = log.end(tenant, 0);
    while (this.next < end) {
      const events = await log.read(tenant, 0, { from: this.next, limit: BATCH });
      const last = events.at(-1);
      if (last === undefined) break;
      const told: CaseTold[] = [];
      for (const event of events) {
        if (event.kind === 'identity.merged') {
          const [from, into] = ['from', 'into'].map((side) => identity.resolver.indexOf(String(event.data[side])));
          if (from !== undefined && into !== undefined) told.push({ from, into });
        }
        if (this.kinds.has(event.kind)) {
          const person = identity.resolver.ownerOf(event.identifiers)?.index ?? -1;
          const linked = linkEventOf({ event, person }, this.flattener);
          if (linked !== undefined) told.push({ event: linked });
        }
        this.note(event);
      }
      await thread.tell(told);
      this.next = last.offset + 1;
      await nextTurn();
    }
  }

  /** Applications wait for the model until somebody judged them. */
  private note({ kind, data, recordedAt, offset }: StoredEvent): void {
    const id = String(data['applicationId']);
    if (kind === 'application.submitted') {
      this.applications.set(id, { applicationId: id, at: { asOf: recordedAt, position: offset } });
    } else if (kind === 'fraud.confirmed' || kind === 'fraud.cleared') this.applications.delete(id);
  }

  private groupOf(key: string, findings: readonly PatternFinding[]): GroupFinding {
    const surest = findings.reduce((best, one) => (one.score > best.score ? one : best));
    return {
      id: sha256(key).slice(0, 16),
      pattern: surest.pattern,
      score: 1 / (1 + exp(-surest.score)),
      at: Math.max(...findings.map(({ at }) => at)),
      members: [...new Set(findings.flatMap((finding) => this.nodesOf(finding)))],
      evidence: surest.evidence,
    };
  }

  /** A finding's entity, and the person behind an application. */
  private nodesOf({ entityKind, entity }: Pick<PatternFinding, 'entityKind' | 'entity'>): string[] {
    const node = `${entityKind}:${entity}`;
    if (entityKind !== 'application') return [node];
    const person = this.ports.identity.resolver.find({ kind: 'application', token: entity });
    return person === undefined ? [node] : [`person:${person.id}`, node];
  }

  /** What was found before keeps the day on which it was found first. */
  private async keep(found: readonly GroupFinding[], now: number): Promise<void> {
    const { db, tenant } = this.ports;
    const before = await forTenant(db, tenant).query<{ finding_id: string; found_at: number }>(
      'select finding_id, found_at from network_finding where tenant = $1',
    );
    const since = new Map(before.map(({ finding_id, found_at }) => [finding_id, found_at]));
    const ids = new Set(found.map(({ id }) => id));
    const gone = before.filter(({ finding_id }) => !ids.has(finding_id)).map(({ finding_id }) => ({ finding_id }));
    const rows = found.map(({ id, pattern, score, ...body }) => ({
      ...{ finding_id: id, pattern, score, found_at: since.get(id) ?? now, seen_at: now },
      body: { at: body.at, members: body.members, evidence: body.evidence.map(plain) },
    }));
    await db.write(createUnit(tenant).remove(findingTable, gone).upsert(findingTable, rows));
  }
}

function plain({ what, weight, count, with: others, first, last }: PatternEvidence) {
  return { what, weight, count, with: [...others], first, last };
}
