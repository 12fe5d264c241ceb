import { log } from '#base';
import type { Case } from '../cases/case.ts';
import { around, hubsOf, type Hub } from '../hubs.ts';
import type { PatternFinding } from '../pattern.ts';
import { above, type Setting } from '../setting.ts';
import { clamp, findingOf, outcomeReason, ownOutcome, peopleOf, shareOf, shareWeight, type Reason } from '../weigh.ts';

const WINDOW_DAYS = 30;
const PRIOR = -4;

/**
 * Device farm: one device or network behind many applicants within weeks, on emulated or altered devices, with forms that are filled
 * in faster than people type. Dormitories and shops share devices too, for years, on plain telephones and at the pace of people.
 */
export function deviceFarms(setting: Setting): PatternFinding[] {
  const { book, cases } = setting;
  const devices = hubsOf(cases, 'device', { tokens: ({ device }) => [device], least: 3 });
  const networks = hubsOf(cases, 'network', { tokens: ({ network }) => [network], least: 4 });
  const best = new Map<Case, { hub: Hub; near: Case[] }>();
  for (const hub of [...networks, ...devices]) {
    for (const one of hub.cases) {
      const near = around(hub.cases, one.at, WINDOW_DAYS);
      const known = best.get(one);
      if (near.length >= 3 && (known === undefined || near.length > known.near.length)) best.set(one, { hub, near });
    }
  }
  return [...best].flatMap(([one, { hub, near }]) => {
    const name = hub.kind === 'device' ? book.devices.nameOf(hub.token) : book.networks.nameOf(hub.token);
    const group = `device-farm:${name}`;
    const reasons = [...groupReasons(setting, near, name), ownOutcome(setting, one), ownLook(one)];
    return findingOf({ pattern: 'device-farm', one, group, prior: PRIOR, reasons }) ?? [];
  });
}

function groupReasons(setting: Setting, near: readonly Case[], name: string): Reason[] {
  const { usual } = setting;
  const people = peopleOf(near);
  const odd = shareOf(near, ({ oddities }) => oddities > 0);
  const hurried = -above(
    near.map(({ formSeconds }) => log(formSeconds + 1)),
    usual.form,
  );
  const quiet = -above(
    near.map(({ calls }) => log(calls + 1)),
    usual.calls,
  );
  return [
    { what: 'burst-on-one-device', weight: clamp(0.35 * (people - 3), 3), cases: near, with: [name] },
    {
      what: odd > 0.25 ? 'altered-devices' : 'plain-devices',
      weight: shareWeight(odd, [0.55, 0.12], Math.min(4, people / 2)),
      cases: near,
    },
    { what: hurried > 0.7 ? 'hurried-forms' : 'unhurried-forms', weight: clamp(2 * (hurried - 0.8), 3), cases: near },
    { what: quiet > 0.7 ? 'quiet-numbers' : 'lively-numbers', weight: clamp(1.2 * (quiet - 0.8), 3), cases: near },
    outcomeReason(setting, near),
  ];
}

function ownLook(one: Case): Reason {
  return {
    what: one.oddities > 0 ? 'altered-device' : 'plain-device',
    weight: one.oddities > 0 ? 0.8 : -0.3,
    cases: [one],
  };
}
