/** What happened while the person was away: a new version of the questionnaire, answers by colleagues. Told once, gathered. */

import { type Draft, latestIn, withSeat } from './draft.ts'
import { stopFor } from './route.ts'
import type { Entry, Note, Placed, Reply, Seat } from './session.ts'
import { isKeptId } from './versions.ts'

/** Two who answer side by side are not told of each other's every answer: at most this often, ms, or where it matters. */
const gatherMs = 10 * 60_000

/** Replies that show where the unit stands, and so are a good place to say what colleagues have done. */
const overviews: ReadonlySet<Reply['type']> = new Set<Reply['type']>(['review', 'receipt', 'status', 'paused'])

/** Adds the news to what the turn has to say, and notes that it was told. A turn that says nothing tells nothing. */
export const withNews = (draft: Draft): Draft => {
  if (draft.replies.length === 0) return draft
  const { version } = draft.session
  const now = draft.world.now
  const seen = draft.seat.seen ?? seenBefore(draft)
  const upTo = latestIn(draft.session)
  if (seen === undefined) return withSeat(draft, { seen: { version, at: now, upTo } })
  const others = changedByOthers(draft, seen)
  const toTell = isTime(draft, seen, others) ? others : []
  const notes = [...ofVersion(draft, seen), ...ofColleagues(draft, toTell)]
  const knows = toTell.length > 0 || others.length === 0 ? { at: now, upTo } : { at: seen.at, upTo: knownUpTo(seen) }
  // Time alone is no reason to write: it counts only together with something told.
  const isTold = toTell.length > 0 || version !== seen.version
  if (!isTold) return draft
  const told = withSeat(draft, { seen: { version, ...knows } })
  return notes.length === 0 ? told : { ...told, replies: withNotes(told.replies, notes) }
}

type Seen = NonNullable<Seat['seen']>

const knownUpTo = ({ at, upTo }: Seen): number => upTo ?? at

/** A seat from a release that did not note it yet: its person saw the version before the move. */
const seenBefore = ({ before, session, world }: Draft): Seen | undefined =>
  before.seat.rev > 0 && session.moved ? { version: session.moved.from, at: world.now } : undefined

const ofVersion = (draft: Draft, seen: Seen): Note[] => {
  const { version, moved } = draft.session
  if (version === seen.version) return []
  const { fresh = 0, again = 0 } = moved ?? {}
  if (fresh > 0 && again > 0) return [{ key: 'turn.moved_both', vars: { count: fresh, again } }]
  if (fresh > 0) return [{ key: 'turn.moved_fresh', vars: { count: fresh } }]
  if (again > 0) return [{ key: 'turn.moved_again', vars: { count: again } }]
  return [{ key: hasGone(draft) ? 'turn.moved_gone' : 'turn.moved_same' }]
}

/** There is an answer to a question that this version no longer has. */
const hasGone = ({ session, world }: Draft): boolean => {
  const ids = new Set(world.questionnaire.sections.flatMap((section) => section.questions.map(({ id }) => id)))
  return Object.entries(session.entries).some(
    ([id, { answer }]) => answer !== undefined && !ids.has(id) && !isKeptId(id),
  )
}

type Changed = [question: string, entry: Entry]

/** Questions whose answer as it stands is a colleague's, given since the person was last told. */
const changedByOthers = (draft: Draft, seen: Seen): Changed[] => {
  const me = draft.session.people.indexOf(draft.seat.personId)
  return Object.entries(draft.session.entries).filter(([question, entry]) => {
    if (entry.by === me || entry.at <= knownUpTo(seen) || entry.partial) return false
    // An answer that was deleted leaves an empty entry, and what was only read has no answer.
    if (entry.answer === undefined && entry.missing === undefined) return false
    return stopFor(draft, question)?.entry !== undefined
  })
}

const isTime = (draft: Draft, seen: Seen, others: Changed[]): boolean => {
  const me = draft.session.people.indexOf(draft.seat.personId)
  const { now } = draft.world
  return (
    // Of a time to come nobody knows how long ago it was.
    now < seen.at ||
    now - seen.at >= gatherMs ||
    draft.replies.some(({ reply }) => overviews.has(reply.type)) ||
    others.some(([, entry]) => me >= 0 && entry.over === me)
  )
}

/** One note for each colleague: first answers and changes to the person's own, by number. Not what this turn shows anyway. */
const ofColleagues = (draft: Draft, changed: Changed[]): Note[] => {
  const shown = inForeground(draft)
  const me = draft.session.people.indexOf(draft.seat.personId)
  const told = changed.filter(([question]) => !shown.has(question))
  return [...Map.groupBy(told, ([, entry]) => entry.by)].map(([by, entries]) => {
    const isMine = ([, entry]: Changed) => me >= 0 && entry.over === me
    const mine = entries.filter(isMine).map(([id]) => id)
    const others = entries.filter((each) => !isMine(each)).map(([id]) => id)
    const which = mine.length === 0 ? 'answered' : others.length === 0 ? 'changed_yours' : 'both'
    return { key: `turn.news_${which}`, vars: { by, questions: others.join(','), yours: mine.join(',') } }
  })
}

/** Into the first message that has room for notes, after its acknowledgement; else as a message of its own. */
const withNotes = (replies: Placed[], notes: Note[]): Placed[] => {
  const at = replies.findIndex(
    ({ reply, place }) => 'notes' in reply && reply.type !== 'closed' && (place === 'new' || reply.type === 'review'),
  )
  const found = replies[at]
  if (found === undefined) return [...replies, { reply: { type: 'notes', notes }, place: 'new' }]
  const { reply } = found
  if (!('notes' in reply) || reply.type === 'closed') return replies
  return replies.with(at, { ...found, reply: { ...reply, notes: [...reply.notes, ...notes] } })
}

// Which questions a turn shows or speaks of.

/** Ids of questions whose answer this turn shows as it stands, or whose change it tells of itself. */
const inForeground = (draft: Draft): ReadonlySet<string> => {
  // A card that is closed further up is easily overlooked.
  const ids = draft.replies.flatMap(({ reply, place }): unknown[] => [
    'question' in reply && place !== 'open' ? reply.question : undefined,
    ...('notes' in reply ? (reply.notes ?? []).map((note) => note.vars?.question) : []),
  ])
  return new Set(ids.filter((id) => typeof id === 'string'))
}
