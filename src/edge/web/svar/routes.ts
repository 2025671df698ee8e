/** `/svar`, mounted on the public server: signing in by code, the pages, and what is posted from them. */

import { hash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { RequestHandler, Server } from 'restify'
import { StoreAway } from '../../../app/ports/progress.ts'
import { type Place, placeOf, viewAt } from '../../../app/web/web-page.ts'
import { type Posted, webTurn } from '../../../app/web/web-turn.ts'
import type { Reply } from '../../../engine/session.ts'
import { pageNow } from '../../../engine/where-next.ts'
import type { Language } from '../../../questionnaire/schema.ts'
import { questionIn } from '../../../questionnaire/versions.ts'
import { isKnownTo, markedFor } from '../../../register/sealed-token.ts'
import { translate } from '../../../texts/translate.ts'
import { FORMS_PATH } from '../../../wording/form-address.ts'
import type { ThemeView } from '../../../wording/theme.ts'
import type { View } from '../../../wording/view.ts'
import { parseCard } from '../../teams/parse-card.ts'
import { ledToMeant } from '../address-meant.ts'
import { addressTeller, cookieOf, endedCookie, knownBrowser, languageAsked, queryOf, sessionCookie } from '../caller.ts'
import { firstFieldOf } from '../fields-html.ts'
import { pressedOf } from '../form.ts'
import { answerPage, leadTo, orFaultPage } from '../frame/answer-page.ts'
import { type AnswerPage, answerPageOf } from './answer-page.ts'
import { COPY_PATH, sendCopy, sendForm, showForms } from './documents.ts'
import { accessibilityPage, faultPage, partsPage } from './other-pages.ts'
import {
  contactOf,
  dropShown,
  fault,
  formOf,
  newsAt,
  open,
  type PageRequest,
  placedBy,
  placeFor,
  postedBy,
  postingOf,
  type SvarDeps,
  shownTo,
  titleOf,
  unlessAway,
} from './signed.ts'
import { keepForNext, type Signed } from './standing.ts'
import { checkAnswer, chooseLayout, sectionOf, showTheme, takeThemePost } from './theme.ts'
import { THEME_PATH } from './theme-page.ts'
import { typedLines } from './typed.ts'

/** Pages that only read, by path. */
const READING: Record<string, Reply> = {
  '/svar/oversikt': { type: 'review', notes: [] },
  '/svar/hjelp': { type: 'help' },
  '/svar/personvern': { type: 'privacy' },
  '/svar/alle': { type: 'all_questions' },
}

/** For `PublicRoutes.mount`. */
export const svarRoutes = (svar: SvarDeps): ((server: Server) => void) => {
  const addressOf = addressTeller(svar.trustedProxies)
  const away = (asked: PageRequest) => () => fault(svar, asked, 503, 'away')
  return (server) => {
    const route = (method: 'get' | 'post', path: string, handle: (asked: PageRequest) => Promise<void>): void => {
      const handler: RequestHandler = (request, response, next) => {
        const asked = { request, response }
        orFaultPage(svar, () => handle(asked), away(asked)).finally(() => next(false))
      }
      server[method](path, handler)
      // Whoever looks whether a link works asks for the head alone; Node leaves out the rest.
      if (method === 'get') server.head(path, handler)
    }
    route('get', '/assets/*', async (asked) => {
      if (!(await svar.assets.serve(asked.request, asked.response))) fault(svar, asked, 404, 'not_found')
    })
    route('get', '/tilgjengelighet', async ({ request, response }) =>
      answerPage(
        response,
        accessibilityPage({ language: languageAsked(request), assets: svar.assets }, contactOf(svar)),
      ),
    )
    route('get', '/svar', async (asked) => open(svar, asked, 200, {}))
    route('post', '/svar', (asked) => signIn(svar, asked, addressOf(asked.request)))
    route('post', '/svar/ut', (asked) => signOut(svar, asked))
    route('get', '/svar/skjema', (asked) => show(svar, asked))
    for (const [path, reply] of Object.entries(READING)) route('get', path, (asked) => show(svar, asked, reply))
    route('post', '/svar/skjema', (asked) => take(svar, asked))
    route('get', THEME_PATH, (asked) => showTheme(svar, asked, themeIn(svar)))
    route('post', THEME_PATH, (asked) => takeThemePost(svar, asked, themeIn(svar)))
    route('post', '/svar/sjekk', (asked) => checkAnswer(svar, asked))
    route('post', '/svar/visning', (asked) => chooseLayout(svar, asked))
    // What is only posted to stands in the address line of what answered it.
    for (const path of ['/svar/ut', '/svar/sjekk', '/svar/visning'])
      route('get', path, async ({ response }) => leadTo(response, '/svar/skjema'))
    route('get', COPY_PATH, (asked) => sendCopy(svar, asked))
    route('get', FORMS_PATH, (asked) => showForms(svar, asked))
    server.get(`${FORMS_PATH}/:wave/:file`, (request, response, next) => {
      const { wave = '', file = '' }: { wave?: string; file?: string } = request.params ?? {}
      const asked = { request, response }
      orFaultPage(svar, () => sendForm(svar, asked, wave, file), away(asked)).finally(() => next(false))
    })
    route('get', '/svar/deler', (asked) => showParts(svar, asked))
    route('post', '/svar/deler', (asked) => choosePart(svar, asked))
  }
}

/** For `PublicRoutes.refused`: what the server itself refuses below `/svar` is a page too. False: it is not below it. */
export const refusedBelowSvar = (
  svar: Pick<SvarDeps, 'assets' | 'of'>,
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
): boolean => {
  if (status === 404 && ledToMeant(request, response)) return true
  if (!/^\/(svar|assets|tilgjengelighet)(?:[/?]|$)/.test(request.url ?? '')) return false
  answerPage(response, faultPage(shownTo(svar, request), status < 500 ? 'not_found' : 'away'), { status })
  return true
}

/** All that is wrong is answered alike. */
const signIn = async (svar: SvarDeps, asked: PageRequest, address: string): Promise<void> => {
  const form = await formOf(svar, asked)
  if (form === null) return
  const language: Language = form.get('lang') === 'nn' ? 'nn' : 'nb'
  const typed = form.get('code') ?? ''
  if (typed.trim() === '') return open(svar, asked, 422, { language, problem: 'empty' })
  const at = new Date(svar.of().now())
  const opening = await svar.opens(typed, { address, at })
  if (opening.type !== 'opened')
    return open(svar, asked, opening.type === 'too_many' ? 429 : 422, { language, problem: opening.type })
  const { opened } = opening
  const secret = await svar.sessions.begin({ ...opened, locale: language })
  const before = cookieOf(asked.request)
  if (before !== null) await svar.sessions.end(before)
  const who = await svar.register.standing(opened, at)
  const marks = knownBrowser.of(asked.request)?.split('.') ?? []
  const { respondentId } = opened
  if (who !== null && !isKnownTo(svar.secrets, respondentId, marks)) void svar.tellOfOpening(who, respondentId)
  const known = knownBrowser.holding(markedFor(svar.secrets, respondentId, marks).join('.'))
  leadTo(asked.response, '/svar/skjema', [sessionCookie(secret), known])
}

const signOut = async (svar: SvarDeps, asked: PageRequest): Promise<void> => {
  const posted = await postedBy(svar, asked)
  if (posted === null) return
  await svar.sessions.end(posted.secret)
  open(svar, asked, 200, { said: 'left', cookies: [endedCookie], language: posted.signedIn.locale })
}

const show = async (svar: SvarDeps, asked: PageRequest, reply?: Reply): Promise<void> => {
  const placed = await placedBy(svar, asked)
  if (placed === null) return
  const query = queryOf(asked.request)
  const saved = query.has('lagret')
  const { place, signedIn } = placed
  if (reply === undefined && signedIn.layout === 'theme' && !query.has('ett') && isPlainQuestion(place)) {
    const section = sectionOf(place)
    const { position } = place.state.seat
    // Who opened a question to change it is led to it among the others.
    const isChange = position.at === 'question' && (position.back !== undefined || position.over !== undefined)
    const anchor = isChange ? `#${firstFieldOf(position.question)}` : ''
    return leadTo(asked.response, `${THEME_PATH}${section === undefined ? '' : `?t=${section}`}${anchor}`)
  }
  const view = viewAt(svar.of(placed.who.wave), placed.place, reply)
  const isOverview = view.type === 'panel' && (reply === undefined || reply.type === 'review')
  await answerWith(svar, asked, placed, {
    view,
    saved,
    here: reply ? 'reading' : 'questions',
    waiting: isOverview ? await waitingAt(svar, placed) : [],
  })
}

/** Who waits for a yes; a page is shown without where that cannot be asked, as the mail told it too. */
const waitingAt = async (svar: SvarDeps, { who, place }: Signed & { place: Place }): Promise<AnswerPage['waiting']> => {
  try {
    return await svar.waiting(who, place)
  } catch (error) {
    if (error instanceof StoreAway) return []
    throw error
  }
}

/** Nothing but a question waits where the person stands. */
const isPlainQuestion = ({ world, state, waits }: Place): boolean => {
  const reply = pageNow(world, state)
  return !waits && reply.type === 'question' && reply.pending === undefined
}

/** Shows a theme in the frame that questions stand in. */
const themeIn =
  (svar: SvarDeps): Parameters<typeof showTheme>[2] =>
  (asked, placed, view, { notice, ...about }) => {
    const said = notice === 'revealed' ? translate(view.language, 'web.theme.revealed') : notice
    return answerWith(svar, asked, placed, { view, notice: said, ...about })
  }

type Shown = {
  view: View | ThemeView
  here?: 'questions' | 'reading'
  saved?: boolean
  notice?: string | null
  lost?: readonly string[]
  waiting?: AnswerPage['waiting']
  status?: number
}

const answerWith = async (
  svar: SvarDeps,
  { response }: PageRequest,
  signed: Signed & { place: Place },
  { view, here = 'questions', saved = false, notice = null, lost = [], waiting = [], status = 200 }: Shown,
): Promise<void> => {
  const { signedIn, place } = signed
  const { membership, memberships, language } = place
  const news = signed.ahead?.news ?? (await svar.news.read(newsAt(signed, place)))
  const posting = postingOf(signedIn, news.length)
  const page = answerPageOf({
    language,
    assets: svar.assets,
    posting,
    view,
    news,
    here,
    saved,
    notice,
    lost,
    waiting,
    ...documentsOf(svar, place),
    session: membership.sessionId,
    several: memberships.length > 1,
    where: titleOf(svar, place, language),
    asked: place.waits && here === 'questions' && 'type' in view,
    types:
      here === 'reading' && 'type' in view && view.type === 'panel' && view.title === translate(language, 'help.title'),
  })
  answerPage(response, page, { status })
}

/** The form that the person's part is, and whether there is anything to copy. */
const documentsOf = ({ of }: SvarDeps, { membership: { wave, part, unitId }, world, state }: Place) => {
  const kind = of(wave).survey.units.get(unitId)?.kind ?? world.unit.kind
  const isGiven = Object.values(state.session.entries).some(({ answer, missing }) => answer ?? missing)
  return { form: { wave, part, kind }, hasAnswers: isGiven }
}

/** A post of the form: the turn, then the page that follows by GET, so that loading it again posts nothing. */
const take = async (svar: SvarDeps, asked: PageRequest): Promise<void> => {
  const posted = await postedBy(svar, asked)
  if (posted === null) return
  await unlessAway(svar, asked, posted.lost, () => turnOn(svar, asked, posted))
}

const turnOn = async (
  svar: SvarDeps,
  asked: PageRequest,
  posted: Signed & { form: URLSearchParams },
): Promise<void> => {
  const { form, who, signedIn } = posted
  const before = await placeFor(svar, posted)
  if (before === null) return open(svar, asked, 401, { said: 'ended', cookies: [endedCookie] })
  const act = actOf(form)
  if (act === null) return leadTo(asked.response, '/svar/skjema')
  await dropShown(svar, posted, before)
  const {
    shown: pressed,
    notice,
    lost,
    isTold,
  } = await webTurn(svar.of(who.wave), who, signedIn, { place: before, posted: act })
  // Answered, and nothing to be said of it: where that leads is read by the page that follows.
  if (pressed?.type === 'closed' && pressed.notes.length === 0 && notice === null && lost === null) {
    if (!isTold) keepForNext(svar, posted, before)
    return leadTo(asked.response, 'card' in act && act.card.do === 'answer' ? '/svar/skjema?lagret=1' : '/svar/skjema')
  }
  const place = await placeOf(svar.of(who.wave), who, signedIn)
  if (place === null) return open(svar, asked, 200, { said: 'left', cookies: [endedCookie], language: before.language })
  const there = { ...posted, ahead: null, place }
  const view = viewAt(svar.of(who.wave), place)
  const question = 'card' in act ? questionIn(place.world.questionnaire, act.card.q) : undefined
  const typed = lost === null ? [] : typedLines(lost, question, place.language)
  if (pressed?.type === 'question' && pressed.problem !== undefined)
    return await answerWith(svar, asked, there, { view: pressed, status: 422 })
  if (notice !== null || typed.length > 0) {
    const said = notice?.type === 'text' ? notice.text : noticeOf(pressed)
    return await answerWith(svar, asked, there, { view, notice: said, lost: typed, status: 409 })
  }
  // A panel that leads on from where the person stands, such as the question before sending in.
  const isOther = pressed?.type === 'panel' && (view.type !== 'panel' || pressed.title !== view.title)
  if (isOther && 'card' in act && PANELS.has(act.card.do))
    return await answerWith(svar, asked, there, { view: pressed })
  // What is asked about first is not stored yet.
  const isAsked = pressed?.type === 'question' && pressed.input.kind === 'none'
  const isAnswered = 'card' in act && act.card.do === 'answer' && !isAsked
  leadTo(asked.response, isAnswered ? '/svar/skjema?lagret=1' : '/svar/skjema')
}

/** Presses that a panel answers, wherever the person stands. */
const PANELS = new Set(['submit', 'submit_yes', 'take_back', 'review', 'reopen', 'others'])

/** Why a press was not taken, as the card in the chat would say it. */
const noticeOf = (pressed: View | null): string | null => {
  if (pressed === null || pressed.type === 'panel' || pressed.type === 'text') return null
  return pressed.notes.map(({ text }) => text).join('\n') || null
}

/** What a form asks for; null: nothing of ours. The same form with the same content is the same act. */
const actOf = (form: URLSearchParams): Posted | null => {
  const id = `web-${hash('sha256', form.toString(), 'base64url').slice(0, 32)}`
  const press = pressedOf(form)
  const card = press === null ? null : parseCard(press)
  if (card !== null && !card.do.startsWith('admin_')) return { id, card }
  const text = form.get('text')?.trim() ?? ''
  return text === '' || press !== null ? null : { id, text }
}

const showParts = async (svar: SvarDeps, asked: PageRequest): Promise<void> => {
  const placed = await placedBy(svar, asked)
  if (placed === null) return
  const { language, memberships } = placed.place
  const parts = memberships.map((membership) => ({
    session: membership.sessionId,
    title: titleOf(svar, { membership }, language),
  }))
  answerPage(asked.response, partsPage({ language, assets: svar.assets }, postingOf(placed.signedIn, 0), parts))
}

const choosePart = async (svar: SvarDeps, asked: PageRequest): Promise<void> => {
  const posted = await postedBy(svar, asked)
  if (posted === null) return
  const chosen = posted.form.get('part') ?? ''
  const place = await placeOf(svar.of(posted.who.wave), posted.who, { ...posted.signedIn, current: chosen })
  if (place?.membership.sessionId === chosen) await svar.sessions.choose(posted.secret, { current: chosen })
  leadTo(asked.response, '/svar/skjema')
}
