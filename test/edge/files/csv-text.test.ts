import { describe, expect, it } from 'vitest'
import { csvText } from '../../../src/edge/files/csv.ts'

describe('CSV text', () => {
  it('is what Norwegian Excel opens: semicolons, quotation marks where needed', () =>
    expect(csvText([['a', 1.5, null, 'b;c', 'd"e', 'f\ng']])).toBe('a;1,5;;"b;c";"d""e";"f\ng"\r\n'))
  it.each(['=1+1', '+1', '-1', '@A1', '\t=1', '＝1+1', '＠A1'])('keeps %j from being run as a formula', (cell) =>
    expect(csvText([[cell]])).toBe(`'${cell}\r\n`),
  )
  it('keeps a formula behind a line break from being run', () => expect(csvText([['\n=1+1']])).toBe(`"'\n=1+1"\r\n`))
  it('has a decimal comma between semicolons, a point between commas', () => {
    expect(csvText([[12.5, -0.25, 1_000_000]])).toBe('12,5;-0,25;1000000\r\n')
    expect(csvText([[12.5, -0.25, 1_000_000]], ',')).toBe('12.5,-0.25,1000000\r\n')
  })
  it('leaves negative numbers alone', () => expect(csvText([[-96]])).toBe('-96\r\n'))
})
