/** `/svar`, mounted on the public server: signing in by code, the pages, and what is posted from them. */

import { createHash, randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Server } from 'restify'
import { StoreAway } from '../../../app/ports/progress.ts'
import type { Opens } from '../../../app/web/opening.ts'
import type { PageNews } from '../../../app/web/web-channel.ts'
import { type PageDeps, type Place, placeOf, viewAt } from '../../../app/web/web-page.ts'
import type { OnWeb, SignedIn, WebRegister, WebSessions } from '../../../app/web/web-ports.ts'
import { type Posted, webTurn } from '../../../app/web/web-turn.ts'
import type { Reply } from '../../../engine/session.ts'
import { remember } from '../../../memory.ts'
import type { Language } from '../../../questionnaire/schema.ts'
import { isKnownTo, markedFor } from '../../../register/known-browser.ts'
import type { CodeSecrets } from '../../../register/lasting-code.ts'
import { translate } from '../../../texts/translate.ts'
import type { View } from '../../../wording/view.ts'
import { parseCard } from '../../teams/parse-card.ts'
import {
  addressTeller,
  cookieOf,
  endedCookie,
  isFromOurPage,
  isSame,
  knownBrowser,
  languageAsked,
  sessionCookie,
} from '../caller.ts'
import { pressedOf } from '../form.ts'
import { answerPage, leadTo } from '../frame/answer-page.ts'
import type { Assets } from '../frame/assets.ts'
import { readForm } from '../read-form.ts'
import type { Posting } from '../view-page.ts'
import { answerPageOf } from './answer-page.ts'
import { type OpenPage, openPage } from './open-page.ts'
import { accessibilityPage, type FaultKind, faultPage, partsPage } from './other-pages.ts'
import { type Telling, tellOfOpening } from './telling.ts'
import { questionIn, typedLines } from './typed.ts'

export type SvarDeps = {
  /** Of the wave of this id; absent: of the one that is talked about now. */
  of(wave?: string): PageDeps
  register: WebRegister
  sessions: WebSessions
  opens: Opens
  news: PageNews
  /** Code's hash → who stood behind it when SQL was last asked, and when, ms. */
  known: Map<string, { who: OnWeb; at: number }>
  assets: Assets
  /** As people see it; null: where the request went. */
  publicUrl: string | null
  trustedProxies: readonly string[]
  /** What a browser's marks are made from. */
  secrets: CodeSecrets
  telling: Telling
  onFault(error: unknown): void
}

