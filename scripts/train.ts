// npm run train [-- topics|figures|called …] [--quick]: trains the models of typed words anew on the labelled lines of test/norwegian,
// writes their weights as the lint wants them, and tells for each author how the lines are heard by a model that has not seen them;
// some ten minutes, with --quick, which leaves those figures out, three.
import { spawnSync } from 'node:child_process'
import { globSync } from 'node:fs'
import { join } from 'node:path'

const models = ['topics', 'figures', 'called'] as const
const weights = ['src/norwegian/topic-weights.json', 'src/norwegian/figure-weights.json']
const args = process.argv.slice(2)
const named = models.filter((model) => args.includes(model))
const trained = named.length > 0 ? named : models

const run = (program: string, ...words: string[]): void => {
  const { status } = spawnSync(program, words, { stdio: 'inherit', cwd: join(import.meta.dirname, '..') })
  if (status !== 0) process.exit(status ?? 1)
}
const script = (model: string, ...words: string[]): void =>
  run(process.execPath, 'scripts/run.mjs', `scripts/train-${model}.ts`, ...words)

for (const model of trained) script(model)
const ofWaves = globSync('dialogs/*/called.json', { cwd: join(import.meta.dirname, '..') })
run(join('node_modules', '.bin', 'biome'), 'check', '--write', ...weights, ...ofWaves)
if (!args.includes('--quick')) for (const model of trained) script(model, '--leave-out')
