/** A typed text, read once: every form of it that is compared with something, made when it is first asked for. */
import { bare, phrase } from './normalise.ts'

export type Said = {
  /** As it was typed. */
  readonly text: string
  /** Lower case, without full stops, commas and question marks. */
  readonly phrase: string
  /** `phrase` with one way of writing æ, ø and å: what lists of words are compared with. */
  readonly bare: string
  /** The words of `bare`, without any sign between them. */
  readonly tokens: readonly string[]
  /** It ends as a question does. */
  readonly asks: boolean
}

/** Each form made when it is first asked for. */
class Reading implements Said {
  readonly text: string
  #phrase: string | undefined
  #bare: string | undefined
  #tokens: readonly string[] | undefined

  constructor(text: string) {
    this.text = text
  }

  get phrase(): string {
    this.#phrase ??= phrase(this.text)
    return this.#phrase
  }

  get bare(): string {
    this.#bare ??= bare(this.phrase)
    return this.#bare
  }

  get tokens(): readonly string[] {
    this.#tokens ??= this.bare.match(/[\p{L}\p{N}%]+/gu) ?? []
    return this.#tokens
  }

  get asks(): boolean {
    return /\?[\s).!]*$/u.test(this.text)
  }
}

/** Begins the reading of a text. */
export const saidOf = (text: string): Said => new Reading(text)
