/** That the questionnaires people have answered are all there, and still say what they said. */

import { routeOf, setAside } from '../../engine/route.ts'
import { moveSession } from '../../engine/versions.ts'
import { named as namedUnits } from '../../questionnaire/checks/frame.ts'
import { type Fault, said } from '../../questionnaire/fault.ts'
import type { Questionnaire } from '../../questionnaire/schema.ts'
import type { Unit } from '../../questionnaire/wave.ts'
import { sessionIdOf } from '../../register/ids.ts'
import { readableSession, readOrNull } from '../conversation/stored-state.ts'
import type { ProgressStore } from '../ports/progress.ts'
import { readSessions } from '../progress.ts'
import type { Survey } from '../service.ts'

type Named = { part: string; version: number }

/** PostgreSQL. Every method throws `StoreAway`. */
export type VersionBook = {
  /** The hash of each version of the wave as it was first used. */
  noted(wave: string): Promise<(Named & { hash: string })[]>
  /** Notes one; `instead`: in place of this hash, absent: only where none is noted. */
  note(wave: string, version: Named & { hash: string }, how: { at: Date; instead?: string }): Promise<void>
  /** How many submissions stand on each version; NaN for a document that does not say. */
  submissions(wave: string): Promise<(Named & { count: number })[]>
  /** Every wave that has been submitted to, and how many submissions of it there are. */
  waves(): Promise<{ wave: string; submissions: number }[]>
  /** Units that have submitted, with the name they had then. */
  unitsThatSubmitted(wave: string): Promise<{ id: string; name: string }[]>
}

/** A version on which something stands: its file is not there, or says something else than at first. */
export type VersionFault = Named & {
  wave: string
  folder: string
  why: 'gone' | 'changed'
  sessions: number
  submissions: number
}

type Given = {
  surveys: readonly Survey[]
  /** As `storedSessions` finds them. */
  sessions: readonly StoredSession[]
  versions: VersionBook
  now: Date
}

/**
 * Every version of these waves that stored sessions or submissions stand on and that is not as it was; none: all is well.
 * Notes the hash of those that are not noted yet, and anew of those that nobody has answered. Throws `StoreAway`.
 */
export const versionFaults = async (given: Given): Promise<VersionFault[]> => {
  const { surveys, sessions, versions, now } = given
  const faults: VersionFault[] = []
  for (const { wave, folder, questionnaires, hashes } of surveys) {
    const standing = new Map<string, Standing>()
    for (const one of sessions.filter((each) => each.wave === wave.id)) add(standing, one, 'sessions', 1)
    for (const one of await versions.submissions(wave.id)) add(standing, one, 'submissions', one.count)
    const noted = new Map((await versions.noted(wave.id)).map(({ hash, ...named }) => [keyOf(named), hash]))
    for (const one of standing.values()) {
      const isThere = questionnaires.get(one.part)?.has(one.version) ?? false
      const before = noted.get(keyOf(one))
      const isChanged = before !== undefined && hashes !== undefined && hashes.get(keyOf(one)) !== before
      if (!isThere || isChanged) faults.push({ ...one, wave: wave.id, folder, why: isThere ? 'changed' : 'gone' })
    }
    for (const [part, all] of questionnaires) {
      for (const version of all.keys()) {
        const key = keyOf({ part, version })
        const [hash, before] = [hashes?.get(key), noted.get(key)]
        if (hash === undefined || hash === before || (before !== undefined && standing.has(key))) continue
        await versions.note(
          wave.id,
          { part, version, hash },
          { at: now, ...(before === undefined ? {} : { instead: before }) },
        )
      }
    }
  }
  return faults
}

type Standing = Named & { sessions: number; submissions: number }

/** As its file is named, without the ending: `<part>.v1`. */
const keyOf = ({ part, version }: Named): string => `${part}.v${version}`

const add = (to: Map<string, Standing>, { part, version }: Named, what: 'sessions' | 'submissions', count: number) => {
  // A document that does not say its version stands on none.
  if (!Number.isInteger(version) || version < 1) return
  const key = keyOf({ part, version })
  const one = to.get(key) ?? { part, version, sessions: 0, submissions: 0 }
  to.set(key, { ...one, [what]: one[what] + count })
}

/** What a stored session stands on. */
export type StoredSession = Named & { wave: string; unitId: string }

