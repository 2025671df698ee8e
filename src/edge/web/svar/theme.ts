/** `/svar/tema`: a theme shown, and what is posted from it; and which way of answering the person wants. */

import { randomUUID } from 'node:crypto'
import { contextOf } from '../../../app/conversation/say.ts'
import { takeTheme } from '../../../app/web/theme-turn.ts'
import { type Place, placeOf, problemOf } from '../../../app/web/web-page.ts'
import { openDraft } from '../../../engine/draft.ts'
import { hindrance } from '../../../engine/window.ts'
import { type GivenThere, themeView } from '../../../wording/theme.ts'
import { parseCard } from '../../teams/parse-card.ts'
import { endedCookie, queryOf } from '../caller.ts'
import { pressedOf } from '../form.ts'
import { answerJson, leadTo } from '../frame/answer-page.ts'
import { type Asked, dropShown, open, placedBy, postedBy, type Signed, type SvarDeps, unlessAway } from './signed.ts'
import { THEME_PATH } from './theme-page.ts'
import { questionsIn } from './typed.ts'

type Shown = {
  status?: number
  saved?: boolean
  notice?: string | null
  given?: ReadonlyMap<string, GivenThere>
  section?: string | undefined
}

/** Answers with the page of a theme; `show`: in the frame of somebody who is signed in. */
type ShowTheme = (
  asked: Asked,
  placed: Signed & { place: Place },
  theme: NonNullable<ReturnType<typeof themeView>>,
  about: { status: number; saved: boolean; notice: string | null },
) => Promise<void>

/** The theme that the address names; where nothing can be answered now, the place where the person stands. */
export const showTheme = async (svar: SvarDeps, asked: Asked, show: ShowTheme): Promise<void> => {
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
  asked: Asked,
  placed: Signed & { place: Place },
  show: ShowTheme,
  { section, status = 200, saved = false, notice = null, given }: Shown,
): Promise<void> => {
  const { place, who } = placed
  const isOpen = hindrance(openDraft(place.world, place.state, null)) === null
  const theme = isOpen ? themeView(contextOf(svar.of(who.wave), place.world, place.state), section, given) : null
  if (theme === null) return leadTo(asked.response, '/svar/skjema?ett=1')
  await show(asked, placed, theme, { status, saved, notice })
}

/** What was given on a theme: stored one by one; what could not be stays in its field, with why. */
export const takeThemePost = async (svar: SvarDeps, asked: Asked, show: ShowTheme): Promise<void> => {
  const posted = await postedBy(svar, asked)
  if (posted === null) return
  const { form, lost, who, signedIn } = posted
  const section = form.get('tema') ?? ''
  const questions = questionsIn(form)
  await unlessAway(svar, asked, lost, async () => {
    const deps = svar.of(who.wave)
    const before = await placeOf(deps, who, signedIn)
    if (before === null) return open(svar, asked, 401, { said: 'ended', cookies: [endedCookie] })
    await dropShown(svar, posted, before)
    const taken = await takeTheme(deps, { ...posted, place: before }, { section, id: `web-${randomUUID()}`, questions })
    const { place, notStored, notice } = taken
    if (place === null)
      return open(svar, asked, 200, { said: 'left', cookies: [endedCookie], language: before.language })
    const placed = { ...posted, place }
    if (notStored.size > 0)
      return await themeAt(svar, asked, placed, show, { section, status: 422, given: notStored, notice })
    if (form.has('bare')) return await themeAt(svar, asked, placed, show, { section, saved: taken.saved > 0 })
    const theme = themeView(contextOf(deps, place.world, place.state), section)
    const to = form.get('til')
    // Answers have led to questions that were not on the page: they come before another theme.
    const isHere = theme?.id === section && (to === 'her' || (to === 'neste' && taken.revealed))
    const next = isHere ? section : to === 'forrige' ? theme?.before : theme?.after
    const done = `lagret=1${isHere && taken.revealed ? '&nye=1' : ''}`
    leadTo(asked.response, next === undefined ? '/svar/oversikt' : `${THEME_PATH}?t=${next}&${done}`)
  })
}

/** What would be said of an answer that is in its fields and not yet sent, for the page to tell it at once. Stores nothing. */
export const checkAnswer = async (svar: SvarDeps, asked: Asked): Promise<void> => {
  const posted = await postedBy(svar, asked)
  if (posted === null) return
  const { who, signedIn, form } = posted
  const deps = svar.of(who.wave)
  const place = await placeOf(deps, who, signedIn)
  const press = pressedOf(form)
  const card = press === null ? null : parseCard(press)
  const problem = place === null || card?.do !== 'answer' ? null : problemOf(deps, place, card)
  answerJson(asked.response, { problem })
}

/** One theme or one question a page, as the person wants it from now on. */
export const chooseLayout = async (svar: SvarDeps, asked: Asked): Promise<void> => {
  const posted = await postedBy(svar, asked)
  if (posted === null) return
  const layout = posted.form.get('visning') === 'tema' ? 'theme' : 'question'
  await svar.sessions.choose(posted.secret, { layout })
  leadTo(asked.response, layout === 'theme' ? THEME_PATH : '/svar/skjema')
}
