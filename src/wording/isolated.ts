/** A person's own words among ours: their marks of direction must not turn what stands around them. */

/** Signs that set a direction, and letters that are written from right to left. */
const turning = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]|[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/u
const FIRST_STRONG = '\u2068'
const END = '\u2069'

/** The words between FSI and PDI (Unicode annex 9), where they hold anything that could turn others; else as they are. */
export const isolated = (text: string): string => (turning.test(text) ? `${FIRST_STRONG}${closed(text)}${END}` : text)

/** A text in which every isolate that is begun is ended, and no other; embeddings end with the isolate around them. */
export const closed = (text: string): string => {
  let open = 0
  let kept = ''
  for (const sign of text) {
    if (sign >= '\u2066' && sign <= FIRST_STRONG) open++
    if (sign === END && open-- === 0) open = 0
    else kept += sign
  }
  return kept + END.repeat(open)
}
