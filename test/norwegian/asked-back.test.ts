/** «Vil du sende inn?», «vil du slette?»: who asks back, or says yes and no at once, has not said yes. */
import { describe, expect, it } from 'vitest'
import { hear } from '../../src/norwegian/hear.ts'
import type { Hearing } from '../../src/norwegian/meaning.ts'

const hearing: Hearing = { choiceIds: [], rowIds: [], language: 'nb', year: 2018 }
const actOf = (text: string, to: 'submit' | 'delete') => hear(text, hearing, { for: 'consent', to }).act

describe('to «vil du sende inn?»', () => {
  it.each([
    'skal jeg sende inn',
    'skal eg levere no',
    'kan jeg sende inn nå',
    'kan vi levere',
    'men skal jeg sende',
    'ok skal vi sende det',
    'vil du sende inn',
    'da nei send inn',
    'ok nei da sender jeg',
    'er alt sendt',
    'har du sendt det',
    'er det sendt inn nå',
    'ble det sendt',
    'det er bare du som kan sende',
    'ser ut som du skal sende inn',
    'er det ferdig da sender jeg',
    'resten kan du sende',
  ])('«%s» sends nothing', (text) => expect(actOf(text, 'submit')).not.toBe('confirmation'))

  it.each([
    'kan du sende inn',
    'ok kan du sende inn',
    'da skal vi sende inn',
    'vi skal sende inn',
    'bra send',
    'ja da sender vi',
    'alt er riktig, send inn nå',
    'ja, send inn',
  ])('«%s» is a yes', (text) => expect(actOf(text, 'submit')).toBe('confirmation'))
})

describe('to «vil du slette?»', () => {
  it.each(['skal jeg slette alt', 'kan vi slette svarene mine', 'må jeg slette alt', 'vil du slette alt'])(
    '«%s» deletes nothing',
    (text) => expect(actOf(text, 'delete')).not.toBe('confirmation'),
  )

  it.each(['ja, slett alt', 'ja'])('«%s» is a yes', (text) => expect(actOf(text, 'delete')).toBe('confirmation'))
})
