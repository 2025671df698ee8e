/** The administrator's chat, turn by turn, on the real use cases. */

import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { adminTurn } from '../../../src/app/administration/chat.ts'
import type { Link } from '../../../src/app/ports/people.ts'
import type { Envelope } from '../../../src/app/ports/progress.ts'
import { steadyNow } from '../../../src/app/steady.ts'
import { openRespondents } from '../../../src/edge/sql/respondents.ts'
import type { CardVerb } from '../../../src/engine/session.ts'
import { personIdOf } from '../../../src/register/ids.ts'
import type { View } from '../../../src/wording/view.ts'
import { viewFaultsOf } from '../card-check.ts'
import type { Desk, Office } from './desk.ts'
import { viewText } from './view-text.ts'
import { referenceOf } from './world.ts'

type Speaker = { role: 'administrator' | 'analyst' | null; locale?: string | undefined }

/** Somebody of IMDi at the keyboard, or with `role` null somebody else; `log` is the transcript. Every view is checked. */
export const chatOf = async ({ sql }: Office, desk: Desk, { role, locale = 'nb-NO' }: Speaker) => {
  const tenantId = randomUUID()
  const objectId = randomUUID()
  const person = { personId: personIdOf(tenantId, objectId), tenantId, objectId }
  const link: Link = { personId: person.personId, memberships: [], role }
  const by = { at: new Date(desk.clock.at), actor: 'test' }
  if (role !== null) await openRespondents(sql, { wave: desk.survey.wave.id }).addAdmin({ ...person, role }, by)
  const reference = referenceOf({ conversationId: `admin-${tenantId}`, tenantId }, 'http://127.0.0.1/')
  const log: string[] = []
  const said: View[] = []
  const write = (view: View, how: string) => {
    expect(viewFaultsOf(view)).toEqual([])
    said.push(view)
    log.push(`${how}\n${viewText(view)}`)
  }
  const turn = async (input: Envelope['input'], via: Envelope['via'], replyToId?: string) => {
    const before = desk.sent.length
    const result = await adminTurn(
      desk.deps,
      {
        activityId: randomUUID(),
        person,
        reference,
        input,
        via,
        locale,
        receivedAt: steadyNow(),
        ...(replyToId ? { replyToId } : {}),
      },
      link,
    )
    if (result?.pressed) write(result.pressed, 'BOT (i stedet for kortet):')
    await result?.after()
    for (const { view, updated } of desk.sent.slice(before)) if (updated === undefined) write(view, 'BOT:')
    return result
  }
  return {
    log,
    link,
    person,
    say: (text: string) => {
      log.push(`DU: ${text}`)
      return turn({ type: 'text', text }, 'message')
    },
    join: () => turn({ type: 'joined' }, 'message'),
    /** Presses the button of this name on the newest card. */
    press: (title: string) => {
      const card = said.at(-1)
      const all = card?.type === 'panel' ? [...card.blocks.flatMap(({ actions = [] }) => actions), ...card.actions] : []
      const action = all.find((each) => each.title === title)
      if (action === undefined)
        throw new Error(`no button «${title}» among ${all.map((each) => each.title).join(', ')}`)
      log.push(`DU: [${title}]`)
      const data = { ...action.ref, do: action.verb, values: action.values ?? {} }
      return turn({ type: 'card', card: data, trigger: 'manual' }, 'invoke', 'card-1')
    },
    pressVerb: (verb: CardVerb, values: Record<string, string> = {}) =>
      turn({ type: 'card', card: { s: 'admin', do: verb, values }, trigger: 'manual' }, 'invoke', 'card-1'),
    /** What the card shows after the workers have been at it. */
    updates: () => {
      const newest = desk.sent.findLast(
        ({ updated, conversationId }) => updated !== undefined && conversationId === reference.conversationId,
      )
      if (newest !== undefined) log.push(`BOT (kortet oppdatert):\n${viewText(newest.view)}`)
    },
    transcript: () => `${log.join('\n\n')}\n`.replaceAll(/[0-9a-f]{8}-0000-4000-8000/g, '00000000-0000-4000-8000'),
  }
}
