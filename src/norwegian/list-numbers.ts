/** Numbers that point at things in a list: «3», «nr. 2», «1, 3 og 5», «2-4», «en og tre», «første». */
import { bare, tidy } from './normalise.ts'
import { readNumeral, readOrdinal } from './numerals.ts'

const pointing = new Set([
  'nr',
  'nummer',
  'alternativ',
  'alternativet',
  'alternativene',
  'alternativa',
  'svaralternativ',
  'svar',
  'valg',
  'val',
  'punkt',
  'rad',
  'rader',
  'radene',
  'omrade',
  'omradet',
  'omrader',
  'omradene',
  'omrada',
  'linje',
  'den',
  'det',
  'de',
  'dei',
])
const joining = new Set(['og', 'samt', 'pluss', 'eller', 'bade'])
/** «tre første» counts from the top, and names no number 3. */
const isFirst = /^(?:forste|fyrste)$/
/** More than any list has; a longer text is something else. */
const longest = 300

/** The numbers that the whole text consists of, in the order typed, ranges spelled out; undefined if anything else stands in it. */
export function listNumbers(text: string): number[] | undefined {
  if (text.length > longest || /^(?:andre|annen|annet|anna|annan)[.! ]*$/i.test(text.trim())) return undefined
  const spaced = bare(tidy(text))
    .replace(/(\d) ?(?:-|til og med|t\.?o\.?m\.?|til) ?(?=\d)/g, '$1-')
    .replace(/^fra (?=\d)/, '')
    .replace(/[.,;&+/)(#:]+/g, ' ')
    .trim()
  const numbers: number[] = []
  for (const token of spaced.split(/ +/)) {
    if (pointing.has(token) || joining.has(token)) continue
    const some = numbersOf(token)
    if (some === undefined || (isFirst.test(token) && numbers.length > 0)) return undefined
    numbers.push(...some)
  }
  return numbers.length === 0 ? undefined : numbers
}

function numbersOf(token: string): number[] | undefined {
  if (/^\d{1,3}$/.test(token)) return [Number(token)]
  const range = /^(\d{1,2})-(\d{1,2})$/.exec(token)
  if (range !== null) {
    const low = Number(range[1])
    const high = Number(range[2])
    return low < high ? Array.from({ length: high - low + 1 }, (_, i) => low + i) : undefined
  }
  const word = readNumeral(token) ?? readOrdinal(token)
  return word === undefined || !Number.isInteger(word) ? undefined : [word]
}
