/** `/admin`, mounted on the public server: who is it, may they, is the post from a page of ours, then the page. */

import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Server } from 'restify'
import { type AdminIdentity, personOf } from '../../../app/web/admin-ports.ts'
import type { AdminTask } from '../../../register/states.ts'
import { ledToMeant } from '../address-meant.ts'
import { cookieCalled, isFromOurPage, isSame } from '../caller.ts'
import { answerPage, leadTo, orFaultPage } from '../frame/answer-page.ts'
import { readForm } from '../read-form.ts'
import { readUpload, type Upload } from '../read-upload.ts'
import { accessPage, addAccess, endAccess, logPage } from './access.ts'
import { codesPage, inviteLacking, mailCodes, makeLetters } from './codes.ts'
import { faultPage, languageOf, leftPage, signInPage, typedIn, wavesPage } from './door-pages.ts'
import { dryRun, importNow, importPage } from './import.ts'
import { overviewPage } from './overview.ts'
import { addOne, correctOne, endOne, endPage, newPage, personPage } from './person.ts'
import { questionnaireFile, questionnairePage } from './questionnaire.ts'
import { campaignPage, cancelReminder, previewPage, remindersPage, sendReminder, switchStanding } from './reminders.ts'
import { publishReport, readReport, reportFile, reportPage } from './report.ts'
import { respondentsPage } from './respondents.ts'
import { deliverAgain, resultsFile, resultsPage } from './results.ts'
import { unitPage, unitsPage } from './units.ts'
import { type AdminPages, type AdminRequest, may, type Signed, type Visit } from './visit.ts'

const COOKIE = cookieCalled('__Host-kd-admin')
const PENDING = cookieCalled('__Host-kd-signin')

/** What a sign-in says of roles counts so long; then it is asked again, without a prompt. */
const CLAIM_MS = 60 * 60_000
/** A page is renewed a little before, so that what is written on it is posted in time. */
const RENEW_MS = 50 * 60_000

type Page = { method: 'get'; path: string; task: AdminTask; show(visit: Visit): Promise<void> }
/** A form with a file. */
type Send = { method: 'upload'; path: string; task: AdminTask; take(visit: Visit, upload: Sent): Promise<void> }
type Sent = Exclude<Upload, { type: 'gone' }>
type Post = { method: 'post'; path: string; task: AdminTask; take(visit: Visit, form: URLSearchParams): Promise<void> }

/** Below `/admin/<wave>`. */
const ROUTES: readonly (Page | Post | Send)[] = [
  { method: 'get', path: '', task: 'see_status', show: overviewPage },
  { method: 'get', path: '/enheter', task: 'see_persons', show: unitsPage },
  { method: 'get', path: '/enheter/:id', task: 'see_persons', show: unitPage },
  { method: 'get', path: '/svarere', task: 'see_persons', show: respondentsPage },
  { method: 'get', path: '/svarere/import', task: 'see_persons', show: importPage },
  { method: 'upload', path: '/svarere/import', task: 'see_persons', take: dryRun },
  { method: 'post', path: '/svarere/import/utfor', task: 'see_persons', take: importNow },
  { method: 'get', path: '/svarere/ny', task: 'see_persons', show: newPage },
  { method: 'post', path: '/svarere/ny', task: 'see_persons', take: addOne },
  { method: 'get', path: '/svarere/koder', task: 'see_persons', show: codesPage },
  { method: 'post', path: '/svarere/koder/brev', task: 'see_persons', take: makeLetters },
  { method: 'post', path: '/svarere/koder/epost', task: 'see_persons', take: mailCodes },
  { method: 'post', path: '/svarere/koder/inviter', task: 'see_persons', take: inviteLacking },
  { method: 'get', path: '/svarere/:id', task: 'see_persons', show: personPage },
  { method: 'post', path: '/svarere/:id', task: 'see_persons', take: correctOne },
  { method: 'get', path: '/svarere/:id/avslutt', task: 'see_persons', show: endPage },
  { method: 'post', path: '/svarere/:id/avslutt', task: 'see_persons', take: endOne },
  { method: 'get', path: '/paaminnelser', task: 'remind', show: remindersPage },
  { method: 'get', path: '/paaminnelser/se', task: 'remind', show: previewPage },
  { method: 'post', path: '/paaminnelser/send', task: 'remind', take: sendReminder },
  { method: 'post', path: '/paaminnelser/faste', task: 'remind', take: switchStanding },
  { method: 'get', path: '/paaminnelser/:id', task: 'remind', show: campaignPage },
  { method: 'post', path: '/paaminnelser/:id/avbryt', task: 'remind', take: cancelReminder },
  { method: 'get', path: '/skjema', task: 'see_status', show: questionnairePage },
  { method: 'get', path: '/skjema/fil', task: 'see_status', show: questionnaireFile },
  { method: 'get', path: '/resultater', task: 'export_data', show: resultsPage },
  { method: 'get', path: '/resultater/fil', task: 'export_data', show: resultsFile },
  { method: 'post', path: '/resultater/:id/igjen', task: 'export_data', take: deliverAgain },
  { method: 'get', path: '/rapport', task: 'export_data', show: reportPage },
  { method: 'get', path: '/rapport/les', task: 'export_data', show: readReport },
  { method: 'get', path: '/rapport/fil', task: 'export_data', show: reportFile },
  { method: 'post', path: '/rapport/utgi', task: 'export_data', take: publishReport },
  { method: 'get', path: '/tilgang', task: 'manage_access', show: accessPage },
  { method: 'post', path: '/tilgang', task: 'manage_access', take: addAccess },
  { method: 'post', path: '/tilgang/avslutt', task: 'manage_access', take: endAccess },
  { method: 'get', path: '/logg', task: 'manage_access', show: logPage },
]

