// node scripts/run.mjs scripts/train-figures.ts [--leave-out]: trains the choice among the figures of a sentence on the labelled lines of
// test/norwegian and writes src/norwegian/figure-weights.json; a few seconds. With --leave-out it writes nothing, but tells for
// each author what weights make of the lines that were trained without them.
import { writeFileSync } from 'node:fs'
import { figureLines } from './training/figure-lines.ts'
import { leftOutFigures, trainFigures } from './training/figure-training.ts'

const lines = figureLines()

if (process.argv.includes('--leave-out')) {
  for (const author of new Set(lines.map((line) => line.author)))
    if (author !== 'hold-out') console.log(author, leftOutFigures(lines, author))
} else {
  const weights = trainFigures(lines)
  const file = new URL('../src/norwegian/figure-weights.json', import.meta.url)
  writeFileSync(file, `${JSON.stringify(weights, null, 2)}\n`)
  console.log(`${lines.length} lines, ${Object.keys(weights.signs).length} signs, ${file.pathname}`)
}
