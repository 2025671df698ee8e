/** What administrators do with those who are asked, for page and API alike: no code is shown, and none opens answers to them. */

import type { RowRules, Sheet } from '../../register/respondents-file.ts'
import { unfinished } from '../../reminders/selection.ts'
import type { RespondentFacts } from '../ports/campaigns.ts'
import { MAIL_LINE, type MailWay } from '../ports/mail.ts'
import { StoreAway } from '../ports/progress.ts'
import type { ListedRespondent, RespondentBook } from '../ports/register.ts'
import { createCampaign } from '../reminding/order.ts'
import type { PlanDeps, ReminderDeps } from '../service.ts'
import { type Added, addRespondent, type ByHand, type Corrected, correctRespondent } from './by-hand.ts'
import { type AskDeps, askAboutHeld, holdingIn } from './held.ts'
import { type ImportReport, importRespondents } from './import.ts'
import { type InviteRequest, inviteListed } from './invite.ts'
import { type LettersAsked, lettersFile, makeLetters, type PaperLetter, untouchedParts } from './letters.ts'
import { tell, toldAt } from './tell.ts'
import { noticeMail } from './told-by-mail.ts'

export type DeskDeps = Pick<ReminderDeps, 'channel' | 'log' | 'mail' | 'pause'> &
  PlanDeps &
  Pick<AskDeps, 'web'> & {
    book: RespondentBook
    /** Whether there is a chat to answer in. */
    inTeams: boolean
    chance: InviteRequest['chance']
    print(
      letters: readonly PaperLetter[],
      about: ReturnType<typeof lettersFile>['about'] & { at: number },
    ): Promise<Uint8Array>
  }

/** Why somebody gets no new code by mail. `just_made`: the one they have is younger than a minute. */
export const whyNoMail = ['unknown', 'no_address', 'held', 'refused', 'just_made', 'not_taken'] as const
export type WhyNoMail = (typeof whyNoMail)[number]
export type Mailed = { mailed: string[]; left: { id: string; reason: WhyNoMail }[] }

/** Whom a letter or a mail with a code may be made for. */
export type CodeChoice = {
  one: ListedRespondent
  letter: 'yes' | 'answered'
  mail: 'yes' | Exclude<WhyNoMail, 'just_made' | 'not_taken' | 'unknown'>
}

/** New codes that are mailed at once: each is made and sent before the answer is given. */
export const MAILED_AT_ONCE = 20
/** A page that is posted twice makes no second code, which would end the one that is on its way. */
const JUST_MADE_MS = 60_000

export type RespondentDesk = ReturnType<typeof respondentDesk>

/** Every one throws `StoreAway`. */
export const respondentDesk = (deps: DeskDeps) => {
  const { survey, book, now, newId } = deps
  const rules: RowRules = { unitIds: new Set(survey.units.keys()), parts: Object.keys(survey.wave.parts) }
  const by = (actor: string) => ({ at: new Date(now()), actor, newId, holding: holdingIn(deps) })
  const asked = async <T extends { type: string; held?: string[] }>(result: T): Promise<T> => {
    // What was written stands; on the person's page it is told that a yes is waited for.
    await askAboutHeld(tellDeps(deps), result.held ?? []).catch((error: unknown) => {
      if (!(error instanceof StoreAway)) throw error
      deps.log.warn({ count: result.held?.length ?? 0 }, 'respondents.not_told')
    })
    return result
  }
  return {
    importSheet: async (sheet: Sheet, mode: 'write' | 'dry_run', actor: string): Promise<ImportReport> => {
      const report = await importRespondents(book, { sheet, rules, mode, ...by(actor) })
      return report.type === 'refused' ? report : await asked(report)
    },
    add: async (values: ByHand, actor: string): Promise<Added> => {
      const added = await addRespondent(book, { values, rules, by: by(actor), wave: survey.wave.id })
      return added.type === 'refused' ? added : await asked(added)
    },
    correct: async (id: string, values: ByHand, actor: string): Promise<Corrected> => {
      const corrected = await correctRespondent(book, id, { values, rules, by: by(actor) })
      return corrected.type === 'corrected' ? await asked(corrected) : corrected
    },
    choices: (ids: readonly string[] | 'lacking') => choices(deps, ids),
    letters: (wanted: LettersAsked & { renew: boolean }, actor: string) => letters(deps, wanted, actor),
    mailCodes: (ids: readonly string[], actor: string) => mailCodes(deps, ids, actor),
    mailLacking: (parts: readonly string[] | null, actor: string) => mailLacking(deps, parts, actor),
  }
}

