import nb from '../../../locales/nb/letters.json' with { type: 'json' }
import nn from '../../../locales/nn/letters.json' with { type: 'json' }
import type { Language } from '../../questionnaire/schema.ts'
import { DAY_MS, type UnitKind } from '../../questionnaire/wave.ts'
import { hashOfOwn, newCode } from '../../register/code.ts'
import { type CodeSecrets, lastingCode, lastingHashes } from '../../register/lasting-code.ts'
import { fill, partTitle, surveyData } from '../../texts/translate.ts'
import { endText } from '../../wording/moment.ts'
import { formLink } from '../documents.ts'
import type { Lasting, LastingHashes, ListedRespondent, RespondentBook } from '../ports/register.ts'
import type { Survey } from '../service.ts'

/**
 * A code that is made here and stands nowhere else but in the answer. `replaces`: a code was given before, and is dead now.
 * `lasting`: used as often as its owner likes, until `expiresAt`, when the survey closes; else once.
 */
export type Invitation = {
  respondent: ListedRespondent
  code: string
  expiresAt: Date
  replaces: boolean
  lasting: boolean
}

/** Who has a code already: left out, or given a new one. */
type HaveCode = 'leave_out' | 'again'

/** A letter reaches its reader in days and lies in a pile for weeks; the survey itself is open for about seven weeks. */
const codeLifetimeDays = 60

/**
 * `closesAt`: when the survey closes; no code outlives it, except one made after it. `lasting`: what lasting codes are made
 * from; null: codes are made by chance and used once, and nobody answers on the web. `renew`: earlier codes stop working;
 * `notSince`: but not those made since.
 */
export type InviteRequest = {
  at: Date
  closesAt: Date
  actor: string
  chance: (bytes: number) => Uint8Array
  lasting: { wave: string; secrets: CodeSecrets } | null
  renew?: boolean
  notSince?: Date
}

/**
 * A code for one respondent. One that lasts is the same each time; of those used once, older ones stop working. `unknown`:
 * no such respondent in the wave; `colleague`: has a code from whoever passed something on, or only enters a form; `answered`:
 * not `isUntouched`, so that the code would open answers, and no new one was asked for; `linked`: has a place already, which a
 * code used once must not take over. Throws `StoreAway`.
 */
export async function inviteRespondent(
  book: RespondentBook,
  respondentId: string,
  request: InviteRequest & { isUntouched?: (respondent: ListedRespondent) => boolean },
): Promise<
  { type: 'invited'; invitation: Invitation } | { type: 'unknown' } | { type: 'colleague' | 'answered' | 'linked' }
> {
  const [respondent] = await book.list({ ids: [respondentId] })
  if (respondent === undefined) return { type: 'unknown' }
  if (respondent.email === '') return { type: 'colleague' }
  if (request.renew !== true && request.isUntouched?.(respondent) === false) return { type: 'answered' }
  const [invitation] = await inviteListed(book, [respondent], request)
  return invitation === undefined ? { type: 'linked' } : { type: 'invited', invitation }
}

/**
 * Codes for everybody who is neither linked nor has declined, and whose part `isUntouched`: `answered` are those that a
 * code would show a colleague's answers. `leftOut`: how many have a letter already, and keep its code; with `again` they get a
 * new one, and the earlier stops working. Throws `StoreAway`.
 */
export async function inviteAllMissing(
  book: RespondentBook,
  request: InviteRequest & { isUntouched?: (respondent: ListedRespondent) => boolean },
  haveCode: HaveCode,
): Promise<{ invitations: Invitation[]; leftOut: number; answered?: ListedRespondent[] }> {
  const missing = await book.list({ statuses: ['imported', 'invited'] })
  // A colleague to whom something was passed on has no address, and a code from whoever did it.
  const reachable = missing.filter(({ email }) => email !== '')
  const asked = haveCode === 'again' ? reachable : reachable.filter((one) => !hasCode(one))
  const { isUntouched } = request
  const chosen = isUntouched === undefined ? asked : asked.filter(isUntouched)
  const renewing = { ...request, renew: haveCode === 'again' }
  return {
    invitations: await inviteListed(book, chosen, renewing),
    leftOut: reachable.length - asked.length,
    ...(isUntouched === undefined ? {} : { answered: asked.filter((one) => !isUntouched(one)) }),
  }
}

const hasCode = ({ status }: ListedRespondent): boolean => status === 'invited'

