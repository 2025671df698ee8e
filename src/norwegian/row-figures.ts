/** Figures in a matrix answer: numbers of the scale, as the card has them («2 på alle», «1:2, 2:4», «2 2 1»), or marks. */

import { asks } from '../questionnaire/shape.ts'
import { type Candidate, matchCandidate } from './match.ts'
import { ask, type Content, type Hearing, toConfirm } from './meaning.ts'
import { bare, tidy } from './said.ts'

/** «Bosetting 6, tolk 3»: a figure beside a row by name that no value has is a mark of another scale, and no number of a row. */
export function beyondScale(
  core: string,
  scale: readonly Candidate[],
  rows: readonly Candidate[],
): Content | undefined {
  const given = piecesOfList(core).flatMap((piece) => rowAndFigure(piece, rows) ?? [])
  return given.some(({ figure }) => !scale.some(({ number }) => number === figure))
    ? ask({ code: 'unknown_choice' })
    : undefined
}

const group = '(?:alle|alt|samtlige|samtlege|resten|de andre|dei andre)'
const groupAlone = new RegExp(`^${group}$`)

/** «2 på alle», «alle: 2», «3 for resten»: beside a group of rows a figure is a number of the scale. */
export function numberForAll(core: string, scale: readonly Candidate[]): string {
  const text = bare(tidy(core))
  const first = new RegExp(`^(\\d{1,2})(?= (?:pa|for) ${group}(?: |,|$))`).exec(text)
  const after = new RegExp(`^(${group}) ?[:=]? ?(?:er |far )?(\\d{1,2})$`).exec(text)
  const choice = scale.find((c) => c.number === Number(first?.[1] ?? after?.[2]))
  if (choice === undefined) return core
  return first === null ? `${after?.[1]}: ${choice.plain[0]}` : `${choice.plain[0]}${text.slice(first[0].length)}`
}

/** «barn 1, vaksne 2», «1 på barn, 2 på vaksne»: beside a row that is named in words a figure is a number of the scale. */
export function numbersForRows(core: string, scale: readonly Candidate[], rows: readonly Candidate[]): string {
  const pieces = piecesOfList(core)
  const rewritten = pieces.map((piece) => rowAndValue(piece, scale, rows))
  return rewritten.some((piece, i) => piece !== pieces[i]) ? rewritten.join(', ') : core
}

const piecesOfList = (core: string): string[] => tidy(core).split(/(?<!\d) ?[,;] ?|(?<=\d) ?[,;] ?(?!\d)/)

/** A row or a group as it was named, and the figure beside it. */
function rowAndFigure(piece: string, rows: readonly Candidate[]): { row: string; figure: number } | undefined {
  const after = /^(?:og )?([^\d]+?)(?: (?:er|får|fekk|fikk))? ?[:=-]? ?(?:nr\.? ?)?(\d{1,2})$/.exec(piece)
  const before = /^(?:og )?(\d{1,2}) (?:på|for|til) ([^\d]+)$/.exec(piece)
  const [row, figure] = after === null ? [before?.[2], before?.[1]] : [after[1], after[2]]
  if (row === undefined || figure === undefined) return undefined
  return groupAlone.test(row) || matchCandidate(row, rows).type === 'one' ? { row, figure: Number(figure) } : undefined
}

function rowAndValue(piece: string, scale: readonly Candidate[], rows: readonly Candidate[]): string {
  const { row, figure } = rowAndFigure(piece, rows) ?? {}
  const choice = scale.find((c) => c.number === figure)
  if (row === undefined || choice === undefined) return piece
  return matchCandidate(row, scale).type === 'none' ? `${row}: ${choice.plain[0]}` : piece
}

/** «1:2, 2:4» – row and scale number; «2 2 1 og ikke aktuelt» – the scale numbers of all rows in order, or of those on the card, confirmed. */
export function pairsOfFigures(
  core: string,
  hearing: Hearing,
  scale: readonly Candidate[],
  rows: readonly Candidate[],
): Content | undefined {
  const figureOf = (why: Missing) =>
    `${[1, 2].map((i) => scale.length + i).find((figure) => missingOf(figure, hearing, scale) === why) ?? why}`
  const text = tidy(core)
    .replace(/\b(?:rad|nr\.?|nummer) (?=\d)/g, '')
    .replace(/(?<=\d[,; ]+)(?:og )?(?:ikk?j?e|itj) aktuelt/g, () => figureOf('not_applicable'))
    .replace(/(?<=\d[,; ]+)(?:og )?ve?i?t (?:ikk?j?e|itj)(?!\p{L})/gu, () => figureOf('dont_know'))
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
      hearing,
      scale,
      rows,
    )
  const onCard = rows.filter(({ id }) => hearing.cardRows?.includes(id) ?? false)
  const meant = parts.length > 2 && parts.length === onCard.length ? onCard : rows
  const isValue = (n: number) => byScale(n) !== undefined || missingOf(n, hearing, scale) !== undefined
  if (
    parts.length < 2 ||
    parts.length !== meant.length ||
    !parts.every((p) => /^\d{1,2}$/.test(p) && isValue(Number(p)))
  )
    return undefined
  return toConfirm(
    ofFigures(
      parts.map((p, i) => [meant[i]?.number ?? 0, Number(p)]),
      hearing,
      scale,
      rows,
    ),
  )
}

function ofFigures(
  pairs: readonly (readonly number[])[],
  hearing: Hearing,
  scale: readonly Candidate[],
  rows: readonly Candidate[],
): Content {
  const value: Record<string, string> = {}
  const missing: Record<string, Missing> = {}
  for (const [rowNumber, figure = 0] of pairs) {
    const row = rows.find((r) => r.number === rowNumber)
    const choice = scale.find((c) => c.number === figure)
    const why = missingOf(figure, hearing, scale)
    if (row === undefined || (choice === undefined && why === undefined))
      return ask({ code: row === undefined ? 'ambiguous_row' : 'unknown_choice' })
    const before = value[row.id] ?? missing[row.id]
    if (before !== undefined && before !== (choice?.id ?? why)) return ask({ code: 'several_given' })
    if (choice !== undefined) value[row.id] = choice.id
    else if (why !== undefined) missing[row.id] = why
  }
  return Object.keys(missing).length === 0 ? { type: 'rows', value } : toConfirm({ type: 'rows', value, missing })
}

type Missing = 'dont_know' | 'not_applicable'

/** On the card «vet ikke» and «ikke aktuelt» are numbered after the values, where the question takes them. */
function missingOf(figure: number, { question }: Hearing, scale: readonly Candidate[]): Missing | undefined {
  if (!asks(question, 'rows')) return undefined
  const taken: Missing[] = [
    ...(question.dontKnow ? (['dont_know'] as const) : []),
    ...(question.notApplicable ? (['not_applicable'] as const) : []),
  ]
  return taken[figure - scale.length - 1]
}

/** «5» and «6» for the open row, where the card has «5 Vet ikke» and «6 Ikke aktuelt»; asked about, since they may be marks. */
export function missingByFigure(
  core: string,
  row: string | undefined,
  hearing: Hearing,
  scale: readonly Candidate[],
): Content | undefined {
  const why = /^\d{1,2}$/.test(core) ? missingOf(Number(core), hearing, scale) : undefined
  return row === undefined || why === undefined
    ? undefined
    : toConfirm({ type: 'rows', value: {}, missing: { [row]: why } })
}
