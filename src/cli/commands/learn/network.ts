import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { TallyError } from '#base';
import { onnxNetwork, type OnnxNetwork, type OnnxRuntime } from '#learn';

const RUNTIME = 'onnxruntime-node';

/**
 * Opens a network of the user's own with the runtime that he has installed.
 *
 * @throws TallyError `CLI_MODEL_FILE`, `CLI_ONNX_RUNTIME`.
 */
export async function openNetwork(path: string, features: readonly string[]): Promise<OnnxNetwork> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new TallyError('CLI_MODEL_FILE', `the model file "${path}" cannot be read`, {
      hint: 'check the path',
      cause,
    });
  });
  return await onnxNetwork(bytes, await findRuntime(), { features });
}

/** The runtime beside this program, or that of the folder in which the user works. */
async function findRuntime(): Promise<OnnxRuntime> {
  const here = createRequire(import.meta.url);
  const there = createRequire(pathToFileURL(join(process.cwd(), 'package.json')));
  for (const from of [here, there]) {
    try {
      return from(RUNTIME) as OnnxRuntime;
    } catch (cause) {
      if ((cause as { code?: unknown }).code !== 'MODULE_NOT_FOUND') throw cause;
    }
  }
  throw new TallyError('CLI_ONNX_RUNTIME', `${RUNTIME} is not installed, and a network needs it`, {
    hint: `npm install ${RUNTIME} --ignore-scripts; models of trees need none: tally learn import --from onnx`,
  });
}