const shown = new Set(ROUTES.flatMap(({ method, path }) => (method === 'get' ? [path] : [])))
/** What is only posted to: its address stands above the page that answered, and is asked for with another language or again. */
const POSTED_ALONE = ROUTES.flatMap(({ method, path }) => (method !== 'get' && !shown.has(path) ? [path] : []))

/** The page that holds the form of `path`, of ours; `at`: the whole address that was asked for. */
const pageAbove = (path: string, at: string): string => {
  const steps = path.split('/')
  let up = 1
  while (!shown.has(steps.slice(0, -up).join('/'))) up++
  return at.split('/').slice(0, -up).join('/')
}

/** For `PublicRoutes.mount`. */
export const adminPageRoutes =
  (pages: AdminPages) =>
  (server: Server): void => {
    const route = (
      method: 'get' | 'post',
      path: string,
      handle: (asked: AdminRequest, named: Named) => Promise<void>,
    ): void => {
      server[method](path, (request, response, next) => {
        const { wave, id }: { wave?: unknown; id?: unknown } = request.params ?? {}
        const named = { wave: typeof wave === 'string' ? wave : '', id: typeof id === 'string' ? id : '' }
        const url = new URL(request.url ?? '/', pages.publicUrl ?? `http://${request.headers.host}`)
        const asked = { request, response, url }
        const away = () => fault(pages, asked, 'away', 503)
        orFaultPage(pages, () => handle(asked, named), away).finally(() => next(false))
      })
    }
    route('get', '/admin', (asked) => home(pages, asked))
    route('get', '/admin/undersokelser', (asked) => listWaves(pages, asked))
    route('get', '/admin/inn', (asked) => beginSignIn(pages, asked))
    route('get', '/admin/inn/ferdig', (asked) => finishSignIn(pages, asked))
    route('get', '/admin/ut/utsteder', (asked) => leaveIssuer(pages, asked))
    route('post', '/admin/ut', (asked) => signOut(pages, asked))
    route('post', '/admin/sprak', (asked) => chooseLanguage(pages, asked))
    for (const path of ['/admin/ut', '/admin/sprak'])
      route('get', path, async ({ response }) => leadTo(response, '/admin'))
    for (const path of POSTED_ALONE)
      route('get', `/admin/:wave${path}`, async ({ response, url }) => leadTo(response, pageAbove(path, url.pathname)))
    for (const one of ROUTES)
      route(one.method === 'get' ? 'get' : 'post', `/admin/:wave${one.path}`, (asked, named) =>
        serve(pages, asked, named, one),
      )
  }

/** For `PublicRoutes.refused`: what the server itself refuses below `/admin` is a page too. False: it is not below it. */
export const refusedBelowAdminPages = (
  pages: AdminPages,
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
): boolean => {
  if (!/^\/admin(?:[/?]|$)/.test(request.url ?? '')) return false
  const url = new URL(request.url ?? '/', 'http://localhost')
  fault(pages, { request, response, url }, status < 500 ? 'not_found' : 'away', status)
  return true
}

type Named = { wave: string; id: string }

const fault = (pages: AdminPages, asked: AdminRequest, kind: Parameters<typeof faultPage>[2], status: number): void =>
  answerPage(asked.response, faultPage(pages, asked, kind), { status })

