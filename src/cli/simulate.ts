/** `dialogs simulate`: a questionnaire answered in all the ways that are found, on the real engine. Nothing is stored. */

import { type Command, InvalidArgumentError } from 'commander'
import { type Cli, counted, type ExitCode, exitCode, fromOne, print } from './cli.ts'
import { inWave, openForMs } from './dialogs.ts'
import { type Simulated, simulate, type Way } from './simulation/simulate.ts'

type SimulateOptions = { answers: number; seed: number; json?: true }

/** Sets of answers; more take minutes and find nothing more. */
const MOST_ANSWERS = 10_000

export function addDialogsSimulate(parent: Command, cli: Cli): void {
  parent
    .command('simulate <questionnaire>')
    .description(
      'the questionnaire answered by chance and along every branch: what is never asked, the shortest and the longest way, dead ends; a part, or a file such as dialogs/<wave>/<part>.v1.yaml',
    )
    .option('--answers <n>', `how many random sets of answers, at most ${MOST_ANSWERS}`, answersOf, 200)
    .option('--seed <n>', 'another seed gives other answers, the same one the same', fromOne, 1)
    .option('--json', 'print JSON')
    .action(async (questionnaire: string, options: SimulateOptions) => cli.end(await run(cli, questionnaire, options)))
}

function answersOf(value: string): number {
  const answers = fromOne(value)
  if (answers > MOST_ANSWERS) throw new InvalidArgumentError(`It is at most ${MOST_ANSWERS}.`)
  return answers
}

/** 1: a question is asked in no walk, or somebody could not send in. */
async function run(cli: Cli, name: string, options: SimulateOptions): Promise<ExitCode> {
  const found = await inWave(cli, name, undefined)
  if (found === null) return exitCode.refused
  const { questionnaire, folder } = found
  const now = cli.now().getTime()
  const world = {
    questionnaire,
    wave: folder.wave,
    opensAt: now - openForMs,
    closesAt: now + openForMs,
    now,
    newId: 'simulated',
  }
  const simulated = simulate({ world, units: folder.units, ...options })
  print(cli, options, simulated, linesOf(simulated))
  return simulated.unreached.length + simulated.deadEnds.length === 0 ? exitCode.done : exitCode.refused
}

const linesOf = ({
  walks,
  questions,
  shortest,
  longest,
  unreached,
  branches,
  checks,
  deadEnds,
}: Simulated): string[] => {
  const one = branches.filter(({ is }) => is !== 'both')
  const silent = checks.filter(({ fired }) => !fired)
  return [
    `${counted(questions, 'question')}, ${counted(walks, 'way')} walked.`,
    ...(shortest === null || longest === null
      ? ['Nobody could send in.']
      : [`Shortest: ${wayLine(shortest)}`, `Longest: ${wayLine(longest)}`]),
    unreached.length === 0 ? 'Every question is reached.' : `Not reached: ${unreached.join(', ')}.`,
    one.length === 0
      ? `Branches: all ${branches.length} seen both ways.`
      : `Branches: ${branches.length - one.length} of ${branches.length} seen both ways.`,
    ...one.map(({ of, name, is }) => `  ${of} ${name}: ${is === 'hidden' ? 'never shown' : 'shown every time'}`),
    `Checks: ${checks.length - silent.length} of ${checks.length} spoke.`,
    ...silent.map(({ question, check, level }) => `  ${question}.${check} (${level}): never`),
    deadEnds.length === 0 ? 'No dead ends.' : 'Dead ends:',
    ...deadEnds.map(({ at, walks: of, unit, answers }) => {
      return `  ${at}: ${counted(of, 'way')}, first ${unit} with ${answersText(answers)}`
    }),
  ]
}

const wayLine = ({ questions, unit, answers }: Way): string =>
  `${counted(questions, 'question')} (${unit}: ${answersText(answers)})`

const answersText = (answers: Way['answers']): string =>
  Object.entries(answers)
    .map(([question, answer]) => `${question}=${answer}`)
    .join(', ')