/** Codes for these respondents, in their order; whose state does not allow it is left out. Throws `StoreAway`. */
export async function inviteListed(
  book: RespondentBook,
  respondents: ListedRespondent[],
  request: InviteRequest,
): Promise<Invitation[]> {
  if (request.lasting !== null) return inviteLasting(book, respondents, { ...request, lasting: request.lasting })
  const expiresAt = expiryOf(request)
  const invitations = respondents.map((respondent) => ({
    respondent,
    expiresAt,
    code: newCode(request.chance),
    replaces: hasCode(respondent),
    lasting: false,
  }))
  const codes = invitations.map(({ respondent, code }) => ({
    hash: hashOfOwn(code),
    respondentId: respondent.id,
    madeAt: request.at,
    expiresAt,
  }))
  // Somebody may have been linked in the meantime: their code was not stored and is not handed out.
  const invited = new Set(await book.invite(codes, { at: request.at, actor: request.actor }))
  return invitations.filter(({ respondent }) => invited.has(respondent.id))
}

type LastingRequest = InviteRequest & { lasting: NonNullable<InviteRequest['lasting']> }

async function inviteLasting(
  book: RespondentBook,
  respondents: ListedRespondent[],
  { at, closesAt, actor, lasting: { wave, secrets }, renew = false, notSince }: LastingRequest,
): Promise<Invitation[]> {
  const hashesOf = (of: Lasting): LastingHashes => lastingHashes(secrets, { wave, ...of })
  const ids = respondents.map(({ id }) => id)
  const made = new Map(
    (
      await book.lastingCodes({ ids, renew, hashesOf, ...(notSince === undefined ? {} : { notSince }) }, { at, actor })
    ).map((one) => [one.respondentId, one]),
  )
  return respondents.flatMap((respondent) => {
    const of = made.get(respondent.id)
    if (of === undefined) return []
    const code = lastingCode(secrets[0], { wave, ...of })
    return [{ respondent, code, expiresAt: closesAt, replaces: renew && hasCode(respondent), lasting: true }]
  })
}

function expiryOf({ at, closesAt }: InviteRequest): Date {
  const inDays = new Date(at.getTime() + codeLifetimeDays * DAY_MS)
  return closesAt > at && closesAt < inDays ? closesAt : inDays
}

const letters: Record<Language, typeof nb> = { nb, nn }

/** The link that opens the chat with the bot in Teams; null without a registered bot. */
export function chatLink(appId: string | null): string | null {
  return appId === null ? null : `https://teams.microsoft.com/l/chat/0/0?users=28:${appId}`
}

/** The page that the code opens, when the person says so there: what stands after # is never sent to a server. */
export function webLink(publicUrl: string, code: string): string {
  return `${publicUrl}/svar#${code}`
}

/** The letter that brings a code, with its subject, in one language form. `web`: where the pages are; null: nowhere. Plain text with blank lines between paragraphs. */
export function invitationLetter(
  { respondent, code, expiresAt, lasting }: Invitation,
  { survey, link, web, language }: { survey: Survey; link: string | null; web: string | null; language: Language },
): { subject: string; body: string } {
  const texts = letters[language]
  const { wave } = survey
  const how = link === null ? texts.how_search : fill(language, texts.how_link, { link })
  const vars = {
    ...surveyData(wave, language),
    name: respondent.name,
    unit: unitInLetter(respondent.unitName, survey.units.get(respondent.unitId)?.kind),
    part: partTitle(wave, respondent.part, language),
    how,
    code,
    lasts: fill(language, lasting ? texts.lasts : texts.lasts_once, { expires: endText(expiresAt.getTime()) }),
    web:
      web === null
        ? ''
        : fill(language, texts.how_web, {
            link: webLink(web, code),
            form: formLink(survey, respondent, { pages: web, language }),
          }),
    closes: endText(survey.closesAt),
  }
  return { subject: fill(language, texts.subject, vars), body: fill(language, texts.body, vars) }
}

/** «Bergen kommune», «Bydel Sagene»: the same in both language forms. */
export function unitInLetter(name: string, kind: UnitKind | undefined): string {
  return kind === 'bydel' ? `Bydel ${name}` : `${name} kommune`
}

/** Respondents whom the bot cannot write to, so that they can be reached otherwise; not those who declined, and not colleagues without an address. Throws `StoreAway`. */
export async function listUnreachable(book: RespondentBook): Promise<ListedRespondent[]> {
  const everybody = await book.list({ statuses: ['imported', 'invited', 'linked'] })
  return everybody.filter(({ unreachable, email }) => unreachable !== null && email !== '')
}
