// node scripts/run.mjs scripts/train-called.ts [--leave-out] [wave …]: trains the model of what answers are called on the lines of
// test/norwegian/called and of the conversations, for each wave of dialogs/ with those whose question it asks, calibrates it on authors that
// are left out, tells how these are heard, and writes called.json of the wave; two minutes a wave. With --leave-out it writes nothing,
// but tells for each author how their lines are taken without a model, and with one that has not seen them; some minutes.
import { writeFileSync } from 'node:fs'
import { calibration, calledTally, heardLeftOut, leftOutLines, unearned } from './training/called-calibration.ts'
import { calledLeftOut } from './training/called-leave-out.ts'
import { calledLines, type Questions, taughtQuestions, waveFolders } from './training/called-lines.ts'
import { trainCalled } from './training/called-training.ts'

/** For each author who wrote for the wave itself. */
const tellLeftOut = (closed: Questions): void => {
  const lines = calledLines(closed)
  const written = lines.filter(
    ({ author, carried, elsewhere }) => carried !== true && elsewhere !== true && /^c\d/.test(author),
  )
  for (const author of new Set(written.map((line) => line.author))) console.log(calledLeftOut(lines, closed, author))
}

const write = (wave: string, closed: Questions): void => {
  const lines = calledLines(closed)
  const file = new URL(`../dialogs/${wave}/called.json`, import.meta.url)
  const unmet = leftOutLines(lines, closed)
  const calibrated = calibration(unmet)
  const heard = heardLeftOut(unmet, calibrated)
  console.log(calledTally(heard))
  const without = unearned(heard)
  if (without.size > 0) console.log(`heard no better than by the rules, and left to them: ${[...without].join(', ')}`)
  const earned = new Map([...closed].filter(([key]) => !without.has(key)))
  const called = { ...trainCalled(lines, earned), ...calibrated }
  writeFileSync(file, `${JSON.stringify(called, null, 2)}\n`)
  console.log(`${lines.length} lines, ${earned.size} questions, ${file.pathname}`)
}

const named = process.argv.slice(2).filter((arg) => !arg.startsWith('-'))
for (const wave of waveFolders().filter((one) => named.length === 0 || named.includes(one))) {
  const closed = taughtQuestions(wave)
  if (closed.size === 0) continue
  console.log(`${wave}:`)
  if (process.argv.includes('--leave-out')) tellLeftOut(closed)
  else write(wave, closed)
}
