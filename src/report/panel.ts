/** The units that two waves have in common, by what became of them, and what each of them says in both. */

import type { Heirs } from '../questionnaire/last-wave.ts'
import type { Unit } from '../questionnaire/wave.ts'
import { type CountedAnswer, type Item, saidOf } from './count.ts'
import type { Answered } from './model.ts'

/** A unit of the later wave and those of the earlier that it has come from. */
export type Matched = { unit: string; from: readonly string[] }

/** `split`: those that have something of a unit that was divided; they are in no panel. */
export type Frames = { matched: readonly Matched[]; split: readonly Matched[] }

/** A unit that `heirs` does not name is its own. */
export const framesOf = (earlier: readonly Unit[], later: readonly Unit[], heirs: Heirs): Frames => {
  const from = new Map<string, { unit: string; isSplit: boolean }[]>()
  for (const { id } of earlier) {
    for (const heir of heirs.get(id) ?? [{ unit: id, isSplit: false }]) {
      from.set(heir.unit, [...(from.get(heir.unit) ?? []), { unit: id, isSplit: heir.isSplit }])
    }
  }
  const frames: { matched: Matched[]; split: Matched[] } = { matched: [], split: [] }
  for (const { id } of later) {
    const of = from.get(id)
    if (of === undefined) continue
    const into = of.some(({ isSplit }) => isSplit) ? frames.split : frames.matched
    into.push({ unit: id, from: of.map(({ unit }) => unit) })
  }
  return frames
}

/** What one matched unit said: of those before it as one. */
export type Twice = { unit: string; from: readonly string[]; before: CountedAnswer; now: CountedAnswer }

/**
 * `twice`: submitted both times and comparable. How many have answered now, and one of those before them then, and are not
 * compared: `divided`, with something of a unit that was; `differing`, merged of some of which one had not answered, that did not
 * agree or cannot be summed.
 */
export type Panel = { twice: readonly Twice[]; divided: number; differing: number }

type Side = { item: Item; submissions: readonly Answered[] }

const saidByUnit = ({ item, submissions }: Side): ReadonlyMap<string, CountedAnswer> =>
  new Map(submissions.filter((s) => s.part === item.part).map((s) => [s.unit.id, saidOf(item, s)]))

/** `before` and `now`: the same item as each wave asks it. */
export const panelOf = ({ matched, split }: Frames, { before, now }: { before: Side; now: Side }): Panel => {
  const [earlier, later] = [saidByUnit(before), saidByUnit(now)]
  const twice: Twice[] = []
  let differing = 0
  const saidThen = ({ from }: Matched) => from.flatMap((one) => earlier.get(one) ?? [])
  for (const { unit, from } of matched) {
    const said = later.get(unit)
    const parts = saidThen({ unit, from })
    if (said === undefined || parts.length === 0) continue
    const joined = parts.length === from.length ? asOne(parts, before.item) : null
    if (joined === null) differing += 1
    else twice.push({ unit, from, before: joined, now: said })
  }
  const divided = split.filter((one) => later.has(one.unit) && saidThen(one).length > 0).length
  return { twice, divided, differing }
}

/** What several said, as the unit they became would have: the sum of counts, else what all of them said; null: they differ. */
const asOne = (parts: readonly CountedAnswer[], { summed }: Item): CountedAnswer | null => {
  const [first, ...rest] = parts
  if (first === undefined || rest.length === 0) return first ?? null
  if (summed === true && parts.every((one) => one.type === 'number')) {
    return { type: 'number', value: parts.reduce((sum, one) => sum + (one.type === 'number' ? one.value : 0), 0) }
  }
  return rest.every((one) => sameAs(first) === sameAs(one)) ? first : null
}

const sameAs = (said: CountedAnswer): string =>
  said.type === 'choices' ? JSON.stringify([...said.ids].sort()) : JSON.stringify(said)
