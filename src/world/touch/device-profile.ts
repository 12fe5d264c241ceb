import { exp } from '#base';
import type { Country } from '../country.ts';
import type { Evidence } from '../evidence.ts';
import { accountOf, deviceOf } from '../identifiers.ts';
import { at, bits, purpose } from '../random.ts';
import { MINUTE, type Visit } from '../visit.ts';

const screens = ['720x1600', '1080x2340', '1080x2400', '1440x3200'];
const iphoneScreens = ['828x1792', '1170x2532', '750x1334'];
const gpus = ['Adreno 610', 'Adreno 640', 'Adreno 660', 'Mali-G57', 'Mali-G77'];
const carriers = ['China Mobile', 'China Unicom', 'China Telecom'];
/** Every so many applications the app reads the components again. */
const SHARE = 0.35;

/** The raw components: those of the device are its own and stay, the state goes by what the session shows, and chance. */
export function writeDeviceProfile(country: Country, visit: Visit, evidence: Evidence): void {
  const { people, seed } = country;
  const { person, number, book } = visit;
  const rng = country.rng.fork('components', number);
  if (!rng.chance(SHARE)) return;
  const device = deviceOf(country, person);
  book.write({
    kind: 'device.profiled',
    aside: true,
    at: visit.at - 11 * MINUTE,
    source: 'app',
    identifiers: [
      { kind: 'device', value: device },
      { kind: 'account', value: accountOf(country, person) },
    ],
    data: {
      ...componentsOf(country, device, at(people.android, person) === 1 || evidence.emulator),
      storageFreeMb: Math.round(20_000 * exp(0.8 * rng.normal())),
      uptimeH: Math.round(60 * rng.exponential()),
      batteryCycles: rng.poisson(180),
      clockOffsetS: rng.chance(evidence.emulator ? 0.2 : 0.02) ? 400 + rng.below(40_000) : Math.round(4 * rng.normal()),
      sensorNoise: Math.round(1000 * (evidence.charging ? 0.03 : 0.4) * exp(0.9 * rng.normal())) / 1000,
      carrier: carriers[bits(seed, purpose.network, at(people.serial, person), 7) % 3],
      simSlots: evidence.emulator ? 0 : 1 + (rng.chance(0.7) ? 1 : 0),
      language: evidence.foreignTimezone && rng.chance(0.5) ? 'en-US' : 'zh-CN',
      developerMode: rng.chance(evidence.rooted ? 0.5 : 0.03),
      vpn: evidence.proxy,
      hooked: evidence.rooted && rng.chance(0.3),
      clonedApp: rng.chance(0.02),
    },
  });
}

function componentsOf(country: Country, device: string, android: boolean): Record<string, string | number> {
  const rng = country.rng.fork('hardware', device);
  const pickOf = (list: readonly string[]): string => list[rng.below(list.length)] ?? '';
  return {
    screen: pickOf(android ? screens : iphoneScreens),
    gpu: android ? pickOf(gpus) : 'Apple GPU',
    fonts: `f${rng.below(android ? 60 : 8)}`,
    cpuCores: android ? 8 : 6,
    memoryMb: (android ? [4096, 6144, 8192, 12_288] : [4096, 6144])[rng.below(android ? 4 : 2)] ?? 4096,
  };
}
