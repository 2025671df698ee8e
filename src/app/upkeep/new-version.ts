/** What publishing a version would mean for the sessions that are open now. Nothing is written. */

import { setAside } from '../../engine/route.ts'
import { moveSession } from '../../engine/versions.ts'
import { routeOf } from '../../engine/window.ts'
import type { Questionnaire } from '../../questionnaire/schema.ts'
import type { Unit } from '../../questionnaire/wave.ts'
import { sessionIdOf } from '../../register/ids.ts'
import { readableSession } from '../conversation/load.ts'
import type { ProgressStore } from '../ports/progress.ts'

/** `sessions`: open on the older version. The others: how many of them would be asked something, or have an answer set aside. */
type MovePreview = { sessions: number; askedMore: number; askedAgain: number; answersSetAside: number }

type Given = { wave: string; units: Iterable<Unit>; older: Questionnaire; newer: Questionnaire }

/** Reads every unit's session of the part. Throws `StoreAway`. */
export const previewMove = async (
  progress: Pick<ProgressStore, 'readSession'>,
  { wave, units, older, newer }: Given,
): Promise<MovePreview> => {
  const preview: MovePreview = { sessions: 0, askedMore: 0, askedAgain: 0, answersSetAside: 0 }
  const versions = new Map([older, newer].map((each) => [each.version, each]))
  for (const unit of units) {
    const session = readableSession(await progress.readSession(sessionIdOf(wave, unit.id, older.part)))
    if (session === null || session === 'broken' || session.version !== older.version) continue
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
