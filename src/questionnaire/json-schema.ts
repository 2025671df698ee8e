/** The questionnaire's JSON Schema, for completion and hints while editing the YAML. */
import { z } from 'zod'
import { questionnaire } from './schema.ts'

/**
 * Draft 7, which the YAML extensions of editors read. What an editor writes, so defaults may be left out. Rules across
 * keys and questions are the checker's alone.
 */
export const questionnaireJsonSchema = (): string => {
  const schema = z.toJSONSchema(questionnaire, { io: 'input', target: 'draft-7', reused: 'ref' })
  return `${JSON.stringify({ title: 'Questionnaire of kommunedialog', ...schema }, null, 2)}\n`
}