const tellDeps = ({ mail, ...deps }: DeskDeps): AskDeps => ({ ...deps, ...(mail === undefined ? {} : { mail }) })

/** Codes that last, as long as there are pages; else none is made here. */
const requestOf = ({ survey, now, chance, web }: DeskDeps, actor: string): InviteRequest | null =>
  web === null
    ? null
    : {
        lasting: { wave: survey.wave.id, secrets: web.secrets },
        at: new Date(now()),
        closesAt: new Date(survey.closesAt),
        actor,
        chance,
      }

type Mailable = { one: ListedRespondent; facts: RespondentFacts | undefined; mail: CodeChoice['mail'] }

/** Those who have an address, so that they may have a code; `lacking`: who has none and is not linked. */
const mailableOf = async ({ book, campaigns }: DeskDeps, ids: readonly string[] | 'lacking'): Promise<Mailable[]> => {
  const isNamed = ids !== 'lacking'
  const [listed, facts] = await Promise.all([
    book.list(isNamed ? { ids } : { statuses: ['imported'] }),
    campaigns.respondents(isNamed ? ids : undefined),
  ])
  const known = new Map(facts.map((one) => [one.respondentId, one]))
  return listed
    .filter(({ email }) => email !== '')
    .map((one) => {
      const of = known.get(one.id)
      return { one, facts: of, mail: mailable(of) }
    })
}

/** The same, with whether there may be a letter. */
const choices = async (deps: DeskDeps, ids: readonly string[] | 'lacking'): Promise<CodeChoice[]> => {
  const found = await mailableOf(deps, ids)
  const isUntouched = await untouchedParts(
    deps,
    found.map(({ one }) => one),
  )
  return found.map(({ one, mail }) => ({ one, mail, letter: isUntouched(one) ? 'yes' : 'answered' }))
}

const mailable = (facts: RespondentFacts | undefined): CodeChoice['mail'] => {
  if (facts?.mail === 'held' || facts?.mail === 'refused') return facts.mail
  return facts?.mail == null ? 'no_address' : 'yes'
}

type Made = { type: 'made'; file: Uint8Array; letters: number; answered: string[]; unknown: string[] }
type NotMade = { type: 'nobody'; answered: string[]; unknown: string[] } | { type: 'no_pages' }

/** Letters with codes as a PDF, for parts that nobody has answered; who is linked in Teams is told that theirs was made. */
const letters = async (
  deps: DeskDeps,
  { renew, ...wanted }: LettersAsked & { renew: boolean },
  actor: string,
): Promise<Made | NotMade> => {
  const { survey, web, inTeams, now } = deps
  const request = requestOf(deps, actor)
  if (request === null || web === null) return { type: 'no_pages' }
  const made = await makeLetters(deps, wanted, { ...request, renew })
  const { invitations, unknown } = made
  const answered = made.answered.map(({ id }) => id)
  if (invitations.length === 0) return { type: 'nobody', answered, unknown }
  const { pages, about } = lettersFile(invitations, { survey, address: web.publicUrl, inTeams })
  const file = await deps.print(pages, { ...about, at: now() })
  // A first letter tells of itself.
  const told = invitations.filter(({ replaces, respondent }) => replaces || respondent.status === 'linked')
  await tellEach(
    deps,
    told.map(({ respondent }) => respondent.id),
    renew ? { type: 'new_code', with: null } : { type: 'letter' },
  )
  return { type: 'made', file, letters: invitations.length, answered, unknown }
}

