import { protocol, type PGlite } from '@electric-sql/pglite';
import type { Statement } from '../statement.ts';

const { serialize } = protocol;

/**
 * Runs statements that return no rows and tells how many rows they touched. Those with a name are parsed and planned
 * once: PGlite's own `query` does both every time, which costs more than writing a few rows.
 */
export function createExecutor(pg: PGlite): (statement: Statement) => Promise<number> {
  const prepared = new Set<string>();
  return async ({ name, sql, params }) => {
    if (name === undefined) return (await pg.query(sql, [...params])).affectedRows ?? 0;
    if (!prepared.has(name)) {
      await pg.execProtocol(Buffer.concat([serialize.parse({ name, text: sql }), serialize.sync()]));
      prepared.add(name);
    }
    const bound = serialize.bind({ statement: name, values: [...params] });
    const { messages } = await pg.execProtocol(Buffer.concat([bound, serialize.execute({}), serialize.sync()]), {
      syncToFs: false,
    });
    return Math.max(0, ...messages.map(rowsTouched));
  };
}

/** The tag of a finished command ends with its number of rows, such as `INSERT 0 12`. */
function rowsTouched(message: { readonly name: string }): number {
  if (message.name !== 'commandComplete' || !('text' in message)) return 0;
  return Number(String(message.text).split(' ').at(-1));
}
