/** What a reply of the bot did and said, as tags that an author's expectation can be compared with. */

import type { State } from '../../src/engine/draft.ts'
import type { Outcome, Seat, World } from '../../src/engine/session.ts'
import { render } from '../../src/wording/render.ts'

/** What stands in a text that a person reads: which way on it offers, which fact it names. */
// biome-ignore format: a table
const saying: readonly [tag: string, pattern: RegExp][] = [
  ['says:yes', /^(?:ja|jo|jau)\b/iu],
  ['says:no', /^nei\b|ikk?j?e med\b|tel(?:ler)? ikk?j?e|\bber?re\b/iu],
  ['says:skip', /«hopp over»/u],
  ['says:pass_on', /«send vi?da?e?re»|«send vidare»|«ikke jeg som svarer»|«ikkje eg som svarer»/u],
  ['says:pause', /«pause»/u],
  ['says:remind', /«minn meg/u],
  ['says:opt_out', /«meld av»/u],
  ['says:contact', /@/u],
  ['says:deadline', /\b\d{1,2}\. (?:november|desember)/u],
  ['says:change', /«endre»|«endre \d|«vis svar»/u],
  ['says:start', /«start»/u],
  ['says:continue', /«fortsett»|«hald fram»/u],
  ['says:send', /«send inn»/u],
  ['says:kept', /lagret|lagra\b/u],
  ['says:dont_know', /«vet ikke»|«veit ikkje»/u],
  ['says:not_applicable', /«ikk?j?e aktuelt»/u],
  ['says:guess', /overslag|anslag|om lag/u],
  ['says:imdi', /IMDi|Integrerings- og m/u],
  ['says:voluntary', /frivillig/u],
  ['says:innsyn', /innsyn/u],
  ['says:delete', /slett/u],
]

const shownText = (world: World, { session, seat, replies }: Outcome): string =>
  replies
    .filter(({ place }) => place === 'new')
    .map(({ reply }) => plain(render(reply, { ...world, session, seat })))
    .join('\n')

/** The words of a view, without what only frames them. */
const plain = (view: unknown): string => {
  if (typeof view === 'string') return view
  if (Array.isArray(view)) return view.map(plain).filter(Boolean).join('\n')
  if (typeof view !== 'object' || view === null) return ''
  return Object.entries(view)
    .filter(([key]) => !framing.has(key))
    .map(([, value]) => plain(value))
    .filter(Boolean)
    .join('\n')
}
const framing: ReadonlySet<string> = new Set(['type', 'language', 'kind', 'do', 'data', 'id', 's', 'q', 'style'])

const topicIn = (key: string): string[] => {
  if (!key.startsWith('talk.')) return [key]
  const topic = key.slice(5)
  return [
    topic,
    topic.replace(/_(?:section|required|outside|sent|skip|survey|here|short|yes|no|changed|before|phone)$/, ''),
  ]
}

const ofReplies = ({ replies }: Outcome): string[] =>
  replies
    .filter(({ place }) => place === 'new')
    .flatMap(({ reply }): string[] => {
      const notes = 'notes' in reply ? (reply.notes ?? []).flatMap(({ key }) => topicIn(key)) : []
      switch (reply.type) {
        case 'help':
          return [
            reply.brief ?? 'help',
            ...(reply.about !== undefined && reply.about.texts.length > 0 ? ['explained'] : []),
            ...(reply.about?.many ? ['how_many'] : []),
          ]
        case 'privacy':
          return ['who_sees', 'kept', 'privacy']
        case 'all_questions':
          return ['topics']
        case 'status':
          return ['status', 'how_long']
        case 'refused':
          return ['refused', `refused:${reply.problem.code}`]
        default:
          return [reply.type, ...notes]
      }
    })

const ofPending = ({ pending }: Seat): string[] => {
  if (pending === null) return []
  if (pending.type !== 'confirm') return [`asks:${pending.type}`]
  return [pending.why === 'to_us' ? 'asks:to_us' : aboutAnother.has(pending.why) ? 'asks:earlier' : 'asks:value']
}

const ofMoves = (world: World, before: State, after: Outcome): string[] => {
  const { position, paused, language } = after.seat
  const was = before.seat.position
  const ids = world.questionnaire.sections.flatMap((s) => s.questions.map(({ id }) => id))
  const at = (p: Seat['position']) => (p.at === 'question' ? ids.indexOf(p.question) : -1)
  return [
    ...(was.at === 'start' && position.at === 'question' ? ['begun'] : []),
    ...(paused && !before.seat.paused ? ['paused'] : []),
    ...(!paused && before.seat.paused ? ['resumed'] : []),
    ...(language === before.seat.language ? [] : ['language_changed']),
    ...(position.at === 'question' && was.at === 'question' && at(position) < at(was) ? ['back'] : []),
    ...(position.at === 'question' && was.at !== 'question' && was.at !== 'start' ? ['opened'] : []),
    ...(position.at === 'question' && was.at === 'question' && at(position) > at(was) ? ['onward'] : []),
    ...(position.at === 'review' && was.at !== 'review' ? ['at_review'] : []),
    ...(after.seat.pending?.type === 'submit' && before.seat.pending?.type !== 'submit' ? ['begins:submit'] : []),
  ]
}

const done = (before: State, after: Outcome): string[] => [
  ...(after.submitted === undefined ? [] : ['done:submitted']),
  ...(after.forget ? ['done:deleted'] : []),
  ...(after.effects ?? []).map(({ type }) => `done:${type}`),
  ...Object.entries(after.session.entries)
    .filter(([id, entry]) => entry !== before.session.entries[id] && entry.missing === 'skipped')
    .map(() => 'done:skipped'),
]

/** `text`: all that was shown; `tags`: what it says, which replies they were, what was done and what is waited for. */
export const cameOf = (world: World, before: State, after: Outcome): { text: string; tags: Set<string> } => {
  const text = shownText(world, after)
  const tags = new Set([
    ...saying.filter(([, pattern]) => pattern.test(text)).map(([tag]) => tag),
    ...ofReplies(after),
    ...ofPending(after.seat),
    ...ofMoves(world, before, after),
    ...done(before, after),
  ])
  return { text, tags }
}

/** Why «stemmer det?» is asked of another question than the open one. */
const aboutAnother: ReadonlySet<string> = new Set(['earlier', 'put_right'])
