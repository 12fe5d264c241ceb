import { readdirSync } from 'node:fs';

/* npm run bench [-- NAME ...]: runs the benches one after the other, each against a peer or a plain reference. */

const known = readdirSync(new URL('.', import.meta.url))
  .filter((name) => name.endsWith('.ts') && name !== 'main.ts')
  .map((name) => name.slice(0, -3))
  .sort();
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`there is no bench ${unknown.join(', ')}; known: ${known.join(', ')}`);
  process.exit(1);
}
for (const name of asked.length > 0 ? asked : known) {
  console.log(`\n== ${name}`);
  await import(new URL(`./${name}.ts`, import.meta.url).href);
}
