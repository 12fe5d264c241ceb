import { describe, expect, it } from 'vitest';
import { canonicalJson } from '#base';
import { aggregateOf } from '../aggregates/index.ts';
import { baseCatalogue } from './base-catalogue.ts';
import {
  catalogueCounts,
  drawNames,
  libraryBaseNames,
  libraryDefinitions,
  libraryDerivedNames,
  libraryEntry,
} from './catalogue.ts';
import { families } from './derived/families.ts';

describe('the catalogue of the library', () => {
  it('holds four hundred ideas, four thousand base factors and a hundred thousand derived ones', () => {
    const { ideas, base, derived } = catalogueCounts();
    expect(ideas).toBeGreaterThanOrEqual(400);
    expect(base).toBeGreaterThanOrEqual(4000);
    expect(derived).toBeGreaterThanOrEqual(100_000);
  });

  it('gives every name once', () => {
    const base = libraryBaseNames();
    expect(new Set(base).size).toBe(base.length);
    const derived = new Set(libraryDerivedNames());
    expect(derived.size).toBe(catalogueCounts().derived);
  });

  it('has no two ideas that measure the same', () => {
    const seen = new Map<string, string>();
    for (const { pack, idea } of baseCatalogue().factors) {
      const { entity, source, value, second, where } = idea;
      const what = canonicalJson([entity, source, value ?? 0, second ?? 0, where ?? 0]);
      const name = `${pack.name}.${idea.name}`;
      expect(seen.get(what) ?? name, what).toBe(name);
      seen.set(what, name);
    }
  });

  it('knows every aggregate it names, and describes each factor in both languages', () => {
    for (const { definition } of baseCatalogue().factors) {
      expect(aggregateOf(definition.aggregate), definition.name).toBeDefined();
      expect(definition.description.en).not.toMatch(/[@#]/);
      expect(definition.description.zh).not.toMatch(/[@#]/);
    }
  });

  it('makes the definition of any name with its operands before it', () => {
    for (const { size, nameAt } of families().filter(({ size }) => size > 0)) {
      const name = nameAt(size - 1);
      const entry = libraryEntry(name);
      expect(entry?.description.en, name).toBeTruthy();
      expect(entry?.description.en).not.toMatch(/[@#]/);
      const definitions = libraryDefinitions([name]);
      const known = new Set<string | number>();
      for (const definition of definitions) {
        for (const of of definition.kind === 'computed' ? definition.of : []) {
          expect(typeof of === 'number' || known.has(of), `${name}: ${of}`).toBe(true);
        }
        known.add(definition.name);
      }
      expect(definitions.at(-1)?.name).toBe(name);
    }
  });

  it('draws different names by seed, base and derived', () => {
    const names = drawNames(200, { seed: 5 });
    expect(new Set(names).size).toBe(200);
    expect(drawNames(200, { seed: 5 })).toEqual(names);
    expect(drawNames(200, { seed: 6 })).not.toEqual(names);
    expect(names.filter((name) => !name.includes(':')).length).toBeGreaterThan(60);
  });

  it('refuses a name that the grammar has not, with the nearest one', () => {
    expect(libraryEntry('ratio:nothing:here')).toBeUndefined();
    expect(() => libraryDefinitions(['bank.salary_in.sum_91d'])).toThrow(/no factor/);
  });
});
