import { describe, expect, it } from 'vitest'
import {
  campaignStates,
  campaignStatesBefore,
  mayBecome,
  recipientMayBecome,
  recipientStates,
  recipientStatesBefore,
} from '../../src/reminders/states.ts'

const table = <S extends string>(states: readonly S[], may: (from: S, to: S) => boolean) =>
  Object.fromEntries(states.map((from) => [from, states.filter((to) => may(from, to)).join(' ')]))

describe('allowed moves', () => {
  it('of a campaign', () => {
    expect(table(campaignStates, mayBecome)).toEqual({
      scheduled: 'running cancelled',
      running: 'finished cancelled stopped',
      finished: '',
      cancelled: '',
      stopped: '',
    })
    expect(campaignStatesBefore('cancelled')).toEqual(['scheduled', 'running'])
  })

  it('of a recipient: what may have arrived is never queued again', () => {
    expect(table(recipientStates, recipientMayBecome)).toEqual({
      queued: 'queued held sent skipped failed unknown cancelled',
      held: 'queued held sent skipped failed unknown cancelled',
      sent: '',
      skipped: 'queued',
      failed: '',
      unknown: 'sent failed',
      cancelled: '',
    })
    expect(recipientStatesBefore('queued')).toEqual(['queued', 'held', 'skipped'])
  })
})
