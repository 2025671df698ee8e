/**
 * `src` as the compiler sees it: places that ask for the kind of a question or an answer, patterns, the length of functions.
 * The interface of TypeScript 7 is called unstable by its makers; the exact version is in package.json.
 */
import { join } from 'node:path'
import { type CallExpression, type Node, type SourceFile, SyntaxKind } from 'typescript/unstable/ast'
import {
  isBinaryExpression,
  isBindingElement,
  isCallExpression,
  isConditionalExpression,
  isElementAccessExpression,
  isIdentifier,
  isNewExpression,
  isObjectLiteralExpression,
  isPropertyAccessExpression,
  isRegularExpressionLiteral,
  isStringLiteral,
  isSwitchStatement,
  isVariableDeclaration,
} from 'typescript/unstable/ast/is'
import { API, type Project, type Type, TypeFlags } from 'typescript/unstable/sync'
import { root } from './source-files.ts'

/** A place in `src`: `line` counts from 1. */
export type Place = { file: string; line: number }

export type Compiled = {
  /** Where a question's or an answer's `kind` is compared, switched on, looked up or a key, or one is told by a field it has. */
  kindsAsked: Place[]
  /** Regular expressions as they are written, and what `new RegExp` is given. */
  patterns: (Place & { pattern: string })[]
  /** Functions, the longest first. A function within another counts as one line of it. */
  functions: (Place & { lines: number })[]
}

/** Reads the project with the compiler that checks it. */
export const compiledShape = (): Compiled => {
  const api = new API({ cwd: root })
  try {
    const project = api.updateSnapshot({ openProjects: [join(root, 'tsconfig.json')] }).getProjects()[0]
    if (project === undefined) throw new Error('the compiler found no tsconfig.json')
    const files = project.program.getSourceFileNames().filter((name) => name.startsWith(join(root, 'src/')))
    const sources = files.flatMap((name) => project.program.getSourceFile(name) ?? [])
    const asks = kindReader(project)
    const all = sources.flatMap((source) => nodesOf(source).map((node) => ({ source, node })))
    return {
      kindsAsked: all.flatMap(({ source, node }) => (asks(node) ? [placeOf(source, node)] : [])),
      patterns: all.flatMap(({ source, node }) => {
        const pattern = patternOf(source, node)
        return pattern === undefined ? [] : [{ ...placeOf(source, node), pattern }]
      }),
      functions: all
        .flatMap(({ source, node }) => (isFunction(node) ? [sizeOf(source, node)] : []))
        .toSorted((a, b) => b.lines - a.lines),
    }
  } finally {
    api.close()
  }
}

function nodesOf(source: SourceFile): Node[] {
  const found: Node[] = []
  const visit = (node: Node): void => {
    found.push(node)
    node.forEachChild(visit)
  }
  source.forEachChild(visit)
  return found
}

const lineOf = (source: SourceFile, position: number): number => source.text.slice(0, position).split('\n').length

const startOf = (source: SourceFile, node: Node): number =>
  node.pos + (/^(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/.exec(source.text.slice(node.pos, node.end))?.[0].length ?? 0)

const placeOf = (source: SourceFile, node: Node): Place => ({
  file: source.fileName.slice(root.length + 1),
  line: lineOf(source, startOf(source, node)),
})

const linesOf = (source: SourceFile, node: Node): number => lineOf(source, node.end) - placeOf(source, node).line + 1

const sizeOf = (source: SourceFile, node: Node): Place & { lines: number } => {
  let within = 0
  const visit = (child: Node): void => {
    if (isFunction(child)) within += linesOf(source, child) - 1
    else child.forEachChild(visit)
  }
  node.forEachChild(visit)
  return { ...placeOf(source, node), lines: linesOf(source, node) - within }
}

const isFunction = ({ kind }: Node): boolean =>
  [
    SyntaxKind.ArrowFunction,
    SyntaxKind.FunctionDeclaration,
    SyntaxKind.FunctionExpression,
    SyntaxKind.MethodDeclaration,
  ].includes(kind)

/** Names of kinds that columns of a file and fields of a card have too: a table with these alone is not about kinds. */
const MEANS_MORE = ['text', 'date', 'number', 'info']

const patternOf = (source: SourceFile, node: Node): string | undefined => {
  if (isRegularExpressionLiteral(node)) return node.text
  const isMade = isNewExpression(node) && isIdentifier(node.expression) && node.expression.text === 'RegExp'
  const [first] = isMade ? (node.arguments ?? []) : []
  if (first === undefined || isIdentifier(first)) return undefined
  return source.text.slice(startOf(source, first), first.end).replaceAll(/\$\{[^}]*\}/g, '')
}

