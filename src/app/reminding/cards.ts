/** The cards of a reminder in the chat: the look before it, and how far it has come. */

import { countBy } from '../../counted.ts'
import type { Narrowing } from '../../norwegian/administrator.ts'
import { type Language, languages } from '../../questionnaire/schema.ts'
import { type SkipReason, skipReasons } from '../../reminders/states.ts'
import { momentText } from '../../wording/moment.ts'
import type { Panel } from '../../wording/view.ts'
import { button, t } from '../administration/card-parts.ts'
import { orLogged } from '../conversation/outside.ts'
import type { Campaign, ProgressCard, Recipient } from '../ports/campaigns.ts'
import type { ReminderDeps } from '../service.ts'
import type { Preview, StagePreview } from './order.ts'

/** `words`: the selection as typed, '' for everybody. `draft`: the id that makes «Send» count once. `sendAt` null: now. */
type PreviewShown = {
  language: Language
  words: string
  narrowing: Narrowing
  preview: Preview
  draft: string
  sendAt: number | null
}

/** What would be sent to whom, and why not to the others. */
export const previewPanel = ({ language, words, narrowing, preview, draft, sendAt }: PreviewShown): Panel => {
  const chosen = words === '' ? t(language, 'remind.everybody') : words
  const at = sendAt === null ? '' : String(sendAt)
  const sends = preview.receiving > 0
  return {
    type: 'panel',
    language,
    summary: t(language, 'remind.title'),
    title: t(language, 'remind.title'),
    blocks: [
      {
        lines: [
          { text: t(language, 'remind.selection', { words: chosen, count: preview.selected }) },
          { text: t(language, 'remind.receiving', { count: preview.receiving }), strong: true },
          ...(preview.byChannel.mail === 0
            ? []
            : [{ text: t(language, 'remind.by_mail', { count: preview.byChannel.mail }) }]),
          ...skipLines(language, preview.skipped).map((text) => ({ text })),
          ...timeLines(language, preview),
        ],
      },
      ...preview.previews.flatMap((stage) => stageBlocks(language, stage)),
      ...narrowBlocks(language, narrowing, { words, at }),
    ],
    actions: [
      ...(sends
        ? [
            {
              ...button('admin_send', t(language, 'button.send', { count: preview.receiving }), { draft, words, at }),
              main: true as const,
            },
          ]
        : []),
      button('admin_drop', t(language, 'button.drop')),
    ],
  }
}

/** «12: har svart», in the order of the reasons. */
const skipLines = (language: Language, skipped: Preview['skipped']): string[] =>
  skipReasons.flatMap((reason) => {
    const count = skipped[reason] ?? 0
    return count === 0 ? [] : [t(language, 'remind.skipped', { count, reason: t(language, `reason.${reason}`) })]
  })

const timeLines = (language: Language, { firstLeavesAt, lastLeavesAt }: Preview) =>
  firstLeavesAt === null || lastLeavesAt === null
    ? []
    : [{ text: t(language, 'remind.times', { first: momentText(firstLeavesAt), last: momentText(lastLeavesAt) }) }]

/** The text as each language form will see it. */
const stageBlocks = (language: Language, { stage, count, texts }: StagePreview) =>
  languages.map((form) => ({
    heading: t(language, 'remind.text_heading', {
      stage: t(language, `stage.${stage}`),
      count,
      form: t(language, `form.${form}`),
    }),
    lines: [texts[form].title, ...texts[form].lines, `[${texts[form].button}]`].map((text) => ({
      text,
      own: true as const,
    })),
  }))

/** What narrows further: two states, or two forms of the language, would widen again. */
const narrowBlocks = (
  language: Language,
  { statuses, languages }: Narrowing,
  { words, at }: { words: string; at: string },
) => {
  const left = [
    ...(statuses === undefined ? (['not_started', 'started'] as const) : []),
    ...(languages === undefined ? (['nn'] as const) : []),
  ]
  const actions = left.map((to) =>
    button('admin_remind', t(language, `narrow.${to}`), {
      words: `${words} ${t(language, `narrow.${to}_words`)}`.trim(),
      at,
    }),
  )
  return actions.length === 0 ? [] : [{ heading: t(language, 'remind.narrow'), lines: [], actions }]
}

type CampaignShown = { language: Language; campaign: Campaign; recipients: readonly Recipient[] }

/** How far a campaign has come; its outcome when it has ended. */
export const progressPanel = ({ language, campaign, recipients }: CampaignShown): Panel => {
  const { counts, state, id } = campaign
  const running = state === 'scheduled' || state === 'running'
  const reasons = recipients.flatMap(({ reason }) => (reason === null ? [] : [reason]))
  const mailed = recipients.filter(({ state, channel }) => state === 'sent' && channel === 'mail').length
  const line = (name: keyof typeof counts) =>
    counts[name] === 0 ? [] : [{ text: t(language, `progress.${name}`, { count: counts[name] }) }]
  return {
    type: 'panel',
    language,
    summary: t(language, `progress.title_${state}`),
    title: t(language, `progress.title_${state}`),
    blocks: [
      {
        lines: [
          ...(state === 'scheduled'
            ? [{ text: t(language, 'progress.begins', { at: momentText(campaign.sendAt) }) }]
            : []),
          ...(state === 'stopped'
            ? [{ text: t(language, 'progress.stopped_why', { code: campaign.stopCode }), strong: true as const }]
            : []),
          { text: t(language, 'progress.sent', { count: counts.sent }), strong: true },
          ...(mailed === 0 ? [] : [{ text: t(language, 'progress.by_mail', { count: mailed }) }]),
          ...line('queued'),
          ...line('held'),
          ...line('unknown'),
          ...line('failed'),
          ...line('cancelled'),
          ...skipLines(language, countBy<SkipReason>(reasons)).map((text) => ({ text })),
        ],
      },
      { lines: [{ text: t(language, 'progress.id', { id }), subtle: true }] },
    ],
    actions: running
      ? [
          button('admin_progress', t(language, 'button.refresh'), { id }),
          button('admin_cancel', t(language, 'button.cancel'), { id }),
        ]
      : [],
  }
}

/** Far below Teams' 60 messages in 30 s for a conversation. */
const EVERY_MS = 3_000

/** Brings the cards of running campaigns up to date, and shows the outcome of those that have ended. */
export const updateProgressCards = async (deps: ReminderDeps, ended: readonly Campaign[]): Promise<void> => {
  const now = deps.now()
  const running = await deps.campaigns.cardsToUpdate(now - EVERY_MS, now)
  for (const { id, card } of running) await update(deps, id, card)
  for (const { id } of ended) {
    const card = await deps.campaigns.cardOf(id)
    if (card !== null) await update(deps, id, card)
  }
}

const update = async (
  deps: ReminderDeps,
  id: string,
  { reference, activityId, language }: ProgressCard,
): Promise<void> => {
  const campaign = await deps.campaigns.find(id)
  if (campaign === null) return
  const panel = progressPanel({ language, campaign, recipients: await deps.campaigns.recipients(id) })
  const sent = await deps.channel.update(reference, activityId, panel)
  orLogged(deps, sent, { campaignId: id }, 'progress.not_shown')
}
