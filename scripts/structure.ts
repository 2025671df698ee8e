// node scripts/run.mjs scripts/structure.ts [--turn]: the shape of src in figures. With --turn also the files in which a
// function ran in one typed turn and in one card turn, and how often the typed text was made comparable; that needs
// redis-server.
import { Session } from 'node:inspector/promises'
import { openOffice } from '../test/support/reminders/desk.ts'
import { shapeOf } from '../test/support/repo/structure.ts'
import { startPglite } from '../test/support/start-pglite.ts'
import { openTownHall } from '../test/support/together/town-hall.ts'

const { kinds, words, largest, longest, arrowsUp, ...figures } = shapeOf()
console.table({
  ...{ ...figures, largest: largest.lines, 'longest function': longest.lines },
  ...{ 'arrows up': arrowsUp.length, kinds: kinds.length, words: words.length },
})
console.log(`largest: ${largest.file}
longest function: ${longest.file}:${longest.line}
arrows up: ${arrowsUp.join(' ')}
kinds outside kinds/: ${kinds.join(' ')}
patterns of words outside norwegian/: ${words.join(' ')}`)

if (process.argv.includes('--turn')) await measureTurns()

async function measureTurns(): Promise<void> {
  const inspector = new Session()
  inspector.connect()
  await inspector.post('Profiler.enable')
  await inspector.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
  const office = await openOffice(await startPglite())
  try {
    const hall = await openTownHall(office)
    const kari = await hall.person('Kari Nordmann', { part: 'raadmann' })
    await kari.join()
    await kari.press('Start')
    const walk = async (): Promise<void> => {
      await kari.say('vet ikke')
      await kari.say('tilbake')
    }
    await walk()
    for (const [name, deed] of [
      ['typed', () => kari.say('Rådmann')],
      ['card', () => kari.press('Svar', { answer: 'assisterende' })],
    ] as const) {
      await kari.say('endre 1')
      await inspector.post('Profiler.takePreciseCoverage')
      const counts = countCalls(name === 'typed' ? /r[åa](?:\u030a)?dmann/iu : null)
      await deed()
      const normalised = counts.stop()
      const { result } = await inspector.post('Profiler.takePreciseCoverage')
      const ran = result.filter(
        ({ url, functions }) =>
          url.includes('/src/') &&
          !url.includes('node_modules') &&
          functions.some((f) => f.functionName !== '' && f.ranges.some((range) => range.count > 0)),
      )
      console.log(
        `${name} turn: ${ran.length} files ran${name === 'typed' ? `, text made comparable ${normalised} times` : ''}`,
      )
    }
  } finally {
    await office.close()
  }
}

/** Counts `normalize` and `toLowerCase` on the person's text; null: on nothing. */
function countCalls(text: RegExp | null): { stop(): number } {
  let count = 0
  const { normalize, toLowerCase } = String.prototype
  const isIt = (value: string) => text?.test(value) ?? false
  String.prototype.normalize = function (this: string, ...args: [] | [form?: string]) {
    if (isIt(String(this))) count++
    return normalize.call(this, ...args)
  }
  String.prototype.toLowerCase = function (this: string) {
    if (isIt(String(this))) count++
    return toLowerCase.call(this)
  }
  return {
    stop: () => {
      Object.assign(String.prototype, { normalize, toLowerCase })
      return count
    },
  }
}