const EQUALITY = [
  SyntaxKind.EqualsEqualsEqualsToken,
  SyntaxKind.ExclamationEqualsEqualsToken,
  SyntaxKind.EqualsEqualsToken,
  SyntaxKind.ExclamationEqualsToken,
]

/** Tells of a node whether it asks for a kind. */
function kindReader({ checker, program }: Project): (node: Node) => boolean {
  const declared = (file: string, name: string): Type => {
    const source = program.getSourceFile(join(root, file))
    const symbol = source && checker.getSymbolAtLocation(source)
    const found = symbol && checker.getExportsOfModule(symbol).find((each) => each.name === name)
    if (found === undefined) throw new Error(`${file} exports no ${name}`)
    return checker.getDeclaredTypeOfSymbol(found)
  }
  const unions = [
    declared('src/questionnaire/schema.ts', 'Question'),
    declared('src/questionnaire/answer.ts', 'Answer'),
  ]
  const names = new Set(
    unions.flatMap((union) => {
      const kind = checker.getPropertyOfType(union, 'kind')
      return kind === undefined ? [] : literals(checker.getTypeOfSymbol(kind))
    }),
  )

  const isOne = (node: Node): boolean => {
    const type = checker.getTypeAtLocation(node)
    const plain = type && checker.getNonNullableType(type)
    if (plain === undefined || (plain.flags & (TypeFlags.Any | TypeFlags.Never | TypeFlags.Unknown)) !== 0) return false
    return unions.some((union) => checker.isTypeAssignableTo(plain, union))
  }
  /** A name that holds kinds only, two or more: a parameter `kind: QuestionKind`. */
  const holdsKinds = (node: Node): boolean => {
    const held = literals(checker.getTypeAtLocation(node))
    return held.length > 1 && held.every((each) => names.has(each))
  }
  const isTakenFromOne = (node: Node): boolean => {
    const at = checker.getSymbolAtLocation(node)?.valueDeclaration?.resolve()
    if (at === undefined || !isBindingElement(at)) return false
    const of = at.parent?.parent
    const name = at.propertyName ?? at.name
    return (
      of !== undefined &&
      name !== undefined &&
      isIdentifier(name) &&
      name.text === 'kind' &&
      isOne(isVariableDeclaration(of) && of.initializer ? of.initializer : of)
    )
  }
  const isKind = (node: Node): boolean => {
    if (isPropertyAccessExpression(node))
      return node.name.text === 'kind' && (isOne(node.expression) || holdsKinds(node))
    return isIdentifier(node) && (isTakenFromOne(node) || holdsKinds(node))
  }
  const isKindOrBranch = (node: Node): boolean =>
    isKind(node) || (isConditionalExpression(node) && [node.whenTrue, node.whenFalse].some(isKind))
  /** `of.kind === 'percent'` where the type of `of` does not say what it is. */
  const namesOne = (kind: Node, name: Node): boolean =>
    isPropertyAccessExpression(kind) &&
    kind.name.text === 'kind' &&
    isStringLiteral(name) &&
    names.has(name.text) &&
    !MEANS_MORE.includes(name.text) &&
    literals(checker.getTypeAtLocation(kind)).includes('')
  const asksOneOf = ({ expression, arguments: given }: CallExpression): boolean =>
    isPropertyAccessExpression(expression) &&
    ['includes', 'has', 'get'].includes(expression.name.text) &&
    given.some(isKind)

  return (node) => {
    if (isBinaryExpression(node)) {
      const operator = node.operatorToken.kind
      if (operator === SyntaxKind.InKeyword) return isOne(node.right)
      if (!EQUALITY.includes(operator)) return false
      return [node.left, node.right].some(isKind) || namesOne(node.left, node.right)
    }
    if (isSwitchStatement(node)) return isKind(node.expression)
    if (isElementAccessExpression(node)) return isKindOrBranch(node.argumentExpression)
    if (isCallExpression(node)) return asksOneOf(node)
    if (!isObjectLiteralExpression(node)) return false
    const keys = node.properties.flatMap((each) => {
      const name = 'name' in each ? each.name : undefined
      return name !== undefined && (isIdentifier(name) || isStringLiteral(name)) ? [name.text] : []
    })
    const telling = keys.filter((key) => names.has(key) && !MEANS_MORE.includes(key))
    return telling.length > 1 || (telling.length === 1 && keys.length > 1 && keys.every((key) => names.has(key)))
  }
}

/** The texts a type may be; '' stands for what is no literal text. */
const literals = (type: Type | undefined): string[] => {
  if (type === undefined) return []
  if (type.isUnionType()) return type.getTypes().flatMap(literals)
  return type.isStringLiteralType() ? [type.value] : ['']
}
