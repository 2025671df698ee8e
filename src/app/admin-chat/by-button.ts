import { z } from 'zod'
import type { AdminVerb, CardData } from '../../engine/types.ts'
import type { Language } from '../../questionnaire/schema.ts'
import type { Envelope } from '../ports.ts'
import { orderReminder } from '../reminders/create-campaign.ts'
import type { AdminDeps } from './admin-deps.ts'
import { type Panel, t } from './admin-words.ts'
import { placeWords, readPlaces } from './place-words.ts'
import { selectionOf, showMissing, showPreview, showProgress, showStatus } from './show-panels.ts'
import { donePanel, helpPanel } from './small-panels.ts'
import { stillMayRemind } from './still-may-remind.ts'

/** What the cards' buttons carry. All of it may be made up: nothing in it gives a right. */
const values = z.object({
  // As long as a message may name places; nothing that does not fit may mean «everybody».
  words: z.string().max(4000).default(''),
  page: z.coerce.number().int().min(0).max(1000).catch(0),
  at: z.coerce.number().int().positive().nullable().catch(null),
  id: z.uuid().catch(''),
  draft: z.uuid().catch(''),
})

/** A card for «nine o'clock» may be pressed a little after nine. */
const LATE_MS = 5 * 60_000

type Pressed = { language: Language; envelope: Envelope; card: CardData & { do: AdminVerb } }

/** The card in place of the one that was pressed. Throws `StoreAway`. */
export const byButton = async (deps: AdminDeps, pressed: Pressed): Promise<Panel> => {
  const { language, card, envelope } = pressed
  const read = values.safeParse(card.values)
  if (!read.success) return helpPanel(language)
  const given = read.data
  const { narrowing, unknown } = readPlaces(given.words, placeWords(deps.survey))
  if (unknown.length > 0) return helpPanel(language, [t(language, 'not_understood', { words: unknown.join(' ') })])
  const asked = { language, words: given.words, narrowing }
  switch (card.do) {
    case 'admin_status':
      return await showStatus(deps, asked)
    case 'admin_missing':
      return await showMissing(deps, { ...asked, page: given.page })
    case 'admin_remind':
      return await showPreview(deps, { ...asked, sendAt: given.at })
    case 'admin_progress':
      return await showProgress(deps, language, given.id)
    case 'admin_drop':
      return donePanel(language, 'dropped')
    case 'admin_cancel':
      if (!(await stillMayRemind(deps, envelope.person.personId))) return donePanel(language, 'no_right')
      await deps.campaigns.cancel(given.id, { at: deps.now(), actor: envelope.person.personId })
      return await showProgress(deps, language, given.id)
    case 'admin_send':
      if (!(await stillMayRemind(deps, envelope.person.personId))) return donePanel(language, 'no_right')
      return await send(deps, pressed, { ...asked, sendAt: given.at, draft: given.draft })
  }
}

type Sending = {
  words: string
  narrowing: ReturnType<typeof readPlaces>['narrowing']
  sendAt: number | null
  draft: string
}

/** Pressed twice, on two devices or delivered again: one campaign, and its progress. */
const send = async (
  deps: AdminDeps,
  { language, envelope }: Pressed,
  { words, narrowing, sendAt, draft }: Sending,
): Promise<Panel> => {
  if (draft === '') return helpPanel(language)
  const dedupeKey = `chat:${envelope.person.personId}:${draft}`
  // What was previewed for a time that has passed since is not what would be sent now.
  const isLate = sendAt !== null && sendAt < deps.now() - LATE_MS
  if (isLate && (await deps.campaigns.ordered(dedupeKey)) === null)
    return helpPanel(language, [t(language, 'wrong_time.passed')])
  const ordered = await orderReminder(deps, {
    kind: 'reminder',
    template: 'reminder',
    selection: selectionOf(deps, narrowing),
    sendAt,
    actor: envelope.person.personId,
    dedupeKey,
    bodyHash: null,
  })
  // Since the preview everybody was reminded or is done: the new preview says so, and has nothing to send with.
  if (ordered.type === 'nobody') return await showPreview(deps, { language, words, narrowing, sendAt })
  const activityId = envelope.replyToId
  if (activityId !== undefined) {
    await deps.campaigns.keepCard(ordered.id, { reference: envelope.reference, activityId, language })
  }
  return await showProgress(deps, language, ordered.id)
}
