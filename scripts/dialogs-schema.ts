/** Writes dialogs/questionnaire.schema.json; run after a change of src/questionnaire/schema.ts or condition.ts. */
import { writeFile } from 'node:fs/promises'
import { questionnaireJsonSchema } from '../src/questionnaire/schema.ts'

await writeFile(new URL('../dialogs/questionnaire.schema.json', import.meta.url), questionnaireJsonSchema())
