/** Whether what is told after a yes or no speaks of nothing but what was asked: «ja, vi har en avtale siden 2015». */
import type { Asked } from '../questionnaire/schema.ts'
import type { Candidate } from './candidates.ts'
import { choiceWords } from './choice-words.ts'
import { isFormOf, matchInFull } from './match.ts'
import { withoutSoFar } from './so-far.ts'
import { stanceOf, stanceWithTail } from './yes-no.ts'

// biome-ignore format: words, as `choiceWords` writes them, that tell of nothing else: who, since when, how much, and that it is so
const plain = new Set([
  'ja', 'jo', 'det', 'den', 'dette', 'disse', 'som', 'at', 'a', 'og', 'i', 'pa', 'av', 'til', 'fra', 'med', 'for', 'hos', 'om', 'en', 'et', 'ei', '1', 'vi', 'oss', 'var', 'vart', 'vare', 'jeg', 'kommunen', 'kommuna', 'bydelen', 'her',
  'har', 'er', 'gjor', 'finnes', 'finst', 'stemmer', 'siden', 'sidan', 'sia', 'lenge', 'lang', 'tid', 'alltid', 'fortsatt', 'fremdeles', 'framleis', 'na', 'no', 'ar', 'ara', 'arene', 'dag', 'hvert', 'hver', 'fast',
  'absolutt', 'helt', 'klart', 'heilt', 'definitivt', 'visst', 'selvfolgelig', 'selvsagt', 'sjolvsagt', 'så', 'sa', 'takk', 'da', 'stor', 'stort', 'store', 'hoy', 'hog', 'grad', 'svart', 'veldig', 'mye', 'mykje', 'masse', 'mange', 'flere', 'alle', 'hele',
  'kjempestore', 'kjempemye', 'faktisk', 'jo', 'nok', 'ogsa', 'dessverre', 'diverre', 'heldigvis', 'bade', 'skriftlig', 'skriftleg', 'skriftlige', 'vedtatt', 'vedteken',
  'nei', 'ikke', 'ingen', 'inga', 'aldri', 'noen', 'noe', 'slik', 'slike', 'slikt', 'enna', 'enda', 'enno', 'forelopig', 'forebels', 'hittil', 'langt', 'per', 'pr', 'pt', 'dags', 'dato', 'tiden', 'tida', 'oyeblikket', 'augneblinken', 'egen', 'eget', 'eige', 'eiga',
])
const negations = new Set(['ikke', 'ingen', 'inga', 'aldri', 'uten'])
/** Somebody else, also where the question speaks of them: «ja, det gjør andre kommuner». */
const others = new Set(['annet', 'annen', 'nabokommunen', 'naboen'])

/** «Ja, vi mangler avtale», «nei, den er ikke utløpt»: a yes or no to something else than was asked. */
export function goesOnOtherwise(
  core: string,
  candidates: readonly Candidate[],
  question: Asked,
  year: number,
): boolean {
  const said = stanceWithTail(core)
  if (said?.sure !== true || stanceOf(core) !== undefined || echoes(said.tail, question, year)) return false
  return matchInFull(choiceWords(core), candidates).type !== 'one'
}

/** A no to «stemmer det?» or to «fortsatt?»; beside a question it may be about the question. */
export const disputes =
  /^(?:(?:nei )?(?:det (?:er |var )?)?(?:feil|stemmer ikk?j?e|ikk?j?e (?:riktig|rett))|(?:det er )?ikk?j?e (?:na |no )?lenger)$/

/** Other words than those of the question and those that tell of nothing else make a yes or no unsure; so do two negations, and a year to come. */
const echoes = (tail: string, question: Asked, year: number): boolean => {
  const asked = wordsOf(question)
  const told = choiceWords(withoutSoFar(tail))
  if (told.some((word) => others.has(word))) return false
  if (told.filter((word) => negations.has(word)).length > 1) return false
  if (told.some((word) => /^20\d\d$/.test(word) && Number(word) > year)) return false
  return told.every((word) => plain.has(word) || /^\d+$/.test(word) || asked.some((other) => speaksOf(word, other)))
}

/** «Avtale» speaks of «samarbeidsavtale». */
const speaksOf = (word: string, other: string): boolean =>
  isFormOf(word, other) || (word.length >= 4 && other.endsWith(word))

/** Questions stay the same from reply to reply. */
const known = new WeakMap<Asked, readonly string[]>()

const wordsOf = (question: Asked): readonly string[] => {
  const found = known.get(question) ?? choiceWords(`${question.text.nb} ${question.text.nn}`)
  known.set(question, found)
  return found
}
