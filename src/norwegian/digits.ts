/** Numbers in figures, as Norwegians write them: decimal comma; thousands by space or, of old, by dot. */

/** `candidates`: the figures can be read in more than one way. */
export type Reading = { value: number; approximate?: true } | { candidates: number[] } | undefined

const scale = /^(.+?) ?(hundre|tusen|million(?:er|ar)?|mill|milliard(?:er|ar)?|mrd)\.?$/
const scaleOf: Record<string, number> = { h: 1e2, t: 1e3, mill: 1e6, mrd: 1e9 }

/**
 * Reads one number in figures. Expects `bare` text with units dropped.
 * `decimals`: how many digits the field takes after the comma; with any, «1.234» can be both 1234 and 1,234. So can
 * «12.000» and, in a field of less than three, «1,234» and «12,000». Of `candidates` the thousands stand first.
 */
export function readDigits(text: string, decimals: number): Reading {
  const scaled = scale.exec(text)
  if (scaled !== null) {
    const factor = readDigits(scaled[1] ?? '', 2)
    const word = scaled[2] ?? ''
    const times = word.startsWith('millia')
      ? 1e9
      : (scaleOf[word.startsWith('mill') ? 'mill' : word === 'mrd' ? 'mrd' : word.charAt(0)] ?? 1)
    return factor !== undefined && 'value' in factor ? { value: round(factor.value * times) } : undefined
  }
  const signed = /^(?:(-|minus ?)|\+|pluss )? ?(.+)$/.exec(text)
  const sign = signed?.[1] === undefined ? 1 : -1
  const reading = readUnsigned(signed?.[2] ?? '', decimals)
  if (reading === undefined) return undefined
  if ('value' in reading) return { value: reading.value === 0 ? 0 : sign * reading.value }
  return { candidates: reading.candidates.map((c) => sign * c) }
}

function readUnsigned(text: string, decimals: number): Reading {
  if (/^\d{1,15}$/.test(text)) return { value: Number(text) }
  if (/^[1-9]\d{0,2}(?: \d{3}){1,4}(?:,\d{1,6})?$/.test(text)) return { value: toNumber(text.replaceAll(' ', '')) }
  if (/^[1-9]\d{0,2}(?:\.\d{3}){1,4}(?:,\d{1,6})?$/.test(text)) return dotted(text, decimals)
  if (/^[1-9]\d{0,2}(?:,\d{3}){2,4}(?:\.\d{1,6})?$/.test(text)) return { value: Number(text.replaceAll(',', '')) }
  // A comma is no sign of thousands here, but it is where many programs come from.
  if (/^[1-9]\d{0,2},\d{3}$/.test(text) && decimals < 3) return either(text, ',')
  if (/^\d{0,15}[.,]\d{1,6}$/.test(text)) return { value: toNumber(text) }
  const mixed = /^(\d{1,6})? ?(?:½|(?<= |^)1\/2)$/.exec(text)
  if (mixed !== null) return { value: Number(mixed[1] ?? 0) + 0.5 }
  return undefined
}

function dotted(text: string, decimals: number): Reading {
  const once = !text.includes(',') && text.indexOf('.') === text.lastIndexOf('.')
  // «1.234» is no whole number but as a thousand; «12.000» is one both ways.
  return once && (decimals > 0 || text.endsWith('.000'))
    ? either(text, '.')
    : { value: toNumber(text.replaceAll('.', '')) }
}

const either = (text: string, sign: string): Reading => ({
  candidates: [toNumber(text.replace(sign, '')), toNumber(text)],
})

const toNumber = (text: string) => Number(text.replace(',', '.'))
/** Six decimals are the most a field takes; the product of two doubles may carry more. */
const round = (value: number) => Math.round(value * 1e6) / 1e6
