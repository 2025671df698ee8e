/** Figures in a matrix answer that are numbers of the scale: «2 på alle», «1:2, 2:4», «2 2 1». */
import type { Candidate } from './candidates.ts'
import { ask, toConfirm } from './contents.ts'
import { matchCandidate } from './match.ts'
import { bare, tidy } from './normalise.ts'
import type { Content } from './types.ts'

/** «2 på alle», «alle: 2», «3 for resten»: beside a group of rows a figure is a number of the scale. */
export function numberForAll(core: string, scale: readonly Candidate[]): string {
  const group = '(?:alle|alt|samtlige|samtlege|resten|de andre|dei andre)'
  const text = bare(tidy(core))
  const first = new RegExp(`^(\\d{1,2})(?= (?:pa|for) ${group}(?: |,|$))`).exec(text)
  const after = new RegExp(`^(${group}) ?[:=]? ?(?:er |far )?(\\d{1,2})$`).exec(text)
  const choice = scale.find((c) => c.number === Number(first?.[1] ?? after?.[2]))
  if (choice === undefined) return core
  return first === null ? `${after?.[1]}: ${choice.plain[0]}` : `${choice.plain[0]}${text.slice(first[0].length)}`
}

const groups = /^(?:alle|alt|samtlige|samtlege|resten|de andre|dei andre)$/

/** «barn 1, vaksne 2», «1 på barn, 2 på vaksne»: beside a row that is named in words a figure is a number of the scale. */
export function numbersForRows(core: string, scale: readonly Candidate[], rows: readonly Candidate[]): string {
  const pieces = tidy(core).split(/(?<!\d) ?[,;] ?|(?<=\d) ?[,;] ?(?!\d)/)
  const rewritten = pieces.map((piece) => rowAndValue(piece, scale, rows))
  return rewritten.some((piece, i) => piece !== pieces[i]) ? rewritten.join(', ') : core
}

function rowAndValue(piece: string, scale: readonly Candidate[], rows: readonly Candidate[]): string {
  const after = /^(?:og )?([^\d]+?)(?: (?:er|får|fekk|fikk))? ?[:=-]? ?(?:nr\.? ?)?(\d{1,2})$/.exec(piece)
  const before = /^(?:og )?(\d{1,2}) (?:på|for|til) ([^\d]+)$/.exec(piece)
  const [row, figure] = after === null ? [before?.[2], before?.[1]] : [after[1], after[2]]
  const choice = scale.find((c) => c.number === Number(figure))
  if (row === undefined || choice === undefined) return piece
  const names = groups.test(row) || matchCandidate(row, rows).type === 'one'
  return names && matchCandidate(row, scale).type === 'none' ? `${row}: ${choice.plain[0]}` : piece
}

/** «1:2, 2:4» – row and scale number; «2 2 1» – the scale numbers of all rows in order, confirmed. */
export function pairsOfFigures(
  core: string,
  scale: readonly Candidate[],
  rows: readonly Candidate[],
): Content | undefined {
  const text = tidy(core).replace(/\b(?:rad|nr\.?|nummer) (?=\d)/g, '')
  const parts = text.split(/[,; ]+/).filter((p) => p !== '')
  const byScale = (n: number) => scale.find((c) => c.number === n)
  const pairs = text.match(/\d{1,2} ?[:=] ?\d{1,2}/g) ?? []
  const isPairs =
    pairs.length > 0 &&
    /^[\d:=,;. ]+$/.test(text) &&
    text.replace(/\d{1,2} ?[:=] ?\d{1,2}/g, '').replace(/[,;. ]/g, '') === ''
  if (isPairs)
    return ofFigures(
      pairs.map((p) => p.split(/[:=]/).map(Number)),
      scale,
      rows,
    )
  if (
    parts.length < 2 ||
    parts.length !== rows.length ||
    !parts.every((p) => /^\d{1,2}$/.test(p) && byScale(Number(p)) !== undefined)
  )
    return undefined
  return toConfirm(
    ofFigures(
      parts.map((p, i) => [i + 1, Number(p)]),
      scale,
      rows,
    ),
  )
}

function ofFigures(
  pairs: readonly (readonly number[])[],
  scale: readonly Candidate[],
  rows: readonly Candidate[],
): Content {
  const value: Record<string, string> = {}
  for (const [rowNumber, scaleNumber] of pairs) {
    const row = rows.find((r) => r.number === rowNumber)
    const choice = scale.find((c) => c.number === scaleNumber)
    if (row === undefined || choice === undefined)
      return ask({ code: row === undefined ? 'ambiguous_row' : 'unknown_choice' })
    if (value[row.id] !== undefined && value[row.id] !== choice.id) return ask({ code: 'several_given' })
    value[row.id] = choice.id
  }
  return { type: 'rows', value }
}

const changedRow = /^(?:(?:kan du|jeg vil|eg vil) )?(?:endre|endra|rette?|korrigere?) (?:på )?(rad \d{1,2}) til (?=\S)/i

/** «endre rad 3 til god» is «rad 3: god». */
export const asPair = (text: string): string => text.replace(changedRow, '$1: ')
