/** «Nei», «nei, ingenting», «ikkje som eg kjem på»: where something may be added, nothing is. */

import type { Hearing } from './meaning.ts'
import type { Said } from './said.ts'
import { isOf } from './words.ts'

const little =
  '(?:ingenting|ingen ting|inkje|(?:ikke|ikkje) (?:no|noe|noko)|ingen(?: flere| fleire)?|(?:ikke|ikkje)(?: noe| noko)? som (?:jeg|eg|vi|me) (?:kommer|kjem) pa)'
const more =
  '(?: (?:spesielt|mer|meir|na|no|a (?:legge til|melde|tilfoye|si|seie)|merknad(?:er|ar)?|kommentar(?:er|ar)?))*'
const nothing = new RegExp(
  `^(?:(?:nei|neida|nei da|nope|niks)(?: takk)?(?: ${little}${more})?|${little}${more}|ingen merknad(?:er|ar)?|inga merknad)$`,
)

/** «Er det noe mer …?», «Hva savner dere, hvis dere savner noe?» */
const asksWhetherAnything = (text: string): boolean =>
  isOf('inverting', text.split(' ')[0]?.toLowerCase() ?? '') || /, (?:hvis|om) /.test(text)

/** Only at an optional text that asks whether there is something: to «hva savner dere?» «ingenting» is an answer. */
export const saysNothing = (said: Said, { question }: Hearing): boolean =>
  question?.kind === 'long_text' &&
  !question.required &&
  asksWhetherAnything(question.text.nb) &&
  nothing.test(said.bare)
