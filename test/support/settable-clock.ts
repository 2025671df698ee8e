/** For `node --import`: the machine's clock as this process sees it. SIGUSR2 sets it back an hour; `CLOCK_AHEAD_MS` begins with it ahead. */
import { SET_BACK } from './set-back.ts'

const HOUR_MS = 3_600_000
const RealDate = Date
let shift = Number(process.env.CLOCK_AHEAD_MS ?? 0)

globalThis.Date = new Proxy(RealDate, {
  construct: (real, given, made) =>
    Reflect.construct(real, given.length === 0 ? [RealDate.now() + shift] : given, made),
  get: (real, name) => (name === 'now' ? () => RealDate.now() + shift : Reflect.get(real, name)),
})
process.on('SIGUSR2', () => {
  shift -= HOUR_MS
  process.stderr.write(`${SET_BACK}\n`)
})