type Asked = { request: IncomingMessage; response: ServerResponse }

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
  return (server) => {
    const route = (method: 'get' | 'post', path: string, handle: (asked: Asked) => Promise<void>): void => {
      server[method](path, (request, response, next) => {
        guarded(svar, { request, response }, handle).finally(() => next(false))
      })
    }
    route('get', '/assets/*', async (asked) => {
      if (!svar.assets.serve(asked.request, asked.response)) fault(svar, asked, 404, 'not_found')
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
  if (!/^\/(svar|assets|tilgjengelighet)(?:[/?]|$)/.test(request.url ?? '')) return false
  answerPage(response, faultPage(shownTo(svar, request), status < 500 ? 'not_found' : 'away'), { status })
  return true
}

const guarded = async (svar: SvarDeps, asked: Asked, handle: (asked: Asked) => Promise<void>): Promise<void> => {
  try {
    await handle(asked)
  } catch (error) {
    if (!(error instanceof StoreAway)) svar.onFault(error)
    fault(svar, asked, 503, 'away')
  }
}

const contactOf = ({ of }: Pick<SvarDeps, 'of'>): string => of().survey.wave.contact.email

const shownTo = ({ assets }: Pick<SvarDeps, 'assets'>, request: IncomingMessage) => ({
  ...{ assets, language: languageAsked(request) },
})

const fault = (
  svar: SvarDeps,
  { request, response }: Asked,
  status: number,
  kind: FaultKind,
  more: Parameters<typeof faultPage>[2] = {},
): void => answerPage(response, faultPage(shownTo(svar, request), kind, more), { status })

type Opening = Omit<OpenPage, 'assets' | 'contact' | 'language'> & { language?: Language; cookies?: string[] }

const open = (svar: SvarDeps, { request, response }: Asked, status: number, opening: Opening): void => {
  const { cookies = [], language = languageAsked(request), ...said } = opening
  const page = openPage({ ...said, language, assets: svar.assets, contact: contactOf(svar) })
  answerPage(response, page, { status, cookies })
}

/** All that is wrong is answered alike. */
const signIn = async (svar: SvarDeps, asked: Asked, address: string): Promise<void> => {
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
  if (who !== null && !isKnownTo(svar.secrets, respondentId, marks))
    void tellOfOpening(svar.telling, who, { respondentId, language })
  const known = knownBrowser.holding(markedFor(svar.secrets, respondentId, marks).join('.'))
  leadTo(asked.response, '/svar/skjema', [sessionCookie(secret), known])
}

const signOut = async (svar: SvarDeps, asked: Asked): Promise<void> => {
  const posted = await postedBy(svar, asked)
  if (posted === null) return
  await svar.sessions.end(posted.secret)
  open(svar, asked, 200, { said: 'left', cookies: [endedCookie], language: posted.signedIn.locale })
}

/** The form of a page of ours, or null when the answer has been given. */
const formOf = async (svar: SvarDeps, asked: Asked): Promise<URLSearchParams | null> => {
  const form = await readForm(asked.request)
  if (form === 'gone') return null
  if (form === 'too_large') fault(svar, asked, 413, 'large')
  else if (form === 'malformed') fault(svar, asked, 400, 'not_found')
  else if (!isFromOurPage(asked.request, svar.publicUrl)) open(svar, asked, 403, { said: 'other_page' })
  else return form
  return null
}

type Signed = { secret: string; signedIn: SignedIn; who: OnWeb }

/** Who is signed in; null: nobody, or the code has ended meanwhile. */
const signedBy = async (svar: SvarDeps, request: IncomingMessage): Promise<Signed | null> => {
  const secret = cookieOf(request)
  const signedIn = secret === null ? null : await svar.sessions.find(secret)
  if (secret === null || signedIn === null) return null
  const who = await standingOf(svar, signedIn)
  if (who !== null) return { secret, signedIn, who }
  await svar.sessions.end(secret)
  return null
}

/** While SQL is away, who stood behind a code a little while ago does so still, as in the chat. */
const KNOWN_MS = 10 * 60_000

const standingOf = async (
  { register, of, known }: SvarDeps,
  { respondentId, hash }: SignedIn,
): Promise<OnWeb | null> => {
  const now = of().now()
  try {
    const who = await register.standing({ respondentId, hash }, new Date(now))
    if (who === null) known.delete(hash)
    else remember(known, hash, { who, at: now })
    return who
  } catch (error) {
    const last = known.get(hash)
    if (!(error instanceof StoreAway) || last === undefined || now - last.at > KNOWN_MS) throw error
    return last.who
  }
}

/** A post of somebody signed in, from a page of theirs; null when the answer has been given. */
const postedBy = async (svar: SvarDeps, asked: Asked): Promise<(Signed & { form: URLSearchParams }) | null> => {
  const form = await formOf(svar, asked)
  if (form === null) return null
  const lost = typedLines(Object.fromEntries(form), undefined, 'nb')
  const signed = await unlessAway(svar, asked, lost, () => signedBy(svar, asked.request))
  if (signed === undefined) return null
  if (signed === null) {
    open(svar, asked, 401, { said: 'ended', lost, cookies: [endedCookie] })
    return null
  }
  if (isSame(form.get('token') ?? '', signed.signedIn.token)) return { ...signed, form }
  fault(svar, asked, 409, 'old', { lost, to: '/svar/skjema' })
  return null
}

/** What `work` gives; undefined when a store is away, which has been told then, with what was typed. */
const unlessAway = async <T>(
  svar: SvarDeps,
  asked: Asked,
  lost: readonly string[],
  work: () => Promise<T>,
): Promise<T | undefined> => {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof StoreAway)) throw error
    fault(svar, asked, 503, 'away', { lost, to: '/svar/skjema' })
    return undefined
  }
}

/** The place of who is signed in; null when the answer has been given. */
const placedBy = async (svar: SvarDeps, asked: Asked): Promise<(Signed & { place: Place }) | null> => {
  const signed = await signedBy(svar, asked.request)
  const place = signed === null ? null : await placeOf(svar.of(signed.who.wave), signed.who, signed.signedIn)
  if (signed !== null && place !== null) return { ...signed, place }
  open(svar, asked, 401, { ...(cookieOf(asked.request) === null ? {} : { said: 'ended' }), cookies: [endedCookie] })
  return null
}

const show = async (svar: SvarDeps, asked: Asked, reply?: Reply): Promise<void> => {
  const placed = await placedBy(svar, asked)
  if (placed === null) return
  const saved = new URL(asked.request.url ?? '/', 'http://localhost').searchParams.has('lagret')
  await answerWith(svar, asked, placed, {
    view: viewAt(svar.of(placed.who.wave), placed.place, reply),
    saved,
    here: reply ? 'reading' : 'questions',
  })
}

