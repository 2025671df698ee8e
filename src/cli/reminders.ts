/** `reminders`: whom a reminder would reach, sending it, and what became of it. The running service does the sending. */

import { type Command, InvalidArgumentError, Option } from 'commander'
import type { Campaign, Recipient } from '../app/ports/campaigns.ts'
import { campaignJson, iso, maybeIso, previewJson, recipientJson } from '../app/reminding/as-json.ts'
import {
  orderReminder,
  type Preview,
  previewReminder,
  type ReminderWish,
  type WishFaults,
} from '../app/reminding/order.ts'
import { standingPlan } from '../app/reminding/rounds.ts'
import type { PlanDeps, Survey } from '../app/service.ts'
import { languages } from '../questionnaire/schema.ts'
import { readInstant } from '../questionnaire/wave.ts'
import { type SessionState, sessionStates } from '../register/states.ts'
import { chosenName, selection, type UnknownName, unfinished, unitNumber } from '../reminders/selection.ts'
import { type Cli, columns, type ExitCode, exitCode, fromOne, print } from './cli.ts'
import { type Opened, withStores } from './on-stores.ts'

/** Adds every verb of `reminders`. */
export function addRemindersVerbs(parent: Command, cli: Cli): void {
  const run = async (work: (deps: PlanDeps) => Promise<ExitCode>) => {
    cli.end(await withStores(cli, (opened) => work(planDeps(cli, opened))))
  }
  withReminderOptions(
    parent.command('preview').description('whom a reminder would reach, why not the others, and its text'),
  ).action((options: ReminderOptions) => run((deps) => preview(cli, deps, options)))
  withReminderOptions(parent.command('send').description('order a reminder; the running service sends it')).action(
    (options: ReminderOptions) => run((deps) => send(cli, deps, options)),
  )
  parent
    .command('list')
    .description('campaigns, newest first, and the standing reminders')
    .option('--limit <n>', 'at most so many', fromOne, 50)
    .option('--json', 'print JSON')
    .action((options: { limit: number; json?: true }) => run((deps) => list(cli, deps, options)))
  parent
    .command('show <id>')
    .description('one campaign with the outcome for every recipient')
    .option('--json', 'print JSON')
    .action((id: string, options: { json?: true }) => run((deps) => show(cli, deps, id, options)))
  parent
    .command('cancel <id>')
    .description('stop what is not sent')
    .option('--json', 'print JSON')
    .action((id: string, options: { json?: true }) => run((deps) => cancel(cli, deps, id, options)))
  const standing = parent.command('standing').description('reminders on fixed days before the survey closes')
  for (const wish of ['on', 'off'] as const) {
    standing
      .command(wish)
      .description(`switch them ${wish}`)
      .option('--json', 'print JSON')
      .action((options: { json?: true }) => run((deps) => switchStanding(cli, deps, wish, options)))
  }
}

const planDeps = (cli: Cli, { survey, progress, campaigns, settings }: Opened): PlanDeps => ({
  survey,
  progress,
  campaigns,
  rates: settings.sendRate,
  ...(settings.mail === null ? {} : { mailsPerSecond: settings.mail.perSecond }),
  now: () => cli.now().getTime(),
  newId: cli.newId,
})

const preview = async (cli: Cli, deps: PlanDeps, options: ReminderOptions): Promise<ExitCode> => {
  const found = await previewReminder(deps, wishOf(options, deps.survey))
  if (found.type === 'faulty') return refuse(cli, faultLines(found.faults))
  print(cli, options, previewJson(found.preview), previewLines(found.preview))
  return exitCode.done
}

const send = async (cli: Cli, deps: PlanDeps, options: ReminderOptions): Promise<ExitCode> => {
  const wish = wishOf(options, deps.survey)
  const ordered = await orderReminder(deps, { ...wish, actor: cli.actor, dedupeKey: null, bodyHash: null })
  if (ordered.type === 'faulty') return refuse(cli, faultLines(ordered.faults))
  if (ordered.type === 'nobody')
    return refuse(cli, ['Nobody would get it, so nothing was ordered.', ...previewLines(ordered.preview)])
  if (ordered.type !== 'created') return refuse(cli, ['It was ordered before.'])
  print(cli, options, { id: ordered.id, ...previewJson(ordered.preview) }, [
    `${ordered.id}: ordered. The running service sends it; follow it with \`reminders show\`.`,
    ...previewLines(ordered.preview),
  ])
  return exitCode.done
}

const list = async (cli: Cli, deps: PlanDeps, options: { limit: number; json?: true }): Promise<ExitCode> => {
  const found = await deps.campaigns.list(options.limit)
  const { on, next } = await standingPlan(deps)
  const standing = { on, nextAt: next === null ? null : iso(next.at) }
  const head = ['id', 'kind', 'state', 'send at', 'sent', 'left', 'skipped', 'failed', 'unknown', 'cancelled']
  print(cli, options, { campaigns: found.map(campaignJson), standing }, [
    ...columns([head, ...found.map(campaignRow)]),
    `Standing reminders: ${on ? 'on' : 'off'}${standing.nextAt === null ? '' : `, next ${standing.nextAt}`}`,
  ])
  return exitCode.done
}

const show = async (cli: Cli, deps: PlanDeps, id: string, options: { json?: true }): Promise<ExitCode> => {
  const found = await deps.campaigns.find(id)
  if (found === null) return refuse(cli, [`${id} is no campaign of this survey.`])
  const recipients = await deps.campaigns.recipients(id)
  const head = ['respondent', 'unit', 'part', 'outcome', 'at', 'way']
  print(cli, options, { campaign: campaignJson(found), recipients: recipients.map(recipientJson) }, [
    `${found.id}: ${found.state}${found.stopCode === null ? '' : ` (${found.stopCode})`}, by ${found.createdBy}`,
    ...columns([head, ...recipients.map(recipientRow)]),
  ])
  return exitCode.done
}