const tellEach = async (
  deps: DeskDeps,
  ids: readonly string[],
  notice: { type: 'letter' } | { type: 'new_code'; with: null },
): Promise<void> => {
  for (const facts of await deps.campaigns.respondents(ids)) await tell(tellDeps(deps), toldAt(facts), notice)
}

/** New codes to the addresses in the register, seen by nobody here; the earlier ones stop working, and end what they opened. */
const mailCodes = async (deps: DeskDeps, ids: readonly string[], actor: string): Promise<Mailed> => {
  const { survey, book, mail, now, pause, log } = deps
  const request = requestOf(deps, actor)
  const found = new Map((await mailableOf(deps, ids)).map((each) => [each.one.id, each]))
  const result: Mailed = { mailed: [], left: [] }
  for (const id of ids.slice(0, MAILED_AT_ONCE)) {
    const choice = found.get(id)
    const to = choice?.facts
    const leave = (reason: WhyNoMail) => void result.left.push({ id, reason })
    if (choice === undefined || to === undefined) leave('unknown')
    else if (choice.mail !== 'yes') leave(choice.mail)
    else if (mail === undefined || request === null) leave('no_address')
    else {
      await mailTurn(mail, pause)
      const at = new Date(now())
      const anew = { ...request, at, renew: true, notSince: new Date(at.getTime() - JUST_MADE_MS) }
      const [made] = await inviteListed(book, [choice.one], anew)
      if (made === undefined) leave('just_made')
      else {
        const notice = { type: 'new_code', with: { code: made.code, publicUrl: mail.publicUrl } } as const
        const sent = await mail.send(noticeMail(survey, to, notice, at.getTime()))
        if (sent === 'taken') result.mailed.push(id)
        else {
          leave('not_taken')
          const { at: step, status, code } = sent
          log.warn({ respondentId: id, at: step, status, code }, 'respondents.code_not_mailed')
        }
        if (to.personId !== null && to.reference !== null)
          await tell(tellDeps(deps), { ...toldAt(to), mail: 'no' }, { type: 'new_code', with: null })
      }
    }
  }
  return result
}

/** Waits until a turn is taken: «later» is none, and only says when to come again. */
const mailTurn = async ({ rate }: MailWay, pause: DeskDeps['pause']): Promise<void> => {
  for (;;) {
    const turn = await rate.turn(MAIL_LINE)
    if (turn.wait > 0) await pause(turn.wait)
    if (turn.type === 'now') return
  }
}

/** Invites by mail who has no code yet, as the wave's own invitation does: by the queue, in the time of day, and once. */
const mailLacking = async (
  deps: DeskDeps,
  parts: readonly string[] | null,
  actor: string,
): Promise<{ type: 'ordered'; id: string; count: number } | { type: 'nobody' }> => {
  const lacking = (await mailableOf(deps, 'lacking')).filter(
    ({ one, mail }) => mail === 'yes' && (parts === null || parts.includes(one.part)),
  )
  if (lacking.length === 0 || deps.mail === undefined || deps.now() >= deps.survey.closesAt) return { type: 'nobody' }
  const chosen = parts === null ? Object.keys(deps.survey.wave.parts) : [...parts]
  const ordered = await createCampaign(deps, {
    kind: 'invitation',
    template: 'invitation',
    sendAt: null,
    actor,
    dedupeKey: null,
    bodyHash: null,
    selection: { parts: chosen, statuses: [...unfinished] },
    respondentIds: new Set(lacking.map(({ one }) => one.id)),
  })
  return { type: 'ordered', id: ordered.id, count: lacking.length }
}
