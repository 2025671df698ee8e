// node scripts/run.mjs scripts/train-topics.ts [--leave-out]: trains the model of topics on the labelled lines of test/norwegian
// and writes src/norwegian/topic-weights.json; a minute or two. With --leave-out it writes nothing, but tells for each author
// who wrote lines for it how those are heard by frames, by a model that has not seen them, and by both.
import { writeFileSync } from 'node:fs'
import { labelledLines } from './training/labelled-lines.ts'
import { leftOut } from './training/leave-out.ts'
import { trainTopics } from './training/topic-training.ts'

const lines = labelledLines()

if (process.argv.includes('--leave-out')) {
  for (const author of ['first', 't1', 't4', 't6', 't9', 't11']) console.log(leftOut(lines, author))
} else {
  const packed = trainTopics(lines)
  const file = new URL('../src/norwegian/topic-weights.json', import.meta.url)
  writeFileSync(file, `${JSON.stringify(packed, null, 2)}\n`)
  console.log(`${lines.length} lines, ${packed.labels.length} labels, ${file.pathname}`)
}
