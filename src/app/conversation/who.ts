/** Who is writing, and which of their sessions they mean. Somebody not linked gets the linking conversation and nothing else. */

import type { Input } from '../../engine/session.ts'
import { remember } from '../../memory.ts'
import { isCommand } from '../../norwegian/hear.ts'
import { saidOf } from '../../norwegian/said.ts'
import { isStart } from '../../norwegian/told-beside.ts'
import { languages } from '../../questionnaire/schema.ts'
import { findCode, isBrokenCode, isCodeAlone, isGroupedCode } from '../../register/code.ts'
import { partTitle } from '../../texts/translate.ts'
import type { SendFailure } from '../ports/channel.ts'
import type { Link, Membership } from '../ports/people.ts'
import { type Envelope, type LinkCopy, StoreAway } from '../ports/progress.ts'
import { type Deps, isAsked, silent, type TurnResult } from '../service.ts'
import { isWithin } from '../steady.ts'
import type { Service } from '../waves.ts'
import { sessionOnPage } from '../web/web-channel.ts'
import { heardOr, languageOfClient, plainly } from './outside.ts'
import { toReadAhead } from './remembered.ts'

/** `deps`: of the wave that the turn is about. */
type Identified =
  | { type: 'membership'; deps: Deps; membership: Membership; input: Input; ahead?: LinkCopy['ahead'] }
  | { type: 'answer'; deps: Deps; result: TurnResult }

/** What one wave has to say to it. */
type Found =
  /** `fresh`: no copy of the link was there; absent: one was. */
  | { type: 'membership'; membership: Membership; input: Input; fresh?: boolean; ahead?: LinkCopy['ahead'] }
  | { type: 'answer'; result: TurnResult }
  /** The wave asks nothing of the person; `result` says so. */
  | { type: 'not_here'; result: TurnResult }
  /** A code was typed that is of a respondent of another wave. */
  | { type: 'elsewhere'; wave: string }

/** What nobody is greeted or corrected for when the bot does not know them. */
const QUIET: ReadonlySet<Input['type']> = new Set(['reaction', 'edited', 'other'])

/**
 * Finds the wave that is talked about and the person's link to it, or makes it on the spot when register or code allow: a
 * card names its wave, a code its own; else it is the current one, or another in which the person is asked. Throws `StoreAway`.
 */
export const identify = async (service: Service, envelope: Envelope): Promise<Identified> => {
  const { person, input } = envelope
  const now = service.current()
  if (input.type === 'left') {
    const at = new Date(now.now())
    for (const wave of service.waves.keys()) await now.progress.lookAgain(wave, person.personId)
    await now.register.markUnreachable(person.personId, 'uninstalled', at)
    return { ...answer(silent), deps: now }
  }
  // Not greeted is not unheard: who installs again at once is within reach again.
  if (input.type === 'joined') keepContact(now, envelope, 'sql')
  // Two install events reach a bot within seconds of each other; the second is not greeted.
  if (input.type === 'joined' && !(await now.progress.greetOnce(person.personId))) {
    return { ...answer(silent), deps: now }
  }
  const besides = service.besides()
  const ofCard = input.type === 'card' ? service.ofSession(input.card.s) : undefined
  const here = ofCard !== undefined && besides.includes(ofCard) ? ofCard : now
  const found = await inWave(here, envelope)
  if (found.type === 'elsewhere') return await byCodeOf(service, found.wave, envelope)
  if (found.type !== 'not_here') return { ...found, deps: here }
  for (const deps of [now, ...besides].filter((other) => other !== here)) {
    const other = await inWave(deps, envelope)
    if (other.type === 'membership' || other.type === 'answer') return { ...other, deps }
  }
  return { type: 'answer', deps: here, result: found.result }
}

/** A code of a wave that nobody looks after, or that is shut, lets nobody in. */
const byCodeOf = async (service: Service, wave: string, envelope: Envelope): Promise<Identified> => {
  const deps = [service.current(), ...service.besides()].find(({ survey }) => survey.wave.id === wave)
  const found = deps === undefined ? undefined : await inWave(deps, envelope)
  if (deps !== undefined && (found?.type === 'membership' || found?.type === 'answer')) return { ...found, deps }
  const here = service.current()
  return { ...answer(plainly(here, envelope, 'link.code_refused')), deps: here }
}

