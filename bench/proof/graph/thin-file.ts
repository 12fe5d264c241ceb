import { addMonths, type Day } from '#base';
import {
  createCatalogue,
  createFactorService,
  standardPack,
  type FactorDefinition,
  type FactorService,
} from '#factors';
import { GraphReader, graphFactors } from '#network';
import type { StoredEvent } from '#stream';
import type { TruthRow } from '#world';
import { liveMarket, networkKeeper } from './lived-network.ts';

/** An application as the two models see it. */
export interface ThinRow {
  readonly truth: TruthRow;
  readonly standard: Float64Array;
  readonly graph: Float64Array;
  /** Little is known of him by his own data. */
  readonly isThin: boolean;
  /** Day on which the loan reached 30 days past due; Infinity for never yet. */
  readonly badDay: number;
  readonly disbursedDay: number;
}

export interface ThinMarket {
  readonly rows: readonly ThinRow[];
  readonly standardNames: readonly string[];
  /** Of the standard names those that read the applicant's own events alone. */
  readonly ownNames: ReadonlySet<string>;
  readonly graphNames: readonly string[];
  readonly startDay: Day;
  readonly events: number;
}

/** A thin file, decided before any result was seen: nothing ever repaid to us, and a credit history of under a year or a number of under half a one. */
const [THIN_MONTHS, THIN_DAYS] = [12, 180];

interface Read {
  readonly standard: Float64Array;
  readonly graph: Float64Array;
  readonly isThin: boolean;
}

/** Lives a market that lends to everybody and reads every applicant at the instant of his application. */
export function thinMarket(options: {
  readonly people: number;
  readonly months: number;
  readonly seed: number;
  readonly pack: string;
}): ThinMarket {
  const catalogue = createCatalogue(standardPack);
  const service = createFactorService({ catalogue, consents: () => true });
  const keeper = networkKeeper();
  const factors = graphFactors();
  const reader = new GraphReader(
    keeper.network,
    factors.map(({ spec }) => spec),
  );
  const own = ownRecord();
  const reads = new Map<string, Read>();
  const truths: TruthRow[] = [];
  const market = liveMarket(
    { ...options, policy: 'accept-all' },
    {
      merge(from, into) {
        service.merge(from, into);
        keeper.merge?.(from, into);
        own.merge(from, into);
      },
      event(event, person, told) {
        service.ingest({ event, person });
        keeper.event?.(event, person, told);
        own.hear(event, person);
        if (event.kind !== 'application.submitted') return;
        const at = { asOf: event.recordedAt, position: event.offset };
        const graph = Float64Array.from(reader.read({ keys: { person }, at }));
        const id = String(event.data['applicationId']);
        reads.set(id, { standard: readStandard(service, event, id), graph, isThin: own.isThin(person) });
      },
      truth: (rows) => void truths.push(...rows),
    },
  );
  const rows = truths.flatMap((truth): ThinRow[] => {
    const read = reads.get(truth.applicationId);
    const loan = market.loans.loanOf(truth.applicationId);
    if (read === undefined || loan === undefined) return [];
    return [{ truth, ...read, badDay: loan.badDay, disbursedDay: loan.disbursedDay }];
  });
  return {
    ...{ rows, standardNames: catalogue.names, ownNames: ownNames(catalogue.definitions) },
    ...{
      graphNames: factors.map(({ definition }) => definition.name),
      startDay: market.startDay,
      events: market.events,
    },
  };
}

/** The first day whose applications no model may have learned from. */
export function cutOf({ startDay }: ThinMarket, trainMonths: number): Day {
  return addMonths(startDay, trainMonths);
}

function readStandard(service: FactorService, event: StoredEvent, entityId: string): Float64Array {
  const asOf = { at: event.recordedAt, offset: event.offset };
  return service.read({ entityKind: 'application', entityId, asOf, purpose: 'fraud' }).values;
}

/** Factors over events of the person, the application, his number and his account: nobody else goes in. */
function ownNames(definitions: readonly FactorDefinition[]): Set<string> {
  const own = new Set<string>();
  const kinds = new Set(['person', 'application', 'phone', 'account']);
  for (const definition of definitions) {
    const { name, kind } = definition;
    if (kind === 'aggregate' && kinds.has(definition.of.entity)) own.add(name);
    if (kind !== 'derived') continue;
    const operands = [definition.left, definition.right];
    if (operands.every((operand) => typeof operand === 'number' || own.has(operand))) own.add(name);
  }
  return own;
}

/** What is known of people by their own events that far. */
function ownRecord() {
  const history = new Map<number, number>();
  const numbers = new Map<number, number>();
  const paid = new Set<number>();
  return {
    merge(from: number, into: number): void {
      const months = history.get(from);
      if (months !== undefined) history.set(into, Math.max(months, history.get(into) ?? 0));
      const days = numbers.get(from);
      if (days !== undefined) numbers.set(into, days);
      if (paid.has(from)) paid.add(into);
    },
    hear({ kind, data }: StoredEvent, person: number): void {
      if (kind === 'bureau.reported') history.set(person, Number(data['historyMonths']));
      if (kind === 'phone.profiled') numbers.set(person, Number(data['numberAgeDays']));
      if (kind === 'payment.received') paid.add(person);
    },
    isThin: (person: number): boolean =>
      !paid.has(person) && ((history.get(person) ?? 0) < THIN_MONTHS || (numbers.get(person) ?? 0) < THIN_DAYS),
  };
}
