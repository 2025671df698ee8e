/** `report.yaml` of a wave: which themes the report has, and which main findings it states. Data; the numbers come later. */
import { z } from 'zod'
import { reason } from '../questionnaire/fault.ts'
import { id, text } from '../questionnaire/schema.ts'

const common = { id, theme: id, variable: id, text }
const percent = z.int().min(1).max(100)

/**
 * How a share is put into words:
 * - `exact`: «68 prosent»
 * - `spoken`: «ni av ti», «om lag to av tre», where a simple fraction is near enough; else exact
 * - `over`: «over halvparten», «litt mer enn en fjerdedel», where the share is a little above one; else spoken
 */
const shareStyle = z.enum(['exact', 'spoken', 'over'])
export type ShareStyle = z.infer<typeof shareStyle>

const finding = z.discriminatedUnion('kind', [
  /**
   * `{{andel}}`: of the choices together, or of those with any choice but the exclusive one. `{{andel_hvem}}`: with whom it is
   * of, as `respondents` says. `from`: said only from this many per cent on, for words such as «ofte».
   */
  z.strictObject({
    kind: z.literal('share'),
    ...common,
    of: z.union([z.literal('any'), z.array(id).min(1)]),
    words: shareStyle,
    from: percent.optional(),
  }),
  /** `{{liste}}`: the `first` most chosen, the most chosen first. */
  z.strictObject({ kind: z.literal('most_chosen'), ...common, first: z.int().min(1) }),
  /** `{{hoeyest}}`, `{{andel_hoeyest}}`, `{{lavest}}`, `{{andel_lavest}}`: rows of a matrix by their two best steps. */
  z.strictObject({ kind: z.literal('extreme_rows'), ...common }),
  /** `{{antall}}` of `{{alle}}` rows where more than half chose one of the two best steps. */
  z.strictObject({ kind: z.literal('rows_over_half'), ...common }),
  /** `{{median}}`, `{{n}}`, and `{{sum}}` of a variable in `sums`. */
  z.strictObject({ kind: z.literal('median'), ...common }),
  /** `{{hoeyest}}`, `{{hoeyest_aar}}`, `{{siste}}`, `{{siste_aar}}`: the highest and the last value of a series of `trend.yaml`. */
  z.strictObject({ kind: z.literal('series'), id, theme: id, text, series: id }),
])
export type PlannedFinding = z.infer<typeof finding>

export const reportPlan = z
  .strictObject({
    schema: z.literal('kommunedialog.report-plan.v1'),
    /** In the order of the report. Every counted question is in one theme; those left out come last, part by part. */
    themes: z.array(z.strictObject({ id, title: text, variables: z.array(id).min(1) })),
    findings: z.array(finding),
    /** Who answers, for `{{andel_hvem}}`: «68 prosent av kommunene», «ni av ti kommuner». */
    respondents: z.strictObject({ definite: text, indefinite: text }).optional(),
    /** Numbers whose sum means something: persons and posts, not years of experience. Of the others none is printed. */
    sums: z.array(id).default([]),
  })
  .superRefine(({ themes, findings }, context) => {
    for (const [i, f] of findings.entries()) {
      if (!themes.some((t) => t.id === f.theme)) {
        const message = reason('wrong_value.no_theme')
        context.addIssue({ code: 'custom', path: ['findings', i, 'theme'], message, params: { id: f.theme } })
      }
    }
  })
export type ReportPlan = z.infer<typeof reportPlan>
