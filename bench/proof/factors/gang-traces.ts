import { DAY_MS } from '#base';
import type { TruthRow, WorldEvent } from '#world';

/** Finds what leads from an applicant to earlier applicants, and judges with the truth whether one was of his gang. */
export interface TraceKeeper {
  /** The earlier applications that an application can be linked to by what was recorded before it. */
  hear(event: WorldEvent): readonly string[];
  /** Whether the fraud is conspicuous itself, or linked to an earlier, conspicuous fraud of the same form. */
  judge(row: TruthRow, linked: readonly string[]): boolean;
}

/** A wave of a gang is over within so many days. */
const WAVE_MS = 75 * DAY_MS;

/**
 * The oracle's eyes: applications are linked when they share a device, a home network, a run of phone numbers, or when
 * the earlier applicant's contact book lists the later one.
 */
export function traceKeeper(): TraceKeeper {
  const sharers = new Map<string, { at: number; id: string }[]>();
  const marks = new Map<string, string[]>();
  const conspicuous = new Map<string, string>();
  const valueOf = ({ identifiers }: WorldEvent, kind: string): string =>
    identifiers.find((identifier) => identifier.kind === kind)?.value ?? '';
  return {
    hear(event) {
      const account = valueOf(event, 'account');
      if (event.kind === 'session.started') marks.set(account, [`network ${event.data['network']}`]);
      if (event.kind === 'contacts.synced') {
        const listed = event.data['contacts'] as readonly string[];
        marks.set(
          `book ${account}`,
          listed.map((phone) => `phone ${phone}`),
        );
      }
      if (event.kind !== 'application.submitted') return [];
      const phone = valueOf(event, 'phone');
      const device = `device ${valueOf(event, 'device')}`;
      const shared = [device, `block ${phone.slice(0, -3)}`, ...(marks.get(account) ?? [])];
      const at = event.occurredAt;
      const linked = [...shared, `phone ${phone}`].flatMap((mark) =>
        (sharers.get(mark) ?? []).filter((other) => other.at > at - WAVE_MS).map((other) => other.id),
      );
      for (const mark of new Set([...shared, ...(marks.get(`book ${account}`) ?? [])])) {
        const others = sharers.get(mark) ?? [];
        others.push({ at, id: String(event.data['applicationId']) });
        sharers.set(mark, others);
      }
      return linked;
    },
    judge({ applicationId, fraudForm, camouflaged }, linked) {
      if (fraudForm === '') return false;
      if (!camouflaged) conspicuous.set(applicationId, fraudForm);
      return !camouflaged || linked.some((id) => conspicuous.get(id) === fraudForm);
    },
  };
}