const serve = async (
  pages: AdminPages,
  asked: AdminRequest,
  { wave, id }: Named,
  page: Page | Post | Send,
): Promise<void> => {
  const form = page.method === 'post' ? await formOf(pages, asked) : null
  if (page.method === 'post' && form === null) return
  if (form !== null) asked.typed = typedIn(form, languageOf(asked))
  if (page.method === 'upload' && !isFromOurPage(asked.request, pages.publicUrl))
    return fault(pages, asked, 'other_page', 403)
  const signed = await signedBy(pages, asked)
  if (signed === null) return
  const told = { ...asked, language: signed.session.locale }
  const found = pages.of(wave)
  if (found === null)
    return ledToMeant(asked.request, asked.response) ? undefined : fault(pages, told, 'not_found', 404)
  if (!may(signed, page.task)) return fault(pages, told, 'forbidden', 403)
  // A file is taken in for those who may send one alone.
  const upload = page.method === 'upload' ? await readUpload(asked.request) : null
  if (upload?.type === 'gone') return
  const token = upload === null ? form?.get('token') : upload.fields.get('token')
  if (page.method !== 'get' && !isSame(token ?? '', signed.session.token)) {
    // What is too large or broken may have lost its token on the way; nothing is done with it but saying so.
    if (upload?.type !== 'refused') return fault(pages, told, 'old', 409)
  }
  const visit: Visit = { ...told, ...signed, pages, wave: found, id }
  if (page.method === 'get') await page.show(visit)
  else if (page.method === 'upload') await (upload === null ? undefined : page.take(visit, upload))
  else if (form !== null) await page.take(visit, form)
}

/** The form of a page of ours; null when the answer has been given. */
const formOf = async (pages: AdminPages, asked: AdminRequest): Promise<URLSearchParams | null> => {
  const form = await readForm(asked.request)
  if (form === 'gone') return null
  if (form === 'too_large') fault(pages, asked, 'large', 413)
  else if (form === 'malformed') fault(pages, asked, 'not_found', 400)
  else if (!isFromOurPage(asked.request, pages.publicUrl)) fault(pages, asked, 'other_page', 403)
  else return form
  return null
}

/** The role that the table gives, null: none; and who stands in the audit trail: as in the chat by the table, by the token else. */
const standingOf = async (pages: AdminPages, who: AdminIdentity) => {
  const personId = personOf(who)
  const listed = personId === null ? null : await pages.roleOf(personId)
  return { listed, actor: listed !== null && personId !== null ? personId : `api:${who.objectId ?? who.subject}` }
}

/**
 * Who is signed in, with the roles of the table as it is now and of the sign-in while it is fresh; null when the answer has
 * been given: a page to sign in with, or the way to the issuer and back.
 */
const signedBy = async (pages: AdminPages, asked: AdminRequest): Promise<Signed | null> => {
  const secret = COOKIE.of(asked.request)
  // Figures that renew themselves are nobody at work.
  const then = (asked.request.headers['sec-fetch-mode'] ?? 'navigate') === 'navigate' ? 'awake' : 'as_it_is'
  const session = secret === null ? null : await pages.sessions.find(secret, then)
  const to = asked.request.method === 'GET' ? `${asked.url.pathname}${asked.url.search}` : '/admin'
  if (secret === null || session === null) {
    const said = secret === null ? undefined : 'ended'
    answerPage(asked.response, signInPage(pages, asked, { to, ...(said === undefined ? {} : { said }) }), {
      status: 401,
      cookies: secret === null ? [] : [COOKIE.ended],
    })
    return null
  }
  const age = pages.now() - session.claimedAt
  if (session.claimed.length > 0 && asked.request.method === 'GET' && then === 'awake' && age >= RENEW_MS) {
    leadTo(asked.response, `/admin/inn?stille=1&til=${encodeURIComponent(to)}`)
    return null
  }
  const { listed, actor } = await standingOf(pages, session.who)
  const claimed = age < CLAIM_MS ? session.claimed : []
  const roles = [...new Set([...(listed === null ? [] : [listed]), ...claimed])]
  if (roles.length === 0) {
    const told = { ...asked, language: session.locale }
    fault(pages, told, session.claimed.length > 0 ? 'stale' : 'no_role', 403)
    return null
  }
  return { secret, session, roles, actor }
}

const home = async (pages: AdminPages, asked: AdminRequest): Promise<void> => {
  if ((await signedBy(pages, asked)) === null) return
  leadTo(asked.response, `/admin/${encodeURIComponent(pages.current().reminders.survey.wave.id)}`)
}