/** What the wave of `deps` makes of it. Throws `StoreAway`. */
const inWave = async (deps: Deps, envelope: Envelope): Promise<Found> => {
  const { input } = envelope
  const known = await knownLink(deps, envelope)
  const code = await byCode(deps, envelope, linkIn(known))
  if (code?.type === 'told') return answer(code.result)
  if (code?.type === 'elsewhere') return code
  if (code?.type === 'linked') return { type: 'membership', membership: code.membership, input: { type: 'joined' } }
  if (known === null || known === 'unchecked') {
    const key = known === null ? 'link.unknown' : 'link.unchecked'
    const way = { key: 'link.way.unknown', linked: false }
    return notHere(QUIET.has(input.type) ? silent : heardOr(deps, envelope, { key }, way))
  }
  keepContact(deps, envelope, known.source)
  if (envelope.reference.web !== undefined) return onItsPage(deps, envelope, known)
  const administered = known.link.role === null ? null : await deps.adminTurn?.(envelope, known.link)
  if (administered) return answer(administered)
  const chosen = await choose(deps, envelope, known)
  return chosen.type === 'membership' ? { ...chosen, ahead: known.ahead } : chosen
}

/** What a person may answer on the web: their own parts that are asked. A form that is entered for others is not among them. */
export const answeredOnWeb = ({ survey }: Pick<Deps, 'survey'>, link: Link): Membership[] =>
  link.memberships.filter((one) => one.mode === undefined && isAsked(survey, one))

/** On the web a page names its part, and leaves the chat with the one that is talked about there; nobody administers by a code. */
const onItsPage = (deps: Deps, envelope: Envelope, { link, ahead }: KnownLink): Found => {
  const { input, reference } = envelope
  const memberships = answeredOnWeb(deps, link)
  if (memberships.length === 0) return notHere(plainly(deps, envelope, 'link.no_part'))
  if (memberships.length > 1 && input.type === 'text' && isCommand('switch_part', input.text))
    return answer(plainly(deps, envelope, 'link.switch_on_page'))
  const named = input.type === 'card' ? input.card.s : sessionOnPage(reference)
  const membership = memberships.find(({ sessionId }) => sessionId === named)
  if (membership === undefined) return answer(plainly(deps, envelope, 'link.foreign_card'))
  return { type: 'membership', membership, input, ...(ahead === undefined ? {} : { ahead }) }
}

const linkIn = (known: KnownLink | null | 'unchecked') => (known === null || known === 'unchecked' ? null : known.link)

type Known = { link: Link; current: string | null; fresh: boolean }

const choose = async (deps: Deps, envelope: Envelope, { link, current, fresh }: Known): Promise<Found> => {
  const input: Input = fresh && envelope.input.type === 'text' ? { type: 'joined' } : envelope.input
  const memberships = link.memberships.filter((m) => isAsked(deps.survey, m))
  const first = memberships[0]
  const wave = deps.survey.wave.id
  if (first === undefined)
    return notHere(heardOr(deps, envelope, { key: 'link.no_part' }, { key: 'link.way.no_part', linked: true }))
  if (input.type === 'card') {
    const meant = memberships.find((m) => m.sessionId === input.card.s)
    if (meant === undefined) return answer(plainly(deps, envelope, 'link.foreign_card'))
    const isPressed = input.trigger === 'manual'
    if (isPressed && meant.sessionId !== current && memberships.length > 1) {
      await deps.progress.writeCurrent(wave, link, meant.sessionId)
    }
    return { type: 'membership', membership: meant, input }
  }
  if (memberships.length === 1) return { type: 'membership', membership: first, input: envelope.input, fresh }
  const chosen = chosenMembership(deps, { memberships, current, input, locale: envelope.locale })
  if (chosen.type === 'ask') {
    if (current !== null) await deps.progress.writeCurrent(wave, link, null)
    return answer(heardOr(deps, envelope, chosen, { ...chosen, linked: true }))
  }
  if (chosen.membership.sessionId !== current) await deps.progress.writeCurrent(wave, link, chosen.membership.sessionId)
  return { type: 'membership', membership: chosen.membership, input: chosen.input }
}

