/** What was given on the page of a theme: a turn for each question that was touched, in the order of the route. */

import { isSettled, routeOf, type Stop, within } from '../../engine/route.ts'
import type { CardData, CardVerb } from '../../engine/session.ts'
import { isAsked } from '../../questionnaire/shape.ts'
import type { GivenThere, ThemeFault, WithoutAnswer } from '../../wording/theme.ts'
import { storedOf } from '../../wording/theme.ts'
import type { View } from '../../wording/view.ts'
import { type PageDeps, type Place, placeOf } from './web-page.ts'
import type { OnWeb, SignedIn } from './web-ports.ts'
import { webTurn } from './web-turn.ts'

/**
 * One question on a posted page. `was`: what its fields held when the page was made, as `heldBy` writes it. `r`: the revision
 * that was shown. `sure`: what the person chose where they were asked, their own answer or a colleague's that stands.
 */
export type PostedQuestion = {
  r: number
  was: string
  values: Record<string, string>
  missing?: WithoutAnswer
  sure?: 'mine' | 'theirs'
}

/** `id`: of the posted form. `questions`: by question id. */
export type PostedTheme = { section: string; id: string; questions: ReadonlyMap<string, PostedQuestion> }

/**
 * `notStored`: what was given and is not stored, each with why. `gone`: what was given to questions that are asked no longer, as
 * after a colleague's answer; none of it is stored. `saved`: how many answers were. `notice`: a text about all of
 * it, such as that a store is away. `revealed`: a question is open that was not on the page. `place`: after it; null: nothing is
 * left to the person.
 */
export type TakenTheme = {
  notStored: Map<string, GivenThere>
  gone: Map<string, GivenThere>
  saved: number
  notice: string | null
  revealed: boolean
  place: Place | null
}

