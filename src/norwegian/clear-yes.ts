/** A yes that may send in or delete: nothing less than «ja» will do, and nothing may be asked with it. */
import { phrase } from './normalise.ts'

const yes = /^(?:ja|jo|jau|jada|javisst|japp|jepp|yes)(?: |$)/u
// biome-ignore format: words after a «ja» that take nothing back: «ja takk», «ja, slett», «ja, det vil jeg»
const agreeing = new Set([
  'ja', 'jo', 'jau', 'takk', 'da', 'då', 'gjerne', 'visst', 'det', 'dei', 'dem', 'dette', 'vil', 'jeg', 'eg', 'vi', 'me', 'er', 'sikker', 'stemmer',
  'slett', 'slette', 'send', 'sende', 'inn', 'lever', 'alt', 'alle', 'svar', 'svara', 'svarene', 'mine', 'våre', 'gjør', 'gjer', 'nå', 'no',
])

/** Whether the whole text is a clear yes. «ok», «greit», «ja?» and «ja, men …» are none. */
export const isClearYes = (text: string): boolean => {
  const said = phrase(text)
  return (
    !text.includes('?') && yes.test(said) && said.split(' ').every((word) => agreeing.has(word.replace(/[:;]/gu, '')))
  )
}
