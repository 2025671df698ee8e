/** The answers of a wave and of those it goes on from, in one table with one key a unit. */

import {
  codebookRows,
  type ExportSink,
  longHead,
  longRows,
  type PartTable,
  rowsInto,
  type TableFormat,
  valueRows,
} from '../../results/formats.ts'
import { withoutFreeText } from '../../results/own-words.ts'
import { submissionDocument } from '../../results/submission.ts'
import type { Cell, FreeText } from '../../results/table.ts'
import type { AuditEntry, ResultsReader } from '../ports/register.ts'
import type { Survey } from '../service.ts'
import { idOf, tablesOf } from './export.ts'

/** `became`: empty for the same unit, whatever its number was. */
type Key = { unit: string; became: '' | 'merged' | 'split' }

/**
 * What a unit of the `back`th wave before the newest is called in the newest: the number of what it has become. One that was
 * divided on the way is nobody's alone and keeps the number it had. `chain`: newest first, each going on from the next.
 */
export const keyIn = (chain: readonly Survey[], back: number, unitId: string): Key => {
  let ids = [unitId]
  let isSplit = false
  for (let i = back - 1; i >= 0; i -= 1) {
    const heirs = ids.flatMap((id) => chain[i]?.heirs?.get(id) ?? [{ unit: id, isSplit: false }])
    isSplit ||= heirs.some((heir) => heir.isSplit)
    ids = [...new Set(heirs.map(({ unit }) => unit))]
  }
  const [only] = ids
  if (isSplit || only === undefined || ids.length > 1) return { unit: unitId, became: 'split' }
  return { unit: only, became: mergedInto(chain, back).has(only) ? 'merged' : '' }
}

/** Units of the newest wave that several of the `back`th before it have become. */
const mergedInto = (chain: readonly Survey[], back: number): ReadonlySet<string> => {
  const known = merged.get(chain)?.get(back)
  if (known !== undefined) return known
  const comers = new Map<string, Set<string>>()
  for (const id of chain[back]?.units.keys() ?? []) {
    let ids = [id]
    for (let i = back - 1; i >= 0; i -= 1)
      ids = ids.flatMap((one) => (chain[i]?.heirs?.get(one) ?? []).map(({ unit }) => unit))
    for (const unit of ids) comers.set(unit, (comers.get(unit) ?? new Set()).add(id))
  }
  const found = new Set([...comers].filter(([, from]) => from.size > 1).map(([unit]) => unit))
  merged.set(chain, (merged.get(chain) ?? new Map()).set(back, found))
  return found
}
/** Reckoned once for each chain. */
const merged = new WeakMap<readonly Survey[], Map<number, ReadonlySet<string>>>()

type Asked = { format: TableFormat; freeText: FreeText }

const NAME = 'results-over-waves'

/** `rows`: submissions, of all waves; `byWave`: of each wave that has any, and of the newest, by its id. */
type Written = { rows: number; byWave: ReadonlyMap<string, number>; unreadable: string[] }

/** Who took the answers out is found under each wave whose answers they took. */
export const auditOfOverWaves = (
  { byWave }: Pick<Written, 'byWave'>,
  { at, actor, format }: { at: Date; actor: string; format: Asked['format'] },
): Omit<AuditEntry, 'id'>[] =>
  [...byWave].map(([subject, count]) => ({
    at,
    actor,
    action: `results.export.over_waves.${format}`,
    subject,
    count,
  }))

/**
 * Writes the newest submission of each unit, part and wave: `csv` and `xlsx` a row per thing asked, `jsonl` the documents, each with
 * `unit_key` and `became`. Codebook and value labels have the wave before each line. Throws `StoreAway`.
 */
export const exportOverWaves = async (
  { results, chain }: { results: Pick<ResultsReader, 'latest'>; chain: readonly Survey[] },
  sink: ExportSink,
  { format, freeText }: Asked,
): Promise<Written> => {
  const put = format === 'jsonl' ? null : rowsInto(sink, format, NAME)
  const done = { rows: 0, byWave: new Map<string, number>(), unreadable: [] as string[] }
  await put?.(NAME, ['unit_key', 'became', ...longHead])
  const tables = chain.map((survey) => tablesOf(survey, freeText))
  // Oldest first: as time goes.
  for (const [back, survey] of [...chain.entries()].reverse()) {
    const before = done.rows
    for await (const stored of results.latest(survey.wave.id)) {
      const parsed = submissionDocument.safeParse(stored)
      const table = parsed.success ? tables[back]?.get(parsed.data.part) : undefined
      if (!parsed.success || table === undefined) {
        done.unreadable.push(idOf(stored))
        continue
      }
      const { unit, became } = keyIn(chain, back, parsed.data.unit.id)
      const document = freeText === 'with' ? parsed.data : withoutFreeText(parsed.data)
      if (put === null) await sink.jsonLine(`${NAME}.jsonl`, { unit_key: unit, became, ...document })
      else for (const row of rowsOf(document, table)) await put(NAME, [unit, became, ...row])
      done.rows += 1
    }
    if (back === 0 || done.rows > before) done.byWave.set(survey.wave.id, done.rows - before)
  }
  if (put !== null) {
    for (const row of inEach(chain, tables, codebookRows)) await put('codebook', row)
    for (const row of inEach(chain, tables, valueRows)) await put('values', row)
  }
  return done
}

const rowsOf = (document: Parameters<PartTable['named']>[0], table: PartTable): Cell[][] =>
  longRows(table.named(document), table.columns, table.codebook)

/** The rows of each wave below one heading, the wave first. */
const inEach = (
  chain: readonly Survey[],
  tables: readonly ReadonlyMap<string, PartTable>[],
  make: (tables: readonly PartTable[]) => Cell[][],
): Cell[][] => {
  const all = chain.map(({ wave }, i) => ({ wave: wave.id, rows: make([...(tables[i]?.values() ?? [])]) }))
  return [
    ['wave', ...(all[0]?.rows[0] ?? [])],
    ...all.flatMap(({ wave, rows }) => rows.slice(1).map((row): Cell[] => [wave, ...row])),
  ]
}