/** Every stored session; one that cannot be read is mended or set apart elsewhere. Throws `StoreAway`. */
export const storedSessions = async (
  progress: Pick<ProgressStore, 'heldSessions' | 'readSession'>,
): Promise<StoredSession[]> => {
  const found: StoredSession[] = []
  for await (const [, stored] of readSessions(progress, [...(await progress.heldSessions())])) {
    if (stored.type !== 'read') continue
    const { wave, unitId, part, version } = stored.value
    found.push({ wave, unitId, part, version })
  }
  return found
}

/** The fault as those who edit are told it: the file, how many have answered on it, and the way out. */
export const versionFaultOf = ({ folder, part, version, why, sessions, submissions }: VersionFault): Fault => {
  const vars = { part, version, sessions, submissions, next: `${part}.v${version + 1}.yaml` }
  const what = said(why === 'gone' ? 'version_gone' : 'version_changed', vars)
  return { file: `${folder}/${keyOf({ part, version })}.yaml`, line: 1, column: 1, ...what }
}

/** Units that have answered and that `units.csv` does not have: nobody could go on with their answers, and no report has them. */
export type UnitFault = { wave: string; folder: string; units: { id: string; name: string }[] }

/** One for each wave of which such units are stored. Throws `StoreAway`. */
export const unitFaults = async ({ surveys, sessions, versions }: Omit<Given, 'now'>): Promise<UnitFault[]> => {
  const faults: UnitFault[] = []
  for (const { wave, folder, units } of surveys) {
    const begun = sessions.filter((one) => one.wave === wave.id).map(({ unitId }) => ({ id: unitId, name: '' }))
    const submitted = await versions.unitsThatSubmitted(wave.id)
    const known = new Map([...begun, ...submitted].map((unit) => [unit.id, unit]))
    const lost = [...known.values()].filter(({ id }) => !units.has(id))
    if (lost.length > 0) faults.push({ wave: wave.id, folder, units: lost })
  }
  return faults
}

/** The fault as those who edit are told it. */
export const unitFaultOf = ({ folder, units }: UnitFault): Fault => {
  const vars = { count: units.length, units: namedUnits(units.map(({ id, name }) => [id, name])) }
  return { file: `${folder}/units.csv`, line: 1, column: 1, ...said('units_lost', vars) }
}

/**
 * Waves whose id is another one than their folder's name, where somebody has answered under that name and no wave has it as its
 * id: what was answered would be nobody's. Throws `StoreAway`.
 */
export const idFaults = async ({ surveys, sessions, versions }: Omit<Given, 'now'>): Promise<Fault[]> => {
  const faults: Fault[] = []
  for (const { wave, folder } of surveys) {
    const before = folder.split(/[\\/]/u).at(-1) ?? ''
    if (surveys.some((one) => one.wave.id === before)) continue
    const isAnswered =
      sessions.some((one) => one.wave === before) || (await versions.submissions(before)).some(({ count }) => count > 0)
    if (!isAnswered) continue
    faults.push({
      file: `${folder}/wave.yaml`,
      line: 1,
      column: 1,
      ...said('wave_id_changed', { id: wave.id, before }),
    })
  }
  return faults
}

/** `sessions`: open on the older version. The others: how many of them would be asked something, or have an answer set aside. */
type MovePreview = { sessions: number; askedMore: number; askedAgain: number; answersSetAside: number }

type Between = { wave: string; units: Iterable<Unit>; older: Questionnaire; newer: Questionnaire }

/** Reads every unit's session of the part. Throws `StoreAway`. */
export const previewMove = async (
  progress: Pick<ProgressStore, 'readSession'>,
  { wave, units, older, newer }: Between,
): Promise<MovePreview> => {
  const preview: MovePreview = { sessions: 0, askedMore: 0, askedAgain: 0, answersSetAside: 0 }
  const versions = new Map([older, newer].map((each) => [each.version, each]))
  for (const unit of units) {
    const session = readOrNull(readableSession(await progress.readSession(sessionIdOf(wave, unit.id, older.part))))
    if (session?.version !== older.version) continue
    if (session.state !== 'started' && session.state !== 'reopened') continue
    const after = moveSession(session, { versions, to: newer.version, unit })
    const asideBefore = setAside(routeOf(older, unit, session.entries), session.entries).length
    const asideAfter = setAside(routeOf(newer, unit, after.entries), after.entries).length
    preview.sessions += 1
    if ((after.moved?.fresh ?? 0) > 0) preview.askedMore += 1
    if ((after.moved?.again ?? 0) > 0) preview.askedAgain += 1
    preview.answersSetAside += Math.max(0, asideAfter - asideBefore)
  }
  return preview
}