const answer = (result: TurnResult) => ({ type: 'answer' as const, result })
const notHere = (result: TurnResult) => ({ type: 'not_here' as const, result })

// Someone who answers for more than one part (small municipalities) talks about one at a time.

type Choice =
  | { type: 'membership'; membership: Membership; input: Input }
  /** The list; until a number is chosen no part is talked about. */
  | { type: 'ask'; key: string; vars: Record<string, string> }

type Given = { memberships: Membership[]; current: string | null; input: Input; locale: string | undefined }

/**
 * Which part a message is about: the one last talked about, until «bytt del». From the list one is chosen by its number or
 * by a word of its line that no other line has; that begins or resumes the part.
 */
const chosenMembership = (deps: Deps, { memberships, current, input, locale }: Given): Choice => {
  const now = memberships.find((m) => m.sessionId === current)
  const wantsList = input.type === 'text' && isCommand('switch_part', input.text)
  if (now !== undefined && !wantsList) return { type: 'membership', membership: now, input }
  const picked = input.type === 'text' && now === undefined ? pickedBy(deps, memberships, input.text) : undefined
  if (picked !== undefined) return { type: 'membership', membership: picked, input: { type: 'joined' } }
  if (wantsList && now !== undefined) {
    // With two parts there is only one other; a list is for three and more.
    const other = memberships.filter((m) => m !== now)
    if (other.length === 1 && other[0] !== undefined) {
      return { type: 'membership', membership: other[0], input: { type: 'joined' } }
    }
  }
  const language = languageOfClient(locale)
  const list = memberships.map((m, i) => `${i + 1}. ${titleOf(deps, m, language)}`).join('\n')
  return {
    type: 'ask',
    key: 'link.choose_part',
    vars: { list },
  }
}

/** By number, or by words: «rådmann», «Bergen». Words that fit several lines choose none. */
const pickedBy = (deps: Deps, memberships: readonly Membership[], text: string): Membership | undefined => {
  const said = text.trim().replace(/[.!]$/, '').toLowerCase()
  if (/^\d+$/.test(said)) return memberships[Number(said) - 1]
  if (said.length < 3) return undefined
  const fits = (m: Membership) =>
    m.part === said || languages.some((language) => titleOf(deps, m, language).toLowerCase().includes(said))
  const found = memberships.filter(fits)
  return found.length === 1 ? found[0] : undefined
}

const titleOf = (deps: Deps, { part, unitId }: Membership, language: 'nb' | 'nn'): string => {
  const title = partTitle(deps.survey.wave, part, language)
  const name = deps.survey.units.get(unitId)?.name ?? unitId
  return `${title} – ${name}`
}

// A person's link: the copy in Redis, looked up anew in SQL now and then, and made when the directory allows it.

/** Whatever changes rights takes the copy away at once (`changingRegister`); one that was not told is seen within this time. */
const LOOK_AGAIN_MS = 10 * 60_000

type KnownLink = {
  link: Link
  /** The session last talked about. */
  current: string | null
  /** Linked by this very activity, or the copy of the link was lost, as after a restore. */
  fresh: boolean
  /** `sql`: asked just now, the copy having been old, absent or called in doubt. */
  source: 'copy' | 'sql'
  ahead?: LinkCopy['ahead']
}

/**
 * Null: the person has no right to anything. `unchecked`: whether they have one cannot be found out now. Throws `StoreAway`
 * when there is no copy and SQL cannot be asked.
 */
