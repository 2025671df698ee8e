/**
 * node scripts/run.mjs scripts/hearing-pair.ts TREE [rounds]: what a typed text costs from the text to what is to be done, in another
 * work tree and in this one, in one process and message by message in turns, so that a busy machine is as busy for both.
 */
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Line, readLines } from '../test/norwegian/conversation-judge.ts'
import { median } from './bench/figures.ts'

const [other, rounds = '20'] = process.argv.slice(2)
if (other === undefined) {
  console.error('hearing-pair.ts TREE [rounds]')
  process.exit(64)
}
const WARM_ROUNDS = 6
const here = new URL('..', import.meta.url)
const trees = [pathToFileURL(`${resolve(other)}/`), here]

const lines = ['author-e', 'author-f'].flatMap((name) =>
  readLines(new URL(`test/norwegian/conversation/${name}.jsonl`, here)),
)
const plain = ['14', 'ja', 'nei', 'vet ikke', 'boliger', '1', '2 og 3', 'rådmann', '35 %', 'ingen', '0'].flatMap(
  (text) =>
    lines.filter(({ question }) => question !== undefined).flatMap((line, i) => (i < 20 ? [{ ...line, text }] : [])),
)

type Typed = typeof import('../src/engine/typed.ts')
type Drafts = typeof import('../src/engine/draft.ts')
type Judge = typeof import('../test/norwegian/conversation-judge.ts')
type Surveys = typeof import('../test/support/survey.ts')

/** Each of a tree's turns, ready to be taken again and again. */
const turnsIn = async (tree: URL, said: readonly Line[]): Promise<(() => void)[]> => {
  const read = async <Module>(path: string): Promise<Module> => await import(new URL(path, tree).href)
  const { byText } = await read<Typed>('src/engine/typed.ts')
  const { openDraft } = await read<Drafts>('src/engine/draft.ts')
  const { stateAt } = await read<Judge>('test/norwegian/conversation-judge.ts')
  const { questionnaires, units, worldOf } = await read<Surveys>('test/support/survey.ts')
  return said.map((line) => {
    const world = worldOf(questionnaires[line.part], units[line.unit])
    const draft = openDraft(world, stateAt(line, world), null)
    return () => byText(draft, line.text)
  })
}

for (const [name, said] of [
  ['messages of two authors', lines],
  ['plain answers', plain],
] as const) {
  const turns = await Promise.all(trees.map((tree) => turnsIn(tree, said)))
  const best = turns.map((all) => all.map(() => Number.POSITIVE_INFINITY))
  for (let round = 0; round < WARM_ROUNDS + Number(rounds); round++)
    for (const side of round % 2 === 0 ? [0, 1] : [1, 0])
      for (const [i, turn] of (turns[side] ?? []).entries()) {
        const began = performance.now()
        turn()
        const took = performance.now() - began
        const fastest = best[side]
        if (round >= WARM_ROUNDS && fastest !== undefined) fastest[i] = Math.min(fastest[i] ?? took, took)
      }
  console.log(
    `${name} (${said.length}), median ms, there → here: ${best.map((all) => median(all).toFixed(3)).join(' → ')}`,
  )
}
