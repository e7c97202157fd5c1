/** Writes content/schema/stages.schema.json from the schema that reads stage files. Run it after changing that schema. */
import { writeFile } from 'node:fs/promises';
import { stageFileJsonSchema } from '../src/domain/stage-file-schema.ts';

const target = new URL('../content/schema/stages.schema.json', import.meta.url);
await writeFile(target, `${JSON.stringify(stageFileJsonSchema(), null, 2)}\n`);
