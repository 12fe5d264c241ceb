import { TallyError, parse, type z } from '#base';
import { nearestName } from '#table';
import { tapeMappingSchema, type TapeMapping, type TapeMappingInput } from '../mapping.ts';
import { germanMapping } from './german.ts';
import { gmscMapping } from './gmsc.ts';
import { lendingClub2016Mapping } from './lending-club-2016.ts';
import { lendingClub2018Mapping } from './lending-club-2018.ts';
import { sbaMapping } from './sba.ts';
import { taiwanMapping } from './taiwan.ts';

/** Mappings of well-known public tapes; of a preset's mappings the first whose columns a file has is taken. */
const PRESETS: Readonly<Record<string, readonly TapeMappingInput[]>> = {
  'lending-club': [lendingClub2016Mapping, lendingClub2018Mapping],
  sba: [sbaMapping],
  taiwan: [taiwanMapping],
  gmsc: [gmscMapping],
  german: [germanMapping],
};

export const tapePresets: readonly string[] = Object.keys(PRESETS);

/** @throws TallyError `LEND_TAPE_PRESET` that lists the presets. */
export function tapePreset(name: string): readonly TapeMapping[] {
  const found = PRESETS[name];
  if (found !== undefined) return found.map((mapping) => parseTapeMapping(mapping));
  const nearest = nearestName(name, tapePresets);
  throw new TallyError('LEND_TAPE_PRESET', `there is no preset "${name}"; there are ${tapePresets.join(', ')}`, {
    hint: nearest === undefined ? 'choose one of them, or give a mapping with --map' : `did you mean "${nearest}"?`,
    data: { presets: tapePresets },
  });
}

/** @throws TallyError `LEND_TAPE_MAPPING` with every issue and its path. */
export function parseTapeMapping(input: unknown): TapeMapping {
  return parse(tapeMappingSchema as z.ZodType<TapeMapping>, input, { what: 'mapping', code: 'LEND_TAPE_MAPPING' });
}
