/** What leaves a closed question open in so many words: somebody else is to be asked, or the answer comes later. */

import type { Said } from './said.ts'
import type { Topic } from './topics.ts'

/** Words; more is a story. */
const longest = 18

/** «Spør rektor», «ring HR», «høyr med leiaren for vaksenopplæringa». */
const refersOn =
  /^\W*(?:(?:ja|nei|da|då|der|det|her|dere|de|du) (?:må|får|kan|bør|lyt) (?:dere |de |du |dykk )?)?(?:spør|spørr|spørre|spørje|ring|ringe|kontakt|kontakte|(?:hør|høyr|snakk|sjekk|prat) med) (?!(?:meg|mæ|oss|igjen|att|om|etter|på|du|dere)(?!\p{L}))\p{L}+(?: \p{L}+){0,5}[\s.!]*$/iu

/** «Spør meg senere», «kommer tilbake til den», «tek den seinare». */
const comesLater =
  /(?<!\p{L})(?:spør|spørr) (?:meg|mæ|oss|heller) (?:\p{L}+ ){0,2}(?:senere|seinare|siden|sidan|etterpå|igjen|att|i morgen|i morgon|i mårra)(?!\p{L})|(?<!\p{L})(?:kommer|kjem|kjæm|kem) (?:eg |jeg |æ |vi |me )?(?:heller )?(?:tilbake|attende)(?! (?:fra|frå|som|i)(?!\p{L}))(?!\p{L})/iu

const answers = /^\P{L}*(?:ja|jo|jau|jada|joda|nei|neida)(?!\p{L})|\d|\?/iu

/** What a text that leaves the question open tells of why; undefined: it does not, or an answer stands in it too. */
export const putAside = (said: Said): Topic | undefined => {
  if (said.tokens.length > longest || answers.test(said.text)) return undefined
  if (refersOn.test(said.text)) return 'someone_else'
  return comesLater.test(said.text) ? 'check_first' : undefined
}
