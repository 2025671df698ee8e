/** Who is signed in, and what the page needs of Redis besides, by one way there as a rule. */

import type { IncomingMessage } from 'node:http'
import { rememberedTurn } from '../../../app/conversation/remembered.ts'
import { isLately } from '../../../app/conversation/who.ts'
import { type LinkCopy, StoreAway } from '../../../app/ports/progress.ts'
import { seatKey } from '../../../app/service.ts'
import { isInChat, type PageNews } from '../../../app/web/web-channel.ts'
import { type PageDeps, type Place, sessionMeant } from '../../../app/web/web-page.ts'
import type { OnWeb, SignedIn, WebRegister, WebSessions } from '../../../app/web/web-ports.ts'
import { remember } from '../../../memory.ts'
import type { View } from '../../../wording/view.ts'
import { cookieOf } from '../caller.ts'

/**
 * What this process knows of a browser. `hash`: of its code; `at`: when SQL said who stands behind that, ms; `register`: as
 * `registerState` gave it before; `sessionId`: the part of its last page. `next`: what the page is made of that a post has just
 * led to, `until` ms of the steady clock.
 */
export type KnownPage = {
  who: OnWeb
  hash: string
  at: number
  register: string
  sessionId: string
  next?: { signedIn: SignedIn; ahead: Ahead; until: number }
}

/** Read together with the web session. `news`: what waits for the page. */
type Ahead = { copy: LinkCopy | null; news: View[] }

/** `ahead`: null: nothing was. */
export type Signed = { secret: string; signedIn: SignedIn; who: OnWeb; ahead: Ahead | null }

type Deps = {
  of(wave?: string): PageDeps
  register: WebRegister
  sessions: WebSessions
  news: PageNews
  /** By cookie. */
  known: Map<string, KnownPage>
}

/** Who is signed in; null: nobody, or the code has ended meanwhile. Throws `StoreAway`. */
export const signedBy = async (deps: Deps, request: IncomingMessage): Promise<Signed | null> => {
  const secret = cookieOf(request)
  if (secret === null) return null
  const last = deps.known.get(secret)
  const next = last === undefined ? null : takeNext(last, request, deps.of().progress.registerSeen())
  if (last !== undefined && next !== null) return { secret, who: last.who, ...next }
  const [signedIn, read] = await Promise.all([
    deps.sessions.find(secret),
    last === undefined ? null : readAhead(deps, last),
  ])
  const known = signedIn === null ? null : await knownNow(deps, { signedIn, last, read })
  if (signedIn !== null && known !== null) {
    remember(deps.known, secret, known)
    const isAhead = last?.sessionId === known.sessionId && last.who.person.personId === known.who.person.personId
    return { secret, signedIn, who: known.who, ahead: isAhead ? read : null }
  }
  deps.known.delete(secret)
  if (signedIn !== null) await deps.sessions.end(secret)
  return null
}

/** A browser asks for the page at once; it is made of what its post has read and stored, as if the post had answered with it. */
const NEXT_MS = 2_000

/** Once, and while nobody's rights have changed as far as this process has seen. A post always reads anew. */
const takeNext = (
  known: KnownPage,
  { method }: IncomingMessage,
  registerSeen: string,
): Pick<Signed, 'signedIn' | 'ahead'> | null => {
  const { next, register } = known
  delete known.next
  const isTheirs = method === 'GET' && register === registerSeen && performance.now() <= (next?.until ?? 0)
  return next !== undefined && isTheirs ? next : null
}

/** After a post that told nobody anything: keeps what it has read and stored for the page that it leads to. */
export const keepForNext = (
  { of, known }: Pick<Deps, 'of' | 'known'>,
  { secret, signedIn, who, ahead }: Signed,
  { looked, membership: { sessionId } }: Pick<Place, 'looked' | 'membership'>,
): void => {
  const last = known.get(secret)
  const stored = rememberedTurn(of(who.wave), { sessionId, personId: who.person.personId })
  if (last?.sessionId !== sessionId || looked === null || stored === null || ahead === null || ahead.news.length > 0)
    return
  const copy = { ...looked, ahead: { sessionId, stored } }
  last.next = { signedIn, ahead: { copy, news: [] }, until: performance.now() + NEXT_MS }
}

/** Commands of one moment leave together, those that find the web session too. */
const readAhead = async ({ of, news }: Deps, { who, sessionId }: KnownPage): Promise<Ahead> => {
  const { personId } = who.person
  const [copy, waiting] = await Promise.all([
    of(who.wave).progress.readLink(who.wave, personId, sessionId),
    news.read(seatKey({ sessionId, personId })),
  ])
  return { copy, news: waiting }
}

type Looked = { signedIn: SignedIn; last: KnownPage | undefined; read: Ahead | null }

/** While SQL is away, who stood behind a code a little while ago does so still, as in the chat. */
const knownNow = async ({ register, of }: Deps, { signedIn, last, read }: Looked): Promise<KnownPage | null> => {
  const { progress, now } = of()
  const at = now()
  const { respondentId, hash } = signedIn
  const lately = last !== undefined && last.hash === hash && isLately(last.at, at) && at < last.who.endsAt ? last : null
  if (lately !== null && lately.register === progress.registerSeen() && isSeated(lately, signedIn, read)) return lately
  try {
    const state = await progress.registerState()
    const who = await register.standing({ respondentId, hash }, new Date(at))
    return who === null ? null : { who, hash, at, register: state, sessionId: sessionMeant(who, signedIn) }
  } catch (error) {
    if (!(error instanceof StoreAway) || lately === null) throw error
    return { ...lately, sessionId: sessionMeant(lately.who, signedIn) }
  }
}

/**
 * The seat is where the code's person has it. Whoever links Teams takes it along, and whoever is asked there has a card: then SQL
 * says who they are, and where the card is.
 */
const isSeated = (last: KnownPage, signedIn: SignedIn, read: Ahead | null): boolean => {
  const turn = read?.copy?.ahead?.stored
  const isSame = last.sessionId === sessionMeant(last.who, signedIn)
  return isSame && turn !== undefined && turn.seat !== null && !isInChat(turn.cardId)
}
