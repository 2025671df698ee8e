/** `dialogs play`: a questionnaire in the terminal, on the real engine. Nothing is stored. */

import { basename, dirname, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { type Command, Option } from 'commander'
import { readWaveFolder, type WaveFolder } from '../edge/files/wave-folder.ts'
import { cardFaults } from '../edge/teams/cards/card-faults.ts'
import { newSeat, newSession } from '../engine/new.ts'
import { step } from '../engine/step.ts'
import type { Input, World } from '../engine/types.ts'
import type { Language, Questionnaire } from '../questionnaire/schema.ts'
import { dialogsDir } from '../start/open-survey.ts'
import { plainOf } from '../wording/plain.ts'
import { render } from '../wording/render.ts'
import type { Action, View } from '../wording/view.ts'
import { type Cli, counted } from './cli.ts'
import { exitCode } from './exit-code.ts'

type Options = { lang: Language; unit?: string }

/** A year each way: a player is not bound by the wave's dates. */
const openForMs = 365 * 24 * 60 * 60_000

export function addDialogsPlay(parent: Command, cli: Cli): void {
  parent
    .command('play <questionnaire>')
    .description(
      'the questionnaire in the terminal; a file such as dialogs/<wave>/raadmann.v1.yaml, or a part. Type answers, or !2 for the second button',
    )
    .addOption(new Option('--lang <language>', 'language form').choices(['nb', 'nn']).default('nb'))
    .option('--unit <id>', 'the unit that answers (absent: the first one)')
    .action(async (questionnaire: string, options: Options) => cli.end(await play(cli, questionnaire, options)))
}

async function play(cli: Cli, name: string, options: Options) {
  const isFile = name.endsWith('.yaml')
  const folder = isFile
    ? dirname(resolve(name))
    : resolve(dialogsDir, cli.env.SURVEY_WAVE ?? 'kommuneundersokelsen-2018')
  const read = await readWaveFolder(folder, cardFaults)
  if ('faults' in read) {
    cli.err(`${folder}: ${counted(read.faults.length, 'fault')}. See «dialogs check».\n`)
    return exitCode.refused
  }
  const chosen = chosenFrom(read, isFile ? basename(name, '.yaml') : name)
  const unit = options.unit ? read.units.find((u) => u.id === options.unit) : read.units[0]
  if (chosen === undefined || unit === undefined) {
    cli.err(chosen === undefined ? `No questionnaire «${name}».\n` : `No unit «${options.unit ?? ''}».\n`)
    return exitCode.refused
  }
  const now = cli.now().getTime()
  const world = { questionnaire: chosen, wave: read.wave, unit, opensAt: now - openForMs, closesAt: now + openForMs }
  await converse(cli, world, options.lang)
  return exitCode.done
}

/** «raadmann.v1» or «raadmann» (its newest version). */
function chosenFrom({ questionnaires }: WaveFolder, name: string): Questionnaire | undefined {
  const [part = '', version] = name.split('.v')
  const versions = questionnaires.get(part)
  return versions?.get(version === undefined ? Math.max(...versions.keys()) : Number(version))
}

async function converse(cli: Cli, world: Omit<World, 'now' | 'newId'>, language: Language): Promise<void> {
  const { part, version } = world.questionnaire
  let session = newSession({ id: 'play', wave: world.wave.id, unitId: world.unit.id, part, version })
  let seat = newSeat({ sessionId: 'play', personId: 'player', language })
  let buttons: Action[] = []
  const turn = (input: Input): void => {
    const now = { ...world, now: cli.now().getTime(), newId: cli.newId() }
    const outcome = step(now, { session, seat }, input)
    session = outcome.session
    seat = outcome.seat
    for (const { reply, place } of outcome.replies) {
      // Cards further up are not redrawn in a terminal.
      if (place === 'open') continue
      const view = render(reply, { ...now, session, seat })
      cli.out(`${plainOf(view)}\n\n`)
      if (buttonsOf(view).length > 0) buttons = buttonsOf(view)
    }
  }
  turn({ type: 'joined' })
  for await (const line of createInterface({ input: process.stdin })) {
    const pressed = /^!(\d+)$/u.exec(line.trim())?.[1]
    const action = pressed === undefined ? undefined : buttons[Number(pressed) - 1]
    if (!action) turn({ type: 'text', text: line })
    else
      turn({ type: 'card', trigger: 'manual', card: { ...action.ref, do: action.verb, values: { ...action.values } } })
  }
}

const buttonsOf = (view: View): Action[] => {
  if (view.type === 'text') return []
  const inside = view.type === 'panel' ? view.blocks.flatMap((block) => block.actions ?? []) : []
  return [...inside, ...view.actions]
}
