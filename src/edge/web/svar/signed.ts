/** Who asks for a page below `/svar`: their form, their session, their place; and how faults are told. */

import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Documents } from '../../../app/documents.ts'
import { StoreAway } from '../../../app/ports/progress.ts'
import { seatKey } from '../../../app/service.ts'
import type { Opens } from '../../../app/web/opening.ts'
import type { PageNews } from '../../../app/web/web-channel.ts'
import { type PageDeps, type Place, placeOf } from '../../../app/web/web-page.ts'
import type { OnWeb, SignedIn, Waiting, WebRegister, WebSessions } from '../../../app/web/web-ports.ts'
import type { Language } from '../../../questionnaire/schema.ts'
import type { CodeSecrets } from '../../../register/lasting-code.ts'
import { partTitle } from '../../../texts/translate.ts'
import { cookieOf, endedCookie, isFromOurPage, isSame, languageAsked } from '../caller.ts'
import { answerPage } from '../frame/answer-page.ts'
import type { Assets } from '../frame/assets.ts'
import { readForm } from '../read-form.ts'
import type { Posting } from '../view-page.ts'
import { type OpenPage, openPage } from './open-page.ts'
import { type FaultKind, faultPage } from './other-pages.ts'
import { type KnownPage, type Signed, signedBy } from './standing.ts'
import { lostLines } from './typed.ts'

export type SvarDeps = {
  /** Of the wave of this id; absent: of the one that is talked about now. */
  of(wave?: string): PageDeps
  register: WebRegister
  sessions: WebSessions
  opens: Opens
  news: PageNews
  /** By cookie. */
  known: Map<string, KnownPage>
  assets: Assets
  /** As people see it; null: where the request went. */
  publicUrl: string | null
  trustedProxies: readonly string[]
  /** What a browser's marks are made from. */
  secrets: CodeSecrets
  /** Tells the respondent that their code was opened in a new browser; nobody waits for it. Never rejects. */
  tellOfOpening(who: OnWeb, respondentId: string): Promise<void>
  /** Who waits for a yes of who is signed in, in the part of the place, and where it is said. Throws `StoreAway`. */
  waiting(who: OnWeb, place: Place): Promise<{ one: Waiting; path: string }[]>
  documents: Documents
  onFault(error: unknown): void
}

export type PageRequest = { request: IncomingMessage; response: ServerResponse }

export const contactOf = ({ of }: Pick<SvarDeps, 'of'>): string => of().survey.wave.contact.email

export const shownTo = ({ assets }: Pick<SvarDeps, 'assets'>, request: IncomingMessage) => ({
  assets,
  language: languageAsked(request),
})

export const fault = (
  svar: SvarDeps,
  { request, response }: PageRequest,
  status: number,
  kind: FaultKind,
  more: Parameters<typeof faultPage>[2] = {},
): void => answerPage(response, faultPage(shownTo(svar, request), kind, more), { status })

type Opening = Omit<OpenPage, 'assets' | 'contact' | 'language'> & { language?: Language; cookies?: string[] }

export const open = (svar: SvarDeps, { request, response }: PageRequest, status: number, opening: Opening): void => {
  const { cookies = [], language = languageAsked(request), ...told } = opening
  const { survey, now } = svar.of()
  // No code opens anything then, whoever asks.
  const isOver = now() >= survey.closesAt && (told.said ?? 'ended') === 'ended'
  const page = openPage({
    ...told,
    ...(isOver ? { said: 'closed' as const } : {}),
    language,
    assets: svar.assets,
    contact: contactOf(svar),
  })
  answerPage(response, page, { status, cookies })
}

/** The form of a page of ours, or null when the answer has been given. */
export const formOf = async (svar: SvarDeps, asked: PageRequest): Promise<URLSearchParams | null> => {
  const form = await readForm(asked.request)
  if (form === 'gone') return null
  if (form === 'too_large') fault(svar, asked, 413, 'large')
  else if (form === 'malformed') fault(svar, asked, 400, 'not_found')
  else if (!isFromOurPage(asked.request, svar.publicUrl)) open(svar, asked, 403, { said: 'other_page' })
  else return form
  return null
}

/** `lost`: what stands in the form, as lines, to be shown back where it cannot be stored. */
export type Posted = Signed & { form: URLSearchParams; lost: string[] }

/** A post of somebody signed in, from a page of theirs; null when the answer has been given. */
export const postedBy = async (svar: SvarDeps, asked: PageRequest): Promise<Posted | null> => {
  const form = await formOf(svar, asked)
  if (form === null) return null
  const lost = lostLines(form)
  const signed = await unlessAway(svar, asked, lost, () => signedBy(svar, asked.request))
  if (signed === undefined) return null
  if (signed === null) {
    open(svar, asked, 401, { said: 'ended', lost, cookies: [endedCookie] })
    return null
  }
  if (isSame(form.get('token') ?? '', signed.signedIn.token)) return { ...signed, form, lost }
  fault(svar, asked, 409, 'old', { lost, to: '/svar/skjema' })
  return null
}

/** What `work` gives; undefined when a store is away, which has been told then, with what was typed. */
export const unlessAway = async <T>(
  svar: SvarDeps,
  asked: PageRequest,
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

/** The place of who is signed in, with what was read on the way; null: nothing is left to them. Throws `StoreAway`. */
export const placeFor = ({ of }: Pick<SvarDeps, 'of'>, { who, signedIn, ahead }: Signed): Promise<Place | null> =>
  placeOf(of(who.wave), who, signedIn, ahead?.copy)

/** The same for a page; null when the answer has been given. */
export const placedBy = async (svar: SvarDeps, asked: PageRequest): Promise<(Signed & { place: Place }) | null> => {
  const signed = await signedBy(svar, asked.request)
  const place = signed === null ? null : await placeFor(svar, signed)
  if (signed !== null && place !== null) return { ...signed, place }
  open(svar, asked, 401, { ...(cookieOf(asked.request) === null ? {} : { said: 'ended' }), cookies: [endedCookie] })
  return null
}

/** Where news waits for a person's next page. */
export const newsAt = ({ who }: Pick<Signed, 'who'>, { membership }: Pick<Place, 'membership'>): string =>
  seatKey({ sessionId: membership.sessionId, personId: who.person.personId })

/** Takes away what had waited and stood on the page that was posted. Throws `StoreAway`. */
export const dropShown = async ({ news }: SvarDeps, posted: Omit<Posted, 'lost'>, before: Place): Promise<void> => {
  const shown = Number(posted.form.get('news') ?? 0)
  if (Number.isInteger(shown) && shown > 0 && shown <= 20) await news.drop(newsAt(posted, before), shown)
}

export const postingOf = ({ token }: SignedIn, news: number): Posting => ({
  action: '/svar/skjema',
  token,
  id: randomUUID(),
  news,
})

export const titleOf = (
  { of }: SvarDeps,
  { membership: { wave, part, unitId } }: Pick<Place, 'membership'>,
  language: Language,
): string => {
  const { survey } = of(wave)
  return `${survey.units.get(unitId)?.name ?? unitId} – ${partTitle(survey.wave, part, language)}`
}
