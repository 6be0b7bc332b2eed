/** What a line of the audit tells beside who, what and when, in the reader's words. */
export interface FactWords {
  /** The text of this name, or undefined if there is none: a newer server may know more. */
  said: (key: string) => string | undefined
  short: (id: string) => string
}

const ids = /^[0-9a-f]{8}-/

/** Yes is said by the name alone, no by nothing; a role, a kind of round and an id are said as everywhere else. */
export function factsOf(detail: Record<string, string>, { said, short }: FactWords): string {
  return Object.entries(detail)
    .filter(([, value]) => value.toLowerCase() !== 'false')
    .map(([name, value]) => {
      const word = said(`audit.facts.${name}`) ?? name
      if (value.toLowerCase() === 'true') return word
      if (ids.test(value)) return `${word} ${short(value)}`
      const camel = value.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
      return `${word} ${said(`audit.changes.${camel}`) ?? said(`roles.${camel}`) ?? said(`roundKinds.${camel}`) ?? value}`
    })
    .join(' · ')
}
