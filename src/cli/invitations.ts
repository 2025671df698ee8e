import { rm } from 'node:fs/promises'
import { type Command, Option } from 'commander'
import {
  chatLink,
  type Invitation,
  type InviteRequest,
  invitationLetter,
  inviteAllMissing,
  inviteRespondent,
  webLink,
} from '../app/respondents/invite.ts'
import { untouchedParts } from '../app/respondents/letters.ts'
import { noticeMail } from '../app/respondents/told-by-mail.ts'
import { bom, csvText } from '../edge/files/csv.ts'
import { openPrivateFile } from '../edge/files/private-files.ts'
import { exampleAddresses } from '../edge/files/wave-folder.ts'
import { languages } from '../questionnaire/schema.ts'
import { languageOfUnit } from '../questionnaire/wave.ts'
import { pagesOf } from '../start/mail.ts'
import { type Cli, counted, type ExitCode, exitCode, print, sayFaults } from './cli.ts'
import { type Opened, withStores } from './on-stores.ts'

type Options = { allMissing?: true; again?: true; out?: string; new?: true; mail?: true; json?: true }

/** `respondents invite`: one personal code, shown once; or a mail-merge file with a code for everybody not linked. */
export function addRespondentsInvite(parent: Command, cli: Cli): void {
  const verb = parent
    .command('invite [id]')
    .description('the personal code of one respondent, or a file with that of everybody who is not linked')
    .addOption(new Option('--all-missing', 'everybody who is not linked and has no code yet'))
    .option('--again', 'with --all-missing: new codes also for those who have one; the earlier ones stop working')
    .option('--out <file>', 'the mail-merge file of --all-missing, readable by you alone')
    .option(
      '--new',
      'a new code for the one respondent: the earlier one stops working, and what it has opened on the web ends',
    )
    .option('--mail', 'with --new: the code goes to the address in the register, and is not shown here')
    .option('--json', 'print JSON')
  verb.action(async (id: string | undefined, options: Options) => {
    const { allMissing, again, out } = options
    const isAlone = allMissing === undefined && again === undefined && out === undefined
    const isMailed = options.mail === undefined || options.new === true
    if (id !== undefined && isAlone && isMailed) {
      cli.end(await withAddresses(cli, (opened) => inviteOne(cli, options, { ...opened, id })))
    } else if (id === undefined && allMissing === true && out !== undefined && options.new === undefined && isMailed) {
      cli.end(await withAddresses(cli, (opened) => inviteAll(cli, options, { ...opened, out })))
    } else verb.error('error: give either an id, perhaps with --new, or --all-missing with --out <file>')
  })
}

/** `withStores`; in production no letter is written with an address that leads nowhere. */
export const withAddresses: typeof withStores = (cli, work) =>
  withStores(cli, async (opened) => {
    const isReal = opened.settings.environment === 'production'
    const examples = isReal ? await exampleAddresses(opened.survey.folder) : []
    sayFaults(cli, examples)
    return examples.length > 0 ? exitCode.settings : work(opened)
  })

/** What codes are made by: the clock, the secrets and the closing of the opened wave. */
export const requestOf = (cli: Cli, { survey, settings }: Opened): InviteRequest => ({
  lasting: settings.web === null ? null : { wave: survey.wave.id, secrets: settings.web.codeSecrets },
  at: cli.now(),
  closesAt: new Date(survey.closesAt),
  actor: cli.actor,
  chance: cli.chance,
})

async function inviteOne(cli: Cli, options: Options, opened: Opened & { id: string }): Promise<ExitCode> {
  if (options.mail && opened.mail === null) {
    cli.err('There is no mail: SMTP_URL and MAIL_FROM are not set.\n')
    return exitCode.refused
  }
  if (options.mail && (await opened.book.personRecord(opened.id))?.respondent.heldAt != null) {
    cli.err(
      'Nobody who answers the part has said yes to this address yet. Is it right: respondents confirm <id>, then again.\n',
    )
    return exitCode.refused
  }
  const result = await inviteRespondent(opened.book, opened.id, {
    ...requestOf(cli, opened),
    ...(options.new === true ? { renew: true } : { renew: false, isUntouched: await untouchedParts(opened, 'all') }),
  })
  switch (result.type) {
    case 'unknown':
      cli.err(`${opened.id} is no respondent of this wave.\n`)
      return exitCode.refused
    case 'colleague':
      cli.err('This is a colleague without an address: their code comes from whoever passed something on to them.\n')
      return exitCode.refused
    case 'answered':
      cli.err(
        'Something of this part is answered already, and the code opens it. To give them access anyway, make a new code\n' +
          'with --new: the earlier one stops working, what it has opened on the web ends, and it stands in the audit trail.\n',
      )
      return exitCode.refused
    case 'linked':
      cli.err('This respondent is linked already and needs no code.\n')
      return exitCode.refused
    case 'invited': {
      const { respondent, code, expiresAt, lasting } = result.invitation
      const link = chatLink(opened.settings.bot.appId)
      const web = pagesOf(opened.settings)
      const webAddress = web === null ? null : webLink(web, code)
      const whose = { id: respondent.id, name: respondent.name, unit: respondent.unitName }
      if (options.new && opened.mail !== null) {
        const sent = await tellOfNewCode(cli, opened, result.invitation, options.mail === true)
        if (options.mail) {
          print(cli, options, { ...whose, expiresAt, mailed: sent }, sent ? [`Sent to ${respondent.name}.`] : [])
          return sent ? exitCode.done : exitCode.refused
        }
      }
      const lines = [
        `${respondent.name}, ${respondent.unitName}: ${code}`,
        `Works ${lasting ? 'until a new one is made, the latest' : 'once, until'} ${expiresAt.toISOString()}.`,
      ]
      const links = [link, webAddress].filter((one) => one !== null)
      print(cli, options, { ...whose, code, expiresAt, link, web: webAddress }, [...lines, ...links])
      return exitCode.done
    }
  }
}