const cancel = async (cli: Cli, deps: PlanDeps, id: string, options: { json?: true }): Promise<ExitCode> => {
  const cancelled = await deps.campaigns.cancel(id, { at: deps.now(), actor: cli.actor })
  if (cancelled === null) return refuse(cli, [`${id} is no campaign of this survey.`])
  print(cli, options, { id, cancelled }, [`${cancelled} cancelled.`])
  return exitCode.done
}

const switchStanding = async (
  cli: Cli,
  deps: PlanDeps,
  wish: 'on' | 'off',
  options: { json?: true },
): Promise<ExitCode> => {
  await deps.campaigns.setStanding(wish, { at: deps.now(), actor: cli.actor })
  const { next } = await standingPlan(deps)
  const nextAt = next === null ? null : iso(next.at)
  print(cli, options, { on: wish === 'on', nextAt }, [
    `Standing reminders are ${wish}.${nextAt === null ? '' : ` Next: ${nextAt}`}`,
  ])
  return exitCode.done
}

const refuse = (cli: Cli, why: string[]): ExitCode => {
  for (const line of why) cli.err(`${line}\n`)
  return exitCode.refused
}

const previewLines = (found: Preview): string[] => [
  `${found.selected} chosen, ${found.receiving} get it.`,
  ...(found.byChannel.mail === 0 ? [] : [`  ${found.byChannel.teams} in Teams, ${found.byChannel.mail} by mail`]),
  ...Object.entries(found.skipped).map(([reason, count]) => `  ${count} do not: ${reason}`),
  ...(found.firstLeavesAt === null ? [] : [`From ${iso(found.firstLeavesAt)} to ${maybeIso(found.lastLeavesAt)}.`]),
  ...found.previews.flatMap(({ stage, count, texts }) =>
    languages.flatMap((form) => [
      '',
      `${stage} (${count}), ${form}:`,
      ...[texts[form].title, ...texts[form].lines, `[${texts[form].button}]`].map((line) => `  ${line}`),
    ]),
  ),
]

const campaignRow = ({ id, kind, state, sendAt, counts }: Campaign): string[] => {
  const { sent, queued, held, skipped, failed, unknown, cancelled } = counts
  return [id, kind, state, iso(sendAt), ...[sent, queued + held, skipped, failed, unknown, cancelled].map(String)]
}

const recipientRow = (one: Recipient): string[] => {
  const why = one.reason ?? one.code
  return [
    one.respondentId,
    one.unitId,
    one.part,
    why === null ? one.state : `${one.state}(${why})`,
    maybeIso(one.settledAt) ?? iso(one.dueAt),
    one.channel ?? '',
  ]
}

// The options that choose whom to remind, the same for `preview` and `send`.

type ReminderOptions = {
  part?: string[]
  status: SessionState[]
  county?: string[]
  unit?: string[]
  language?: ('nb' | 'nn' | 'neutral')[]
  template: 'reminder' | 'last_chance'
  at?: number
  json?: true
}

/** Adds them to a command. */
const withReminderOptions = (command: Command): Command =>
  command
    .option('--part <part...>', 'only these parts of the wave, by id', names)
    .addOption(
      new Option('--status <state...>', 'only units in these states').choices(sessionStates).default([...unfinished]),
    )
    .option('--county <name...>', 'only these counties', names)
    .option('--unit <id...>', 'only these units, by number', unitNumbers)
    .addOption(new Option('--language <form...>', 'only units of this language form').choices(['nb', 'nn', 'neutral']))
    .addOption(new Option('--template <name>', 'which text').choices(['reminder', 'last_chance']).default('reminder'))
    .option('--at <time>', 'when to send, ISO 8601, Norwegian time without a zone; absent: now', instant)
    .option('--json', 'print JSON')

const NOUN: Record<UnknownName['list'], string> = { parts: 'part', counties: 'county', units: 'unit' }

const TIME = {
  passed: 'The time to send has passed.',
  after_closing: 'The survey is closed at the time to send.',
} as const

const faultLines = ({ unknown, time }: WishFaults): string[] => [
  ...unknown.map(({ list, name }) => `${name} is no ${NOUN[list]} of this survey.`),
  ...(time === null ? [] : [TIME[time]]),
]

/** The wish that the options mean. */
const wishOf = (options: ReminderOptions, { wave }: Survey): ReminderWish => {
  const chosen = selection.parse({
    parts: options.part ?? Object.keys(wave.parts),
    ...(options.county === undefined ? {} : { counties: options.county }),
    ...(options.unit === undefined ? {} : { units: options.unit }),
    statuses: options.status,
    ...(options.language === undefined ? {} : { languages: options.language }),
  })
  return { selection: chosen, template: options.template, sendAt: options.at ?? null }
}

/** Reads an option that may stand several times, or with several values. */
const several =
  (each: typeof unitNumber, why: string) =>
  (value: string, sofar: string[] = []): string[] => {
    if (!each.safeParse(value).success) throw new InvalidArgumentError(why)
    return [...sofar, value]
  }
const names = several(chosenName, 'It is a name of at most 60 letters.')
const unitNumbers = several(unitNumber, 'A municipality has four figures, such as 0301, a district six.')

function instant(value: string): number {
  const at = readInstant(value, 'opening')
  if (at === null) throw new InvalidArgumentError('It is an ISO 8601 time, such as 2018-11-19T09:00.')
  return at
}
