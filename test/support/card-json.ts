/** Reads Adaptive Cards as a client would: buttons, fields, texts. */
export type Json = { [key: string]: unknown }
export type Button = { title: string; verb: string; data: Json }
export type Field = { id: string; type: string; choices: string[]; many: boolean; value: string }

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Every object of a card, from above; fallbacks left out. */
const objects = (value: unknown): Json[] => {
  if (Array.isArray(value)) return value.flatMap(objects)
  if (!isJson(value)) return []
  const { fallback: _, data: __, ...rest } = value
  return [value, ...Object.values(rest).flatMap(objects)]
}

export const buttonsIn = (card: Json | null): Button[] =>
  objects(card)
    .filter((it) => it.type === 'Action.Execute')
    .map((it) => ({ title: String(it.title), verb: String(it.verb), data: isJson(it.data) ? it.data : {} }))

export const fieldsIn = (card: Json | null): Field[] =>
  objects(card)
    .filter((it) => String(it.type).startsWith('Input.'))
    .map((it) => ({
      id: String(it.id),
      type: String(it.type),
      choices: objects(it.choices).map((choice) => String(choice.value)),
      many: it.isMultiSelect === true,
      value: String(it.value ?? ''),
    }))

export const textsIn = (card: Json): string[] =>
  objects(card)
    .filter((it) => it.type === 'TextBlock' || it.type === 'TextRun')
    .map((it) => String(it.text))
