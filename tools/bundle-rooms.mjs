// Makes one file of each room's door and everything behind it: a start opens some 200 files instead of 1,200, which is half of
// its time. The files themselves stay for workers, which are started by name beside the file that starts them.
import { existsSync, readdirSync } from 'node:fs';
import { isAbsolute, join, relative, sep } from 'node:path';
import { rolldown } from 'rolldown';

/** Bundles the rooms of a built folder in place. */
export async function bundleRooms(dist) {
  const rooms = readdirSync(dist).filter((room) => room !== 'cli' && existsSync(join(dist, room, 'index.js')));
  await Promise.all(rooms.map((room) => bundleRoom(join(dist, room))));
}

async function bundleRoom(folder) {
  const bundle = await rolldown({
    input: join(folder, 'index.js'),
    platform: 'node',
    treeshake: false,
    external: (id) => !id.startsWith('.') && !isAbsolute(id),
    plugins: [ownAddress(folder)],
  });
  await bundle.write({ dir: folder, format: 'esm', entryFileNames: 'index.js', chunkFileNames: 'part-[hash].js' });
  await bundle.close();
}

/** A file goes on finding what lies beside it: its address is told from where the bundle is. */
function ownAddress(folder) {
  return {
    name: 'own-address',
    transform(code, id) {
      if (!code.includes('import.meta.url')) return null;
      const path = `./${relative(folder, id).split(sep).join('/')}`;
      return code.replaceAll('import.meta.url', `new URL(${JSON.stringify(path)}, import.meta.url).href`);
    },
  };
}
