/** An Adaptive Card as it looks in Teams, drawn in HTML: read from the card itself, so that it shows what is sent. */

import { fieldHtml, optionsHtml, selectHtml } from '../fields-html.ts'
import { type Html, html } from '../frame/page.ts'

/** A piece of a card, as JSON. */
export type CardPiece = { [property: string]: unknown }

/** `of`: what ids on the page begin with. What is folded away stands open. */
export const cardHtml = (pieces: readonly CardPiece[], of: string): Html => pieces.map((piece) => pieceHtml(piece, of))

const pieceHtml = (piece: CardPiece, of: string): Html => {
  const id = `${of}-${text(piece.id)}`
  switch (piece.type) {
    case 'TextBlock':
      return html`<p class=${looks(piece)}>${text(piece.text)}</p>`
    case 'RichTextBlock': {
      const runs = pieces(piece.inlines)
      return html`<p class=${looks(runs[0] ?? piece)}>${runs.map((run) => text(run.text)).join('')}</p>`
    }
    case 'Image':
      return html`<img class="kd-bar" src=${text(piece.url)} alt=${text(piece.altText)} />`
    case 'Input.ChoiceSet':
      return choiceSetHtml(piece, id)
    case 'Input.Text':
      return fieldHtml(
        { id, label: text(piece.label) },
        piece.isMultiline === true
          ? html`<textarea class="ds-input" id=${id} rows="4" placeholder=${piece.placeholder}></textarea>`
          : html`<input class="ds-input" id=${id} placeholder=${piece.placeholder} />`,
      )
    case 'Input.Date':
      return fieldHtml({ id, label: text(piece.label) }, html`<input class="ds-input" type="date" id=${id} />`)
    case 'Container':
      return cardHtml(pieces(piece.items), of)
    case 'ActionSet':
      return html`<div class="kd-buttons">${pieces(piece.actions).map((action) => html`<button class="ds-button" type="button" data-variant=${action.style === 'positive' ? 'primary' : 'secondary'}>${text(action.title)}</button>`)}</div>`
    default:
      return null
  }
}

const choiceSetHtml = (piece: CardPiece, id: string): Html => {
  const choices = pieces(piece.choices).map((choice) => ({ id: text(choice.value), title: text(choice.title) }))
  const shared = { name: id, choices, invalid: undefined }
  return piece.style === 'compact'
    ? selectHtml({ ...shared, id, label: text(piece.label), value: undefined })
    : optionsHtml({
        ...shared,
        legend: text(piece.label),
        chosen: [],
        type: piece.isMultiSelect === true ? 'checkbox' : 'radio',
        id: (name) => `${id}-${name}`,
      })
}

const looks = ({ weight, isSubtle, size }: CardPiece): string =>
  ['kd-own', weight === 'bolder' && 'kd-strong', isSubtle === true && 'kd-subtle', size === 'small' && 'kd-small']
    .filter(Boolean)
    .join(' ')

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

const pieces = (value: unknown): CardPiece[] =>
  Array.isArray(value) ? value.filter((one): one is CardPiece => typeof one === 'object' && one !== null) : []
