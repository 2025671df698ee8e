import { z } from 'zod'

/**
 * Adaptive Cards 1.5 as far as our cards go: element by element from the published documentation (adaptivecards.io/explorer),
 * strict about unknown properties, which the renderer's own check lets through. `msTeams` on an action is Teams' own. It was
 * held against most of JSON Schema 1.5.0 of github.com/microsoft/AdaptiveCards (schemas/1.5.0/adaptive-card.json; not the part
 * from the rest of Column to Image and TextRun), which forbids nothing that is allowed here; and it asks for more (labels,
 * wrapping, no comma in a choice, one data in both actions).
 */
const spacing = z.enum(['none', 'small', 'default', 'medium', 'large', 'extraLarge', 'padding']).optional()
const color = z.enum(['default', 'dark', 'light', 'accent', 'good', 'warning', 'attention']).optional()
const textLook = {
  size: z.enum(['default', 'small', 'medium', 'large', 'extraLarge']).optional(),
  weight: z.enum(['default', 'lighter', 'bolder']).optional(),
  color,
  isSubtle: z.boolean().optional(),
}
const element = { spacing, separator: z.boolean().optional() }
const label = z.string().min(1)
const input = { ...element, id: z.string().min(1), label }

const textBlock = z.strictObject({
  type: z.literal('TextBlock'),
  ...element,
  ...textLook,
  text: z.string().min(1),
  wrap: z.literal(true),
  style: z.enum(['default', 'heading']).optional(),
})
const richTextBlock = z.strictObject({
  type: z.literal('RichTextBlock'),
  ...element,
  inlines: z.array(z.strictObject({ type: z.literal('TextRun'), ...textLook, text: z.string().min(1) })).min(1),
})
const image = z.strictObject({
  type: z.literal('Image'),
  ...element,
  url: z.string().startsWith('data:image/png;base64,'),
  altText: z.string().min(1),
  size: z.enum(['auto', 'stretch', 'small', 'medium', 'large']),
})
const inputText = z.strictObject({
  type: z.literal('Input.Text'),
  ...input,
  maxLength: z.int().positive(),
  isMultiline: z.boolean().optional(),
  placeholder: z.string().min(1).optional(),
  value: z.string().optional(),
})
const isoDate = z.iso.date().optional()
const inputDate = z.strictObject({
  type: z.literal('Input.Date'),
  ...input,
  value: isoDate,
  min: isoDate,
  max: isoDate,
})
const inputChoiceSet = z.strictObject({
  type: z.literal('Input.ChoiceSet'),
  ...input,
  wrap: z.literal(true),
  style: z.enum(['compact', 'expanded']),
  isMultiSelect: z.boolean().optional(),
  value: z.string().min(1).optional(),
  // A comma would come back as two choices.
  choices: z.array(z.strictObject({ title: z.string().min(1), value: z.string().regex(/^[^,]+$/) })).min(1),
})
const button = {
  title: z.string().min(1),
  data: z.looseObject({ s: z.string().min(1), do: z.string().min(1) }),
  associatedInputs: z.enum(['auto', 'none']),
  style: z.enum(['default', 'positive', 'destructive']).optional(),
  msTeams: z.strictObject({ feedback: z.strictObject({ hide: z.literal(true) }) }),
}
const execute = z
  .strictObject({
    type: z.literal('Action.Execute'),
    verb: z.string().min(1),
    ...button,
    fallback: z.strictObject({ type: z.literal('Action.Submit'), ...button }),
  })
  .refine(
    ({ data, fallback }) => JSON.stringify(data) === JSON.stringify(fallback.data),
    'the fallback means something else',
  )
const toggle = z.strictObject({
  type: z.literal('Action.ToggleVisibility'),
  title: z.string().min(1),
  targetElements: z.array(z.string().min(1)).min(1),
})
const actionSet = z.strictObject({
  type: z.literal('ActionSet'),
  ...element,
  actions: z
    .array(z.discriminatedUnion('type', [execute, toggle]))
    .min(1)
    .max(6),
})
const container = z.strictObject({
  type: z.literal('Container'),
  id: z.string().min(1),
  isVisible: z.boolean(),
  items: z.array(z.discriminatedUnion('type', [textBlock, richTextBlock])).min(1),
})

export const cardShape = z.strictObject({
  type: z.literal('AdaptiveCard'),
  $schema: z.literal('http://adaptivecards.io/schemas/adaptive-card.json'),
  version: z.literal('1.5'),
  lang: z.enum(['nb', 'nn']),
  fallbackText: z.string().min(1),
  body: z
    .array(
      z.discriminatedUnion('type', [
        textBlock,
        richTextBlock,
        image,
        inputText,
        inputDate,
        inputChoiceSet,
        actionSet,
        container,
      ]),
    )
    .min(1),
})