const listWaves = async (pages: AdminPages, asked: AdminRequest): Promise<void> => {
  const signed = await signedBy(pages, asked)
  if (signed !== null) answerPage(asked.response, wavesPage(pages, signed.session.locale))
}

/** Only to a page of ours; a sign-in leads nobody elsewhere. */
const ownPath = (to: string | null): string =>
  to !== null && /^\/admin(?:[/?]|$)/.test(to) && !/[\\\p{Cc}]|\/\//u.test(to) && to.length < 1_000 ? to : '/admin'

const backTo = (pages: AdminPages, { request }: AdminRequest, path: string): string =>
  `${pages.publicUrl ?? `http://${request.headers.host}`}${path}`

/** Reached by a link, as `form-action` holds for redirects after a post too. It opens nothing: the issuer does. */
const beginSignIn = async (pages: AdminPages, asked: AdminRequest): Promise<void> => {
  const begun = await pages.signIn.begin({
    to: ownPath(asked.url.searchParams.get('til')),
    redirectUri: backTo(pages, asked, '/admin/inn/ferdig'),
    silent: asked.url.searchParams.has('stille'),
    language: languageOf(asked),
  })
  if (begun === null) return fault(pages, asked, 'issuer_away', 503)
  const secret = await pages.pending.begin(begun.pending)
  leadTo(asked.response, begun.url, [PENDING.holding(secret)])
}

const finishSignIn = async (pages: AdminPages, asked: AdminRequest): Promise<void> => {
  const kept = PENDING.of(asked.request)
  const pending = kept === null ? null : await pages.pending.take(kept)
  const again = (said: 'expired' | 'prompt' | 'denied', to = '/admin'): void =>
    answerPage(asked.response, signInPage(pages, asked, { said, to }), { status: 401, cookies: [PENDING.ended] })
  if (pending === null) return again('expired')
  const result = await pages.signIn.finish(asked.url, pending)
  const before = COOKIE.of(asked.request)
  if (result.type === 'refused') {
    if (result.why === 'prompt' || result.why === 'denied') {
      if (before !== null) await pages.sessions.end(before)
      return again(result.why, pending.to)
    }
    const kinds = { away: 'issuer_away', clock: 'clock', invalid: 'sign_in_invalid' } as const
    return fault(pages, asked, kinds[result.why], result.why === 'away' ? 503 : 403)
  }
  const session = before === null ? null : await pages.sessions.find(before)
  // The same person asked again: the page that was left is the page they come back to, with its token.
  if (pending.silent && before !== null && session?.who.subject === result.who.subject) {
    await pages.sessions.change(before, { claimed: result.claimed, claimedAt: pages.now() })
    return leadTo(asked.response, pending.to, [PENDING.ended])
  }
  if (before !== null) await pages.sessions.end(before)
  const locale = session?.locale ?? languageOf(asked)
  const secret = await pages.sessions.begin({ who: result.who, claimed: result.claimed, locale })
  const { listed, actor } = await standingOf(pages, result.who)
  if (listed !== null || result.claimed.length > 0) await pages.signedIn(actor)
  leadTo(asked.response, pending.to, [COOKIE.holding(secret), PENDING.ended])
}

const signOut = async (pages: AdminPages, asked: AdminRequest): Promise<void> => {
  const form = await formOf(pages, asked)
  if (form === null) return
  const secret = COOKIE.of(asked.request)
  const session = secret === null ? null : await pages.sessions.find(secret)
  if (secret !== null && session !== null) {
    if (!isSame(form.get('token') ?? '', session.token)) return fault(pages, asked, 'old', 409)
    await pages.sessions.end(secret)
  }
  answerPage(asked.response, leftPage(pages, session?.locale ?? languageOf(asked)), { cookies: [COOKIE.ended] })
}

/** The sign-in at the issuer is its own; whoever shares the machine ends it too. */
const leaveIssuer = async (pages: AdminPages, asked: AdminRequest): Promise<void> => {
  const url = await pages.signIn.endUrl(backTo(pages, asked, '/admin'))
  if (url === null) return fault(pages, asked, 'issuer_away', 503)
  leadTo(asked.response, url)
}

const chooseLanguage = async (pages: AdminPages, asked: AdminRequest): Promise<void> => {
  const form = await formOf(pages, asked)
  if (form === null) return
  const signed = await signedBy(pages, asked)
  if (signed === null) return
  if (!isSame(form.get('token') ?? '', signed.session.token)) return fault(pages, asked, 'old', 409)
  await pages.sessions.change(signed.secret, { locale: form.get('lang') === 'nn' ? 'nn' : 'nb' })
  leadTo(asked.response, ownPath(form.get('til')))
}
