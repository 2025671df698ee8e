// node scripts/run.mjs scripts/train-called.ts [--leave-out]: trains the model of what answers are called on the lines of
// test/norwegian/called and of the conversations, calibrates it on authors that are left out, tells how these are heard, and writes
// called.json of the wave; two minutes. With --leave-out it writes nothing,
// but tells for each author how their lines are taken without a model, and with one that has not seen them; some minutes.
import { writeFileSync } from 'node:fs'
import { calibration, calledTally, leftOutLines } from './training/called-calibration.ts'
import { calledLeftOut } from './training/called-leave-out.ts'
import { calledLines, closedQuestions } from './training/called-lines.ts'
import { trainCalled } from './training/called-training.ts'

const wave = 'kommuneundersokelsen-2018'
const closed = closedQuestions(wave)
const lines = calledLines(closed)

if (process.argv.includes('--leave-out')) {
  const authors = new Set(lines.map(({ author }) => author).filter((author) => /^c\d/.test(author)))
  for (const author of authors) console.log(calledLeftOut(lines, closed, author))
} else {
  const file = new URL(`../dialogs/${wave}/called.json`, import.meta.url)
  const unmet = leftOutLines(lines, closed)
  const calibrated = calibration(unmet)
  console.log(calledTally(unmet, calibrated))
  const called = { ...trainCalled(lines, closed), ...calibrated }
  writeFileSync(file, `${JSON.stringify(called, null, 2)}\n`)
  console.log(`${lines.length} lines, ${closed.size} questions, ${file.pathname}`)
}
