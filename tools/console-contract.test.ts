import { describe, expect, it } from 'vitest';
import { endpoints } from '../console/src/api/contract.ts';
import { dictionary } from '../console/src/words/dictionary.ts';
import { apiRoutes } from '../src/server/api/index.ts';

describe('the console', () => {
  it('calls only routes that the server has', () => {
    const routes = new Set(apiRoutes.map(({ method, path }) => `${method} ${path}`));
    const unknown = Object.values(endpoints).filter(({ method, path }) => !routes.has(`${method} ${path}`));
    expect(unknown).toEqual([]);
  });

  it('says everything in two languages with the same places to fill', () => {
    const places = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).toSorted();
    const broken = Object.entries<readonly [string, string]>(dictionary).filter(
      ([, [en, zh]]) => en === '' || zh === '' || places(en).join() !== places(zh).join(),
    );
    expect(broken).toEqual([]);
  });
});
