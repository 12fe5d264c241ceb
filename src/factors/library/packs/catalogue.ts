import { TallyError } from '#base';
import { nearestName } from '#table';
import type { FactorDefinition } from '../../definition.ts';
import { applicationPack } from '../../packs/application.ts';
import { contactsPack } from '../../packs/contacts.ts';
import { cultivatedPack } from '../../packs/cultivated.ts';
import { devicePack } from '../../packs/device.ts';
import { multiLenderPack } from '../../packs/multi-lender.ts';
import { repaymentPack } from '../../packs/repayment.ts';
import { velocityPack } from '../../packs/velocity.ts';
import { villagePack } from '../../packs/village.ts';
import type { LibraryFactor } from '../definition/definition.ts';
import { fromStandard } from './from-standard.ts';

/** Live packs by name. */
const live: Readonly<Record<string, readonly FactorDefinition[]>> = {
  application: applicationPack,
  velocity: velocityPack,
  device: devicePack,
  contacts: contactsPack,
  'multi-lender': multiLenderPack,
  repayment: repaymentPack,
  village: villagePack,
  cultivated: cultivatedPack,
};

/** A factor that can be looked up by name. */
export interface CatalogueEntry {
  readonly name: string;
  readonly pack: string;
  readonly description: { readonly en: string; readonly zh: string };
  readonly purposes: readonly string[];
  readonly consent?: string | undefined;
  /** The live definition. */
  readonly live: FactorDefinition;
  /** The same over files; left out, with the reason, where it has none. */
  readonly files?: LibraryFactor;
  readonly notInFiles?: string;
}

/** Names of the packs. */
export const packNames: readonly string[] = Object.keys(live);

/**
 * The factors of a pack, or of all.
 *
 * @throws TallyError `FACTORS_PACK_UNKNOWN`.
 */
export function catalogueEntries(pack?: string): CatalogueEntry[] {
  if (pack !== undefined && live[pack] === undefined && pack !== 'standard') {
    const near = nearestName(pack, packNames);
    throw new TallyError('FACTORS_PACK_UNKNOWN', `there is no pack "${pack}"`, {
      hint: near === undefined ? `packs are standard, ${packNames.join(', ')}` : `did you mean "${near}"?`,
      status: 404,
    });
  }
  const wanted = pack === undefined || pack === 'standard' ? packNames : [pack];
  const known = new Set<string>();
  return wanted.flatMap((name) => (live[name] ?? []).map((definition) => entryOf(name, definition, known)));
}

function entryOf(pack: string, definition: FactorDefinition, known: Set<string>): CatalogueEntry {
  const { name, description, purposes, consent } = definition;
  const files = fromStandard(definition);
  const stands =
    typeof files !== 'string' &&
    (files.kind === 'window' || files.of.every((of) => typeof of === 'number' || known.has(of)));
  if (stands) known.add(name);
  const about = { name, pack, description, purposes, consent, live: definition };
  if (typeof files === 'string') return { ...about, notInFiles: files };
  return stands ? { ...about, files } : { ...about, notInFiles: 'stands on a factor that files do not have' };
}
