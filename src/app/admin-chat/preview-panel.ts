import type { Language } from '../../questionnaire/schema.ts'
import { skipReasons } from '../../reminders/recipient-states.ts'
import { momentText } from '../../wording/moment.ts'
import type { Preview, StagePreview } from '../reminders/preview-campaign.ts'
import { button, type Panel, t } from './admin-words.ts'
import type { Narrowing } from './place-words.ts'

/** `words`: the selection as typed, '' for everybody. `draft`: the id that makes «Send» count once. `sendAt` null: now. */
type Shown = {
  language: Language
  words: string
  narrowing: Narrowing
  preview: Preview
  draft: string
  sendAt: number | null
}

/** What would be sent to whom, and why not to the others. */
export const previewPanel = ({ language, words, narrowing, preview, draft, sendAt }: Shown): Panel => {
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
export const skipLines = (language: Language, skipped: Preview['skipped']): string[] =>
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
  (['nb', 'nn'] as const).map((form) => ({
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
