/** Numbers in words: bokmål, nynorsk, new and old order («tjuefem», «femogtyve»), written open or closed. */
import { bare, tidy } from './normalise.ts'

// biome-ignore format: a table by value
const units: readonly (readonly string[])[] = [
  [], ['en', 'ein', 'ett', 'eitt', 'ei'], ['to'], ['tre'], ['fire'], ['fem'], ['seks'], ['sju', 'syv'], ['åtte'], ['ni'],
]
// biome-ignore format: a table by value
const teens = ['ti', 'elleve', 'tolv', 'tretten', 'fjorten', 'femten', 'seksten', 'sytten', 'atten', 'nitten']
// biome-ignore format: a table by value
const tens: readonly (readonly string[])[] = [
  ['tjue', 'tyve'], ['tretti', 'tredve'], ['førti', 'førr'], ['femti'], ['seksti'], ['sytti'], ['åtti'], ['nitti'],
]

function underHundredTable(): Map<string, number> {
  const table = new Map<string, number>()
  units.forEach((forms, value) => {
    for (const form of forms) table.set(bare(form), value)
  })
  teens.forEach((form, offset) => {
    table.set(bare(form), 10 + offset)
  })
  tens.forEach((forms, offset) => {
    for (const ten of forms) addTens(table, ten, 20 + 10 * offset)
  })
  return table
}

function addTens(table: Map<string, number>, ten: string, value: number): void {
  table.set(bare(ten), value)
  units.forEach((forms, unit) => {
    for (const form of forms) {
      table.set(bare(ten) + bare(form), value + unit)
      table.set(`${bare(form)}og${bare(ten)}`, value + unit)
    }
  })
}
const underHundred = underHundredTable()

const scales: readonly (readonly [RegExp, number])[] = [
  [/milliard(?:er|ar)?|mrd/, 1e9],
  [/million(?:er|ar)?|mill/, 1e6],
  [/tusen/, 1e3],
  [/hundre/, 1e2],
]
/** «et hundre» is a number, «et» alone is not. */
const articles = new Set(['', 'et', 'eit'])

/** Reads closed letters: the part before the largest scale word times the scale, plus the part after it. */
function readClosed(letters: string): number | undefined {
  for (const [word, scale] of scales) {
    const match = word.exec(letters)
    if (match === null) continue
    const left = letters.slice(0, match.index)
    const right = letters.slice(match.index + match[0].length).replace(/^og/, '')
    const times = articles.has(left) ? 1 : readClosed(left)
    const rest = right === '' ? 0 : readClosed(right)
    if (times === undefined || rest === undefined || times === 0 || rest >= scale) return undefined
    return times * scale + rest
  }
  return underHundred.get(letters)
}

const half = /(?:^| )og (?:en|ein|ei|ett|eitt|et|eit)? ?(?:halv|halvt)$/

/** The value of a number written in words only, «halvannen» and «to og en halv» included; undefined if it is not one. */
export function readNumeral(text: string): number | undefined {
  const spaced = bare(tidy(text)).replace(/[-.]/g, ' ').replace(/ +/g, ' ').trim()
  if (spaced === 'null') return 0
  if (/^halvann(?:en|an|a|et)$/.test(spaced)) return 1.5
  if (/^(?:tre ?kvart|trekvart)$/.test(spaced)) return 0.75
  const comma = spaced.split(' komma ')
  if (comma.length === 2) return withDecimals(comma[0] ?? '', comma[1] ?? '')
  if (/^(?:(?:en|ein|ei|et|eit|ett) )?(?:halv|halvt)$/.test(spaced)) return 0.5
  if (half.test(spaced)) {
    const before = spaced.replace(half, '')
    const whole = before === 'et' || before === 'eit' ? 1 : readNumeral(before)
    return whole === undefined ? undefined : whole + 0.5
  }
  // «seks ti» in two words is six and ten, not sixty.
  if (!/^[a-z ]{1,120}$/.test(spaced) || /(?<! og) ti(?:$| )/.test(spaced)) return undefined
  return readClosed(spaced.replaceAll(' ', ''))
}

/** «tolv komma fem»: one figure after the comma, which is how it is said. */
function withDecimals(whole: string, decimal: string): number | undefined {
  const [before, after] = [/^\d+$/.test(whole) ? Number(whole) : readNumeral(whole), readNumeral(decimal)]
  if (before === undefined || after === undefined || after > 9 || !Number.isInteger(after)) return undefined
  return before + after / 10
}

// biome-ignore format: a table by value
const ordinals: readonly (readonly string[])[] = [
  ['første', 'fyrste'], ['andre', 'annen'], ['tredje'], ['fjerde'], ['femte'], ['sjette'], ['sjuende', 'syvende', 'sjuande'], ['åttende', 'åttande'],
  ['niende', 'niande'], ['tiende', 'tiande'], ['ellevte'], ['tolvte'], ['trettende', 'trettande'], ['fjortende', 'fjortande'], ['femtende', 'femtande'],
  ['sekstende', 'sekstande'], ['syttende', 'syttande'], ['attende', 'attande'], ['nittende', 'nittande'], ['tjuende', 'tyvende', 'tjuande'],
  ...['første', 'andre', 'tredje', 'fjerde', 'femte', 'sjette', 'sjuende', 'åttende', 'niende'].map((o) => [`tjue${o}`]),
  ['trettiende', 'trettiande'], ['trettiførste', 'trettifyrste'],
]
const ordinalValues = new Map(ordinals.flatMap((forms, i) => forms.map((form) => [bare(form), i + 1] as const)))

/** «tredje» is 3; 1 to 31, undefined otherwise. */
export function readOrdinal(text: string): number | undefined {
  return ordinalValues.get(bare(tidy(text)))
}
