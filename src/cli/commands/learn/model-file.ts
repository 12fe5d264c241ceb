import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { TallyError, z } from '#base';
import { loadModel, type Model } from '#learn';

/** What a model file says besides the model: the values of a binary target. */
export interface ModelFile {
  readonly model: Model;
  readonly labels: { readonly positive: string; readonly negative: string } | undefined;
}

const labelsSchema = z.object({ labels: z.object({ positive: z.string(), negative: z.string() }).optional() });

/**
 * Reads a model file.
 *
 * @throws TallyError `CLI_MODEL_FILE` when it cannot be read or is no JSON, `LEARN_MODEL_INVALID` when it is no model.
 */
export async function readModel(path: string): Promise<ModelFile> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new TallyError('CLI_MODEL_FILE', `the model file "${path}" cannot be read`, {
      hint: 'check the path',
      cause,
    });
  });
  try {
    const document: unknown = JSON.parse(text);
    const model = loadModel(document);
    const { data } = labelsSchema.safeParse(document);
    return { model, labels: data?.labels };
  } catch (cause) {
    if (cause instanceof TallyError) throw cause;
    throw new TallyError('CLI_MODEL_FILE', `"${path}" is not JSON`, {
      hint: 'use a file written by "tally learn train" or "tally learn import"',
      cause,
    });
  }
}

/** Writes a model file; `CLI_OUT_FILE` when it cannot. */
export async function writeModel(path: string, model: Model, labels: ModelFile['labels']): Promise<void> {
  await writeText(path, `${JSON.stringify({ ...model.save(), ...(labels === undefined ? {} : { labels }) })}\n`);
}

/** Makes a folder for results; `CLI_OUT_FILE` when it cannot. */
export async function makeFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true }).catch((cause: unknown) => {
    throw new TallyError('CLI_OUT_FILE', `"${path}" cannot be made`, {
      hint: 'name a folder that may be written',
      cause,
    });
  });
}

/** Writes a text file; `CLI_OUT_FILE` when it cannot. */
export async function writeText(path: string, text: string): Promise<void> {
  await writeFile(path, text).catch((cause: unknown) => {
    throw new TallyError('CLI_OUT_FILE', `"${path}" cannot be written`, {
      hint: 'check that the folder exists and has room',
      cause,
    });
  });
}