const knownLink = async (deps: Deps, envelope: Envelope): Promise<KnownLink | null | 'unchecked'> => {
  const { personId } = envelope.person
  const wave = deps.survey.wave.id
  const copy = envelope.looked ?? (await deps.progress.readLink(wave, personId, toReadAhead(deps, personId)))
  const now = deps.now()
  if (copy !== null && copy.link.memberships.length > 0 && isLately(copy.checkedAt, now)) {
    return { ...copy, fresh: false, source: 'copy' }
  }
  try {
    const register = await deps.progress.registerState()
    const link = await lookUp(deps, envelope, register)
    if (link === null || link === 'unchecked') return link
    await deps.progress.writeLink(wave, link, now, register)
    const before = copy?.link.memberships.length ?? 0
    const fresh = before === 0 && link.memberships.length > 0 && copy?.current == null
    return { link, current: copy?.current ?? null, fresh, source: 'sql' }
  } catch (error) {
    if (copy === null || !(error instanceof StoreAway)) throw error
    return { ...copy, fresh: false, source: 'copy' }
  }
}

/**
 * Object id first; the connector is asked for the principal name only when that finds nobody, or while a respondent of the tenant is
 * known by such a name alone: it may be one more part of who is linked already.
 */
const lookUp = async (deps: Deps, envelope: Envelope, register: string): Promise<Link | null | 'unchecked'> => {
  const { person, reference, input } = envelope
  const at = new Date(deps.now())
  // «Slett svarene mine» is followed by a «takk» as a rule; only «start» asks to be let in again.
  const wish = input.type === 'text' && isStart(saidOf(input.text)) ? 'again' : undefined
  if (reference.web !== undefined || !mayLink(deps, person.tenantId)) return await deps.register.linkOf(person.personId)
  const byObject = await deps.register.linkByDirectory(person, null, at, wish)
  if (askedLately(deps, principalKey(deps, person.personId), register)) return byObject
  if ((byObject?.memberships.length ?? 0) > 0 && !(await deps.register.waitsByName(person.tenantId))) return byObject
  const name = await principalName(deps, envelope)
  // A call that failed has told nothing, and is made again at the next word.
  if (name !== null && typeof name !== 'string') return byObject ?? (isPassing(name) ? 'unchecked' : null)
  remember(deps.seen.principals, principalKey(deps, person.personId), { at: deps.now(), register })
  if (name === null) return byObject
  return await deps.register.linkByDirectory(person, name, at, wish)
}

/** A failure that tells nothing of the person, and may be over soon; also a 500, which a message is not sent again after. */
const isPassing = ({ kind, status }: SendFailure): boolean =>
  kind === 'later' || kind === 'unknown' || kind === 'credentials' || (status ?? 0) >= 500
/** Before the one more try; who is asked to wait longer has the person wait instead. */
const AGAIN_MS = 500
const MOST_AGAIN_MS = 2_000
/** A first try that took longer leaves no time for another before Teams gives up on the turn. */
const QUICK_MS = 3_000

/** Asked once in a turn, whatever came of it: each wave in turn wants to know, and Teams does not wait for ten seconds each. */
const principalName = (deps: Deps, envelope: Envelope): ReturnType<typeof askForName> => {
  const asked = askedIn.get(envelope) ?? askForName(deps, envelope.reference)
  askedIn.set(envelope, asked)
  return asked
}
const askedIn = new WeakMap<Envelope, ReturnType<typeof askForName>>()

/** Once more where the first try failed quickly and says that it may help. */
const askForName = async ({ channel, pause }: Deps, reference: Envelope['reference']) => {
  const begun = performance.now()
  const name = await channel.principalName(reference)
  if (name === null || typeof name === 'string' || !isPassing(name) || name.kind === 'credentials') return name
  const afterMs = name.retryAfterMs ?? AGAIN_MS
  if (afterMs > MOST_AGAIN_MS || performance.now() - begun > QUICK_MS) return name
  await pause(afterMs)
  return await channel.principalName(reference)
}

/** ALLOWED_TENANTS; nobody is told the difference. */
const mayLink = ({ allowedTenants }: Deps, tenantId: string): boolean =>
  allowedTenants.size === 0 || allowedTenants.has(tenantId.toLowerCase())

