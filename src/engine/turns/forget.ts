/** «Slett svarene mine», after the second «ja». */
import type { Entry, Note, Session } from '../types.ts'
import type { Draft } from './draft.ts'
import { tell, withSeat } from './draft.ts'
import { windowAt } from './standing-here.ts'

/** Stands in `people` where somebody was who asked to be deleted: the others' places do not move. */
export const forgotten = ''

/**
 * Removes the person's own unsubmitted answers; those of others, and what was submitted, stay. An emptied entry keeps its
 * revision, raised by one, so that no card from before is taken for a fresh one. The seat and the link are the caller's
 * to remove (`Outcome.forget`).
 */
export const forget = (draft: Draft): Draft => {
  const { session, seat } = draft
  const by = session.people.indexOf(seat.personId)
  const cleared = by < 0 ? session : without(session, by, draft.world.now)
  return tell(
    withSeat({ ...draft, session: cleared, forget: true }, { pending: null, position: { at: 'start' }, askedAt: null }),
    [{ key: deletionWords(draft).done }, ...whatStays(session)],
  )
}

const whatStays = (session: Session): Note[] =>
  session.submission === null ? [] : [{ key: 'turn.deleted_submitted_stays' }]

/** What is asked before, after an unclear answer, and said when it is done: where no answer goes, only of the link. */
export const deletionWords = ({ session, seat, world }: Draft): { sure: Note[]; yesOrNo: string; done: string } => {
  const by = session.people.indexOf(seat.personId)
  const some = Object.values(session.entries).some(
    (e) => e.by === by && isUnsubmitted(session, e) && (e.answer !== undefined || e.missing !== undefined),
  )
  const about = some ? '' : '_link'
  return {
    sure: [{ key: `turn.delete${about}_sure` }, ...whatStays(session)],
    yesOrNo: `turn.delete${about}_yes_or_no`,
    // After closing there is nothing to come back to.
    done: `turn.deleted${about}${windowAt(world) === 'after' ? '_only' : ''}`,
  }
}

const without = (session: Session, by: number, now: number): Session => {
  const own = Object.entries(session.entries).filter(([, e]) => e.by === by && isUnsubmitted(session, e))
  const emptied = own.map(([id, e]): [string, Entry] => [id, { r: e.r + 1, by, at: now }])
  const ids = own.map(([id]) => id)
  const seconds = Object.entries(session.paradata.seconds).filter(([id]) => !ids.includes(id))
  return {
    ...session,
    entries: { ...session.entries, ...Object.fromEntries(emptied) },
    people: session.people.map((p, i) => (i === by ? forgotten : p)),
    paradata: {
      ...session.paradata,
      seconds: Object.fromEntries(seconds),
      changed: session.paradata.changed.filter((id) => !ids.includes(id)),
      ...prefillWithout(session, ids),
    },
  }
}

const prefillWithout = ({ paradata: { prefill } }: Session, ids: string[]): Pick<Session['paradata'], 'prefill'> =>
  prefill === undefined
    ? {}
    : { prefill: Object.fromEntries(Object.entries(prefill).filter(([id]) => !ids.includes(id))) }

const isUnsubmitted = (session: Session, entry: Entry): boolean =>
  session.submission === null || entry.at > session.submission.at
