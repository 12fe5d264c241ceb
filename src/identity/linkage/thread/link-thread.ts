import { fromWireError, spawnWorker, type WireError } from '#base';
import type { LinkTable } from '../columns/link-table.ts';
import type { PairList } from '../model/compare-pairs.ts';
import type { ComparedPart } from '../model/merge-compared.ts';
import type { LevelRates } from '../model/parameters.ts';

/** What a second thread is asked, one thing at a time. */
export type LinkRequest = { readonly kind: 'learn' } | { readonly kind: 'compare'; readonly pairs: PairList };

/** What it answers. */
export type LinkAnswer =
  | { readonly kind: 'learn'; readonly rates: readonly LevelRates[] }
  | { readonly kind: 'compare'; readonly part: ComparedPart }
  | { readonly kind: 'error'; readonly error: WireError };

/** A second thread that knows the table. */
export interface LinkThread {
  learn(): Promise<readonly LevelRates[]>;
  compare(pairs: PairList): Promise<ComparedPart>;
  close(): Promise<void>;
}

/** Starts the thread. Ids stay behind: nothing that is compared may depend on them. */
export function startLinkThread(table: LinkTable): LinkThread {
  const worker = spawnWorker(import.meta.url, 'link-worker', { workerData: { ...table, ids: [] } });
  const ask = (request: LinkRequest): Promise<LinkAnswer> =>
    new Promise((resolve, reject) => {
      worker.once('error', reject);
      worker.once('message', (answer: LinkAnswer) => {
        worker.off('error', reject);
        if (answer.kind === 'error') reject(fromWireError(answer.error));
        else resolve(answer);
      });
      worker.postMessage(request);
    });
  return {
    learn: async () => {
      const answer = await ask({ kind: 'learn' });
      return answer.kind === 'learn' ? answer.rates : [];
    },
    compare: async (pairs) => {
      const answer = await ask({ kind: 'compare', pairs });
      if (answer.kind !== 'compare') throw new TypeError('the thread answered another question');
      return answer.part;
    },
    close: async () => void (await worker.terminate()),
  };
}
