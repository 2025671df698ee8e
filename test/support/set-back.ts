/** Sets the clock of a service back that was started with `settable-clock.ts`. */
import type { ServiceProcess } from './service-process.ts'
import { until } from './until.ts'

/** What such a service says once its clock has been set back. */
export const SET_BACK = 'the clock has been set back'

/** An hour, and waits until it is so: a signal may be overtaken by what is asked of the service after it. */
export const setBack = async ({ pid, output }: ServiceProcess): Promise<void> => {
  const times = () => output.join('').split(SET_BACK).length
  const before = times()
  process.kill(pid(), 'SIGUSR2')
  await until(() => times() > before, 'the clock was not set back')
}
