import { expect, it } from 'vitest'
import { watched } from '../../../src/edge/redis/queue.ts'

const lostLock = Object.assign(new Error('Missing lock for job 17 of kari@kommune.no'), { name: 'LockError' })
const away = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
const full = Object.assign(new Error("OOM command not allowed when used memory > 'maxmemory'."), { name: 'ReplyError' })

it('tells each kind of fault of a queue once a minute, by name and code, and nothing of a job', () => {
  const clock = { at: 5 }
  const told: [object, string][] = []
  const log = { warn: (fields: object, event: string) => void told.push([fields, event]) }
  const hear = watched('submissions', log, () => clock.at)
  for (const fault of [away, away, lostLock, away, full, lostLock]) hear(fault)
  expect(told).toEqual([
    [{ queue: 'submissions', fault: 'Error', code: 'ECONNREFUSED' }, 'queue.fault'],
    [{ queue: 'submissions', fault: 'LockError', code: null }, 'queue.fault'],
    [{ queue: 'submissions', fault: 'ReplyError', code: 'OOM' }, 'queue.fault'],
  ])
  clock.at += 59_999
  hear(away)
  expect(told).toHaveLength(3)
  clock.at += 1
  for (const fault of [away, away]) hear(fault)
  expect(told).toHaveLength(4)
})