type Shown = {
  view: View
  here?: 'questions' | 'reading'
  saved?: boolean
  notice?: string | null
  lost?: readonly string[]
  status?: number
}

const answerWith = async (
  svar: SvarDeps,
  { response }: Asked,
  { signedIn, who, place }: Signed & { place: Place },
  { view, here = 'questions', saved = false, notice = null, lost = [], status = 200 }: Shown,
): Promise<void> => {
  const { membership, memberships, language } = place
  const news = await svar.news.read(`${membership.sessionId}:${who.person.personId}`)
  const posting = postingOf(signedIn, news.length)
  const page = answerPageOf({
    ...{ language, assets: svar.assets, posting, view, news, here, saved, notice, lost },
    ...{ session: membership.sessionId, several: memberships.length > 1, where: titleOf(svar, place, language) },
    asked: place.waits && here === 'questions',
    types: here === 'reading' && view.type === 'panel' && view.title === translate(language, 'help.title'),
  })
  answerPage(response, page, { status })
}

const postingOf = ({ token }: SignedIn, news: number): Posting => ({
  action: '/svar/skjema',
  token,
  id: randomUUID(),
  news,
})

const titleOf = (
  { of }: SvarDeps,
  { membership: { wave, part, unitId } }: Pick<Place, 'membership'>,
  language: Language,
): string => {
  const { survey } = of(wave)
  return `${survey.units.get(unitId)?.name ?? unitId} – ${survey.wave.parts[part]?.title[language] ?? part}`
}

/** A post of the form: the turn, then the page that follows by GET, so that loading it again posts nothing. */
const take = async (svar: SvarDeps, asked: Asked): Promise<void> => {
  const posted = await postedBy(svar, asked)
  if (posted === null) return
  const lost = typedLines(Object.fromEntries(posted.form), undefined, 'nb')
  await unlessAway(svar, asked, lost, () => turnOn(svar, asked, posted))
}

const turnOn = async (svar: SvarDeps, asked: Asked, posted: Signed & { form: URLSearchParams }): Promise<void> => {
  const { form, who, signedIn } = posted
  const before = await placeOf(svar.of(who.wave), who, signedIn)
  if (before === null) return open(svar, asked, 401, { said: 'ended', cookies: [endedCookie] })
  const seat = `${before.membership.sessionId}:${who.person.personId}`
  const act = actOf(form)
  if (act === null) return leadTo(asked.response, '/svar/skjema')
  const shown = Number(form.get('news') ?? 0)
  if (Number.isInteger(shown) && shown > 0 && shown <= 20) await svar.news.drop(seat, shown)
  const {
    shown: pressed,
    notice,
    lost,
  } = await webTurn(svar.of(who.wave), who, signedIn, { place: before, posted: act })
  const place = await placeOf(svar.of(who.wave), who, signedIn)
  if (place === null) return open(svar, asked, 200, { said: 'left', cookies: [endedCookie], language: before.language })
  const there = { ...posted, place }
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
  leadTo(asked.response, 'card' in act && act.card.do === 'answer' ? '/svar/skjema?lagret=1' : '/svar/skjema')
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
  const id = `web-${createHash('sha256').update(form.toString()).digest('base64url').slice(0, 32)}`
  const press = pressedOf(form)
  const card = press === null ? null : parseCard(press)
  if (card !== null && !card.do.startsWith('admin_')) return { id, card }
  const text = form.get('text')?.trim() ?? ''
  return text === '' || press !== null ? null : { id, text }
}

const showParts = async (svar: SvarDeps, asked: Asked): Promise<void> => {
  const placed = await placedBy(svar, asked)
  if (placed === null) return
  const { language, memberships } = placed.place
  const parts = memberships.map((membership) => ({
    session: membership.sessionId,
    title: titleOf(svar, { membership }, language),
  }))
  answerPage(asked.response, partsPage({ language, assets: svar.assets }, postingOf(placed.signedIn, 0), parts))
}

const choosePart = async (svar: SvarDeps, asked: Asked): Promise<void> => {
  const posted = await postedBy(svar, asked)
  if (posted === null) return
  const chosen = posted.form.get('part') ?? ''
  const place = await placeOf(svar.of(posted.who.wave), posted.who, { ...posted.signedIn, current: chosen })
  if (place?.membership.sessionId === chosen) await svar.sessions.choose(posted.secret, chosen)
  leadTo(asked.response, '/svar/skjema')
}