/** Tells the person that there is a new code, with the code itself where nobody else is shown it. False: it was not taken. */
async function tellOfNewCode(
  cli: Cli,
  { survey, mail, settings }: Opened,
  { respondent, code }: Invitation,
  withCode: boolean,
): Promise<boolean> {
  const publicUrl = pagesOf(settings)
  if (mail === null || publicUrl === null || respondent.email === '') {
    cli.err(`${respondent.name} has no address to be told at.\n`)
    return false
  }
  const to = { ...respondent, respondentId: respondent.id }
  const notice = { type: 'new_code', with: withCode ? { code, publicUrl } : null } as const
  const sent = await mail(noticeMail(survey, to, notice, cli.now().getTime()))
  if (sent === 'taken') return true
  const again = withCode ? 'The earlier code works no longer: try again, or leave out --mail.' : 'Tell them yourself.'
  cli.err(`The mail to ${respondent.name} was not taken (${sent.code}). ${again}\n`)
  return false
}

async function inviteAll(cli: Cli, options: Options, opened: Opened & { out: string }): Promise<ExitCode> {
  const { out } = opened
  // The file first: codes that were made and could not be written would be lost.
  const file = await openPrivateFile(out)
  if (file === null) {
    cli.err(`${out} is there already or cannot be made; no codes were made.\n`)
    return exitCode.refused
  }
  const haveCode = options.again ? 'again' : 'leave_out'
  const make = async () =>
    inviteAllMissing(
      opened.book,
      { ...requestOf(cli, opened), isUntouched: await untouchedParts(opened, 'all') },
      haveCode,
    )
  const made = await make().catch(async (error: unknown) => {
    await file.close()
    // An empty file would be in the way of the next try.
    await rm(out, { force: true })
    throw error
  })
  const { invitations, leftOut, answered = [] } = made
  await file.writeFile(bom + mailMerge(invitations, opened))
  await file.close()
  const link = chatLink(opened.settings.bot.appId)
  if (link === null) cli.err('Note: without MicrosoftAppId the letters carry no link to the chat.\n')
  const replaced = invitations.filter(({ replaces }) => replaces).length
  tellAnswered(cli, answered)
  print(cli, options, { invited: invitations.length, replaced, leftOut, answered: answered.length, file: out }, [
    `${counted(invitations.length, 'code')} in ${out}`,
    ...(replaced === 0 ? [] : [`Instead of an earlier code, which no longer works: ${replaced}.`]),
    ...(leftOut === 0 ? [] : [`Left out, as they have a code already: ${leftOut}. --again makes new ones.`]),
  ])
  return exitCode.done
}

/** Whom no code was made for, as it would open what the part holds, and the way for one of them. */
export const tellAnswered = (cli: Cli, answered: readonly { id: string }[]): void => {
  if (answered.length === 0) return
  const ids = answered.map(({ id }) => id).join(', ')
  cli.err(`Left out, as the part has answers: ${ids}. A new code for one of them: respondents invite <id> --new.\n`)
}

const heads = ['name', 'email', 'unit', 'unit_name', 'part', 'language', 'code', 'link', 'replaces_earlier']
const letterHeads = ['subject_nb', 'letter_nb', 'subject_nn', 'letter_nn', 'web']

function mailMerge(invitations: readonly Invitation[], opened: Opened): string {
  const { survey, settings } = opened
  const link = chatLink(settings.bot.appId)
  const web = pagesOf(opened.settings)
  const rows = invitations.map((invitation) => {
    const { respondent, code, replaces } = invitation
    const language = respondent.language ?? languageOfUnit(survey.units.get(respondent.unitId))
    const [nb, nn] = languages.map((each) => invitationLetter(invitation, { survey, link, web, language: each }))
    const { name, email, unitId, unitName, part } = respondent
    const texts = [nb?.subject, nb?.body, nn?.subject, nn?.body].map((text) => text ?? '')
    const columns = [name, email, unitId, unitName, part, language, code, link ?? '', replaces ? 'yes' : 'no']
    return [...columns, ...texts, web === null ? '' : webLink(web, code)]
  })
  return csvText([[...heads, ...letterHeads], ...rows])
}
