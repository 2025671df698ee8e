/** Whom an administrator chose. */
import { z } from 'zod'
import { type SessionState, sessionStates } from '../register/states.ts'

const list = <T extends z.ZodType>(item: T) => z.array(item).min(1).max(1000)

/** A name as it may be: PostgreSQL holds neither U+0000 nor half of a surrogate pair. */
export const chosenName = z
  .string()
  .max(60)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u)

/** A unit by its number: a municipality has four figures, a district six. */
export const unitNumber = z.string().regex(/^\d{4}(\d{2})?$/)

/** Absent lists do not narrow. `languages`: the unit's own language form, not what a person reads. */
export const selection = z.strictObject({
  parts: list(chosenName),
  statuses: list(z.enum(sessionStates)),
  counties: list(chosenName).exactOptional(),
  units: list(unitNumber).exactOptional(),
  languages: list(z.enum(['nb', 'nn', 'neutral'])).exactOptional(),
})
export type Selection = z.infer<typeof selection>

type Named = Pick<Selection, 'parts' | 'counties' | 'units'>
/** A name in the selection that the wave does not have; `index` counts from 0 in its list. */
export type UnknownName = { list: keyof Named; index: number; name: string }

/** Everything a selection names that the wave does not have: a slip of the pen must not become «nobody». */
export const unknownNames = (
  { parts, counties = [], units = [] }: Named,
  wave: { parts: Iterable<string>; units: Iterable<{ id: string; county: string }> },
): UnknownName[] => {
  const all = [...wave.units]
  const known = {
    parts: new Set(wave.parts),
    counties: new Set(all.map(({ county }) => county.toLowerCase())),
    units: new Set(all.map(({ id }) => id)),
  }
  const missing = (list: keyof Named, names: readonly string[], spelt = (name: string) => name) =>
    names.flatMap((name, index) => (known[list].has(spelt(name)) ? [] : [{ list, index, name }]))
  return [
    ...missing('parts', parts),
    ...missing('counties', counties, (name) => name.toLowerCase()),
    ...missing('units', units),
  ]
}

/** What a wave's unit and part look like to a selection. */
export type Chosen = {
  part: string
  state: SessionState
  county: string
  unitId: string
  unitLanguage: 'nb' | 'nn' | 'neutral'
}

/** Everybody who has not finished. */
export const unfinished = ['not_started', 'started', 'reopened'] as const satisfies SessionState[]

/** Whether the selection takes this unit and part. County names are compared without case. */
export const isChosen = (selected: Selection, { part, state, county, unitId, unitLanguage }: Chosen): boolean => {
  const { parts, statuses, counties, units, languages } = selected
  const named = (names: string[]) => names.some((name) => name.toLowerCase() === county.toLowerCase())
  return (
    parts.includes(part) &&
    statuses.includes(state) &&
    (counties === undefined || named(counties)) &&
    (units === undefined || units.includes(unitId)) &&
    (languages === undefined || languages.includes(unitLanguage))
  )
}
