/** `/svar/tema`: a theme shown, and what is posted from it; and which way of answering the person wants. */

import { randomUUID } from 'node:crypto'
import { contextOf } from '../../../app/conversation/say.ts'
import { takeTheme } from '../../../app/web/theme-turn.ts'
import { type Place, problemOf, viewAt } from '../../../app/web/web-page.ts'
import { openDraft } from '../../../engine/draft.ts'
import { hindrance } from '../../../engine/route.ts'
import { questionIn } from '../../../questionnaire/versions.ts'
import { type GivenThere, type ThemeView, themeView } from '../../../wording/theme.ts'
import type { View } from '../../../wording/view.ts'
import { parseCard } from '../../teams/parse-card.ts'
import { endedCookie, queryOf } from '../caller.ts'
import { pressedOf } from '../form.ts'
import { answerJson, leadTo } from '../frame/answer-page.ts'
import { dropShown, open, type PageRequest, placedBy, placeFor, postedBy, type SvarDeps, unlessAway } from './signed.ts'
import type { Signed } from './standing.ts'
import { THEME_PATH } from './theme-page.ts'
import { questionsIn, typedLines } from './typed.ts'

type Given = ReadonlyMap<string, GivenThere>

/** `given`: what stands in the fields and is not stored. `gone`: what has no field any more. */
type Shown = {
  status?: number
  saved?: boolean
  notice?: string | null
  given?: Given
  gone?: Given
  section?: string | undefined
}

/** Answers with the page of a theme, or of where the person stands; `show`: in the frame of somebody who is signed in. */
type ShowTheme = (
  asked: PageRequest,
  placed: Signed & { place: Place },
  view: ThemeView | View,
  about: { status: number; saved: boolean; notice: string | null; lost: readonly string[] },
) => Promise<void>

/** The theme that the address names; where nothing can be answered now, the place where the person stands. */
export const showTheme = async (svar: SvarDeps, asked: PageRequest, show: ShowTheme): Promise<void> => {
  const placed = await placedBy(svar, asked)
  if (placed === null) return
  const query = queryOf(asked.request)
  const said = query.get('nye') === null ? null : 'revealed'
  await themeAt(svar, asked, placed, show, {
    section: query.get('t') ?? sectionOf(placed.place),
    saved: query.has('lagret'),
    notice: said,
  })
}

/** The section of the question where a person stands; undefined: they stand at none. */
export const sectionOf = ({ state: { seat }, world }: Place): string | undefined => {
  const { position } = seat
  if (position.at !== 'question') return undefined
  return world.questionnaire.sections.find(({ questions }) => questions.some(({ id }) => id === position.question))?.id
}

const themeAt = async (
  svar: SvarDeps,
  asked: PageRequest,
  placed: Signed & { place: Place },
  show: ShowTheme,
  { section, status = 200, saved = false, notice = null, given = new Map(), gone = new Map() }: Shown,
): Promise<void> => {
  const { place, who } = placed
  const deps = svar.of(who.wave)
  const isOpen = hindrance(openDraft(place.world, place.state, null)) === null
  const theme = isOpen ? themeView(contextOf(deps, place.world, place.state), section, given) : null
  const lost = linesOf(place, theme === null ? new Map([...gone, ...given]) : gone)
  if (theme !== null) return await show(asked, placed, theme, { status, saved, notice, lost })
  if (lost.length === 0) return leadTo(asked.response, '/svar/skjema?ett=1')
  const why = [...given.values()].find(({ fault }) => fault !== undefined)?.fault?.text ?? null
  await show(asked, placed, viewAt(deps, place), { status: 409, saved, notice: notice ?? why, lost })
}

/** What was given, in words. */
const linesOf = ({ world, language }: Place, given: Given): string[] =>
  [...given].flatMap(([id, { values }]) => typedLines(values, questionIn(world.questionnaire, id), language))

/** What was given on a theme: stored one by one; what could not be stays in its field, with why. */
export const takeThemePost = async (svar: SvarDeps, asked: PageRequest, show: ShowTheme): Promise<void> => {
  const posted = await postedBy(svar, asked)
  if (posted === null) return
  const { form, lost, who } = posted
  const section = form.get('tema') ?? ''
  const questions = questionsIn(form)
  await unlessAway(svar, asked, lost, async () => {
    const deps = svar.of(who.wave)
    const before = await placeFor(svar, posted)
    if (before === null) return open(svar, asked, 401, { said: 'ended', cookies: [endedCookie] })
    await dropShown(svar, posted, before)
    const taken = await takeTheme(deps, { ...posted, place: before }, { section, id: `web-${randomUUID()}`, questions })
    const { place, notStored, gone, notice } = taken
    if (place === null)
      return open(svar, asked, 200, { said: 'left', cookies: [endedCookie], language: before.language })
    const placed = { ...posted, ahead: null, place }
    if (notStored.size > 0)
      return await themeAt(svar, asked, placed, show, { section, status: 422, given: notStored, gone, notice })
    if (linesOf(place, gone).length > 0) return await themeAt(svar, asked, placed, show, { section, status: 409, gone })
    if (form.has('bare')) return await themeAt(svar, asked, placed, show, { section, saved: taken.saved > 0 })
    const theme = themeView(contextOf(deps, place.world, place.state), section)
    const to = form.get('til')
    // Answers have led to questions that were not on the page: they come before another theme. A theme that is gone leads to
    // the one to go on with.
    const isHere = theme?.id !== section || to === 'her' || (to === 'neste' && taken.revealed)
    const next = isHere ? theme?.id : to === 'forrige' ? theme?.before : theme?.after
    const done = `lagret=1${isHere && taken.revealed ? '&nye=1' : ''}`
    leadTo(asked.response, next === undefined ? '/svar/oversikt' : `${THEME_PATH}?t=${next}&${done}`)
  })
}

/** What would be said of an answer that is in its fields and not yet sent, for the page to tell it at once. Stores nothing. */
export const checkAnswer = async (svar: SvarDeps, asked: PageRequest): Promise<void> => {
  const posted = await postedBy(svar, asked)
  if (posted === null) return
  const { who, form } = posted
  const deps = svar.of(who.wave)
  const place = await placeFor(svar, posted)
  const press = pressedOf(form)
  const card = press === null ? null : parseCard(press)
  const problem = place === null || card?.do !== 'answer' ? null : problemOf(deps, place, card)
  answerJson(asked.response, { problem })
}

/** One theme or one question a page, as the person wants it from now on. */
export const chooseLayout = async (svar: SvarDeps, asked: PageRequest): Promise<void> => {
  const posted = await postedBy(svar, asked)
  if (posted === null) return
  const layout = posted.form.get('visning') === 'tema' ? 'theme' : 'question'
  await svar.sessions.choose(posted.secret, { layout })
  leadTo(asked.response, layout === 'theme' ? THEME_PATH : '/svar/skjema')
}
