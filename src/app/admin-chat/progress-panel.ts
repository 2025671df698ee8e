import type { Language } from '../../questionnaire/schema.ts'
import type { SkipReason } from '../../reminders/recipient-states.ts'
import { momentText } from '../../wording/moment.ts'
import type { Campaign, Recipient } from '../campaign-ports.ts'
import { countBy } from '../reminders/plan.ts'
import { button, type Panel, t } from './admin-words.ts'
import { skipLines } from './preview-panel.ts'

type Shown = { language: Language; campaign: Campaign; recipients: readonly Recipient[] }

/** How far a campaign has come; its outcome when it has ended. */
export const progressPanel = ({ language, campaign, recipients }: Shown): Panel => {
  const { counts, state, id } = campaign
  const running = state === 'scheduled' || state === 'running'
  const reasons = recipients.flatMap(({ reason }) => (reason === null ? [] : [reason]))
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