/** Who writes again and again does not make a call to the connector each time; after an import one is made. */
const askedLately = ({ seen, now }: Deps, key: string, register: string): boolean => {
  const last = seen.principals.get(key)
  return last !== undefined && last.register === register && isLately(last.at, now())
}

/** A wave that has not asked yet may be the one that knows the name. */
const principalKey = ({ survey }: Deps, personId: string): string => `${survey.wave.id}:${personId}`

/** Whether what SQL said at `at` still counts at `now`, ms. */
export const isLately = (at: number, now: number): boolean => isWithin(LOOK_AGAIN_MS, at, now)

// A personal code, pasted by somebody unknown or by somebody who gets one more part.

type ByCode =
  | { type: 'linked'; membership: Membership }
  | { type: 'told'; result: TurnResult }
  | { type: 'elsewhere'; wave: string }
  | null

/**
 * Null: no code was typed, or a linked person typed something that only has one in it (it may be an answer).
 * Throws `StoreAway`.
 */
const byCode = async (deps: Deps, envelope: Envelope, known: Link | null): Promise<ByCode> => {
  const { person, input, reference } = envelope
  if (input.type !== 'text') return null
  const isAnswer = known !== null && !isCodeAlone(input.text)
  const told = (key: string): ByCode => (isAnswer ? null : { type: 'told', result: plainly(deps, envelope, key) })
  if (findCode(input.text) === null)
    return known === null && isBrokenCode(input.text) ? told('link.code_refused') : null
  // Thirteen characters can be an answer; a try that was none must not use up the tenant's tries.
  if (known !== null && !isGroupedCode(input.text)) return null
  // The way in on the web is where wrong codes are counted, and where one code opens one respondent.
  if (reference.web !== undefined) return told('link.code_on_page')
  const right = mayLink(deps, person.tenantId) ? 'may_link' : 'may_not_link'
  const result = await deps.register.redeemCode(person, input.text, new Date(deps.now()), right)
  if (result.type === 'elsewhere') return result
  if (result.type !== 'linked') {
    return told(result.type === 'too_many_tries' ? 'link.too_many_tries' : `link.code_${result.type}`)
  }
  const { link, sessionId } = result
  await deps.progress.writeLink(deps.survey.wave.id, link, deps.now())
  await deps.progress.writeCurrent(deps.survey.wave.id, link, sessionId)
  keepContact(deps, envelope, 'sql')
  deps.log.info({ personId: person.personId, sessionId }, 'person.linked')
  const membership = link.memberships.find((m) => m.sessionId === sessionId)
  return membership === undefined ? null : { type: 'linked', membership }
}

// The newest conversation reference of a person, kept without a write per turn.

/** How long a reference that has not changed is not written again. */
const WRITE_EVERY_MS = 300_000

/** After that long what is written is old, and the next activity writes it again. */
const WAIT_MS = WRITE_EVERY_MS

/**
 * Writes behind the turn's back: losing one is mended by the next activity. What SQL was just asked about (`sql`) is always
 * written: whoever found the person out of reach has put their link in doubt, and now they are there again. Never throws.
 */
const keepContact = (deps: Deps, { person, reference }: Envelope, source: KnownLink['source']): void => {
  // A page is not where anybody can be written to.
  if (reference.web !== undefined) return
  const { contacts } = deps.seen
  const written = JSON.stringify(reference)
  const last = contacts.get(person.personId)
  const at = deps.now()
  if (source === 'copy' && last?.reference === written && isWithin(WRITE_EVERY_MS, last.at, at)) return
  remember(contacts, person.personId, { reference: written, at })
  write(deps, () => deps.register.keepReference(person, reference, new Date(at))).catch(() => {
    contacts.delete(person.personId)
    deps.log.warn({ personId: person.personId }, 'contact.not_kept')
  })
}

/** When the first word of many comes at once, each of them writes this too. */
const write = async ({ seen }: Deps, work: () => Promise<void>): Promise<void> => {
  const leave = await seen.behind.enter(WAIT_MS)
  try {
    if (leave !== null) await work()
  } finally {
    leave?.()
  }
}