/** What fields hold, as text: the same for the same content. */
export const heldBy = ({ values, missing }: { values: Record<string, string>; missing?: WithoutAnswer }): string =>
  [...Object.entries(values), ...(missing === undefined ? [] : [['missing', missing] as const])]
    .filter(([, value]) => value.trim() !== '')
    .map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value.replace(/\r\n/gu, '\n'))}`)
    .sort()
    .join('&')

/**
 * Takes it. `before`: where the person stood. What a person has not touched is not sent, whatever stands there now. Throws
 * `StoreAway` where the place cannot be read.
 */
export const takeTheme = async (
  deps: PageDeps,
  { who, signedIn, place: before }: { who: OnWeb; signedIn: SignedIn; place: Place },
  posted: PostedTheme,
): Promise<TakenTheme> => {
  const notStored: TakenTheme['notStored'] = new Map()
  const done = new Set<string>()
  let saved = 0
  let notice: string | null = null
  let place: Place | null = before
  for (;;) {
    const stops = place === null ? [] : stopsIn(place, posted.section)
    const stop = stops.find(({ question }) => !done.has(question.id) && isForUs(posted, question.id))
    if (place === null || stop === undefined) {
      const gone = new Map([...posted.questions].filter(([id, one]) => !done.has(id) && heldBy(one) !== one.was))
      const revealed = place !== null && stops.some((one) => isNew(posted, one))
      return { notStored, gone, saved, notice, place, revealed }
    }
    done.add(stop.question.id)
    const taken = await takeOne({ deps, who, signedIn, place }, posted, stop)
    if (taken === 'untouched') continue
    if (taken === 'saved') saved++
    else if (taken !== 'read') {
      notStored.set(stop.question.id, taken.given)
      notice ??= taken.notice
    }
    place = await placeOf(deps, who, signedIn)
  }
}

const stopsIn = ({ world, state }: Place, section: string): Stop[] =>
  within(world.sections, routeOf(world.questionnaire, world.unit, state.session.entries)).filter(
    (stop) => stop.section.id === section,
  )

const isForUs = ({ questions }: PostedTheme, id: string): boolean => questions.has(id)

const isNew = ({ questions }: PostedTheme, { question, entry }: Stop): boolean =>
  isAsked(question) && !isSettled(entry) && !questions.has(question.id)

type At = { deps: PageDeps; who: OnWeb; signedIn: SignedIn; place: Place }
type NotTaken = { given: GivenThere; notice: string | null }

const takeOne = async (
  at: At,
  { id, questions }: PostedTheme,
  stop: Stop,
): Promise<'saved' | 'read' | 'untouched' | NotTaken> => {
  const question = stop.question.id
  const posted = questions.get(question)
  if (posted === undefined) return 'untouched'
  const { r, values, missing, sure } = posted
  if (!isAsked(stop.question)) return stop.entry?.read ? 'untouched' : await read(at, stop, id)
  const held = heldBy(posted)
  // A colleague's answer that is let stand; and what is there already.
  if (sure === 'theirs' || held === posted.was || held === heldBy(storedOf(stop))) return 'untouched'
  // A tick beside what stood there is about the tick, and new words beside an old tick about the words.
  const verb: CardVerb = missing !== undefined && !isChanged(posted) ? missing : 'answer'
  const card = (did: CardVerb, about = r): CardData => ({
    s: at.place.membership.sessionId,
    q: question,
    r: about,
    do: did,
    values: did === 'answer' ? values : {},
  })
  const press = async (did: CardVerb, about?: number) =>
    await webTurn(at.deps, at.who, at.signedIn, {
      // What is said to «er du sikker?» comes after what was read for the answer.
      place: about === undefined ? at.place : { ...at.place, looked: null },
      posted: { id: `${id}.${question}.${did}`, card: card(did, about) },
    })
  const given: GivenThere = { values, ...(missing === undefined ? {} : { missing }) }
  const { shown, notice } = await press(verb)
  const asked = confirmIn(shown)
  if (asked !== null) {
    // A card names the revision that stands now, which a colleague may have raised.
    const now = asked.actions[0]?.ref.r ?? r
    if (sure !== 'mine') {
      await press('confirm_no', now)
      return { given: { ...given, fault: faultOf(asked) }, notice: null }
    }
    const confirmed = await press('confirm_yes', now)
    const again = confirmIn(confirmed.shown)
    if (again === null) return resultOf(given, confirmed)
    await press('confirm_no', again.actions[0]?.ref.r ?? now)
    return { given: { ...given, fault: faultOf(again) }, notice: null }
  }
  return resultOf(given, { shown, notice })
}

/** The words that were there when the tick was made are no answer beside it. */
const isChanged = ({ was, values }: PostedQuestion): boolean => {
  const words = heldBy({ values })
  return (
    words !== '' &&
    words !==
      was
        .split('&')
        .filter((one) => !one.startsWith('missing='))
        .join('&')
  )
}

const read = async (at: At, { question, entry }: Stop, id: string): Promise<'read'> => {
  const { sessionId } = at.place.membership
  const card: CardData = { s: sessionId, q: question.id, r: entry?.r ?? 0, do: 'read', values: {} }
  await webTurn(at.deps, at.who, at.signedIn, { place: at.place, posted: { id: `${id}.${question.id}`, card } })
  return 'read'
}

type Asking = Extract<View, { type: 'question' }>

/** A question that waits for «ja» or «nei» before anything is stored. */
const confirmIn = (shown: View | null): Asking | null =>
  shown?.type === 'question' && shown.actions.some(({ verb }) => verb === 'confirm_yes') ? shown : null

const faultOf = ({ versions, notes }: Asking): ThemeFault => {
  const text = notes.at(-1)?.text ?? ''
  return versions === undefined ? { text, sure: true } : { text, versions }
}

const resultOf = (
  given: GivenThere,
  { shown, notice }: { shown: View | null; notice: View | null },
): 'saved' | NotTaken => {
  const said = notice?.type === 'text' ? notice.text : null
  switch (shown?.type) {
    case 'closed':
      if (shown.notes.length === 0) return 'saved'
      return { given: { ...given, fault: { text: wordsOf(shown.notes) } }, notice: said }
    case 'question':
      // The next rows of a matrix that goes over several cards.
      if (shown.problem === undefined && said === null && shown.input.kind === 'matrix') return 'saved'
      return { given: { ...given, fault: { text: shown.problem ?? wordsOf(shown.notes) } }, notice: said }
    case 'panel':
      return 'saved'
    default:
      return { given: said === null ? given : { ...given, fault: { text: said } }, notice: said }
  }
}

const wordsOf = (lines: readonly { text: string }[]): string => lines.map(({ text }) => text).join(' ')
