/**
 * The first character that each pinyin initial begins with, in the order of pinyin; there is no i, u or v. What a browser
 * sorts between two of them has the initial of the former, so that no table of thousands of characters is needed.
 */
const bounds = '阿八嚓哒妸发旮哈讥咔垃妈拿噢妑七呥扨它穵夕丫帀'
const letters = 'abcdefghjklmnopqrstwxyz'

let collator: Intl.Collator | undefined

function initialOf(char: string): string {
  if (/[a-z0-9]/i.test(char)) return char.toLowerCase()
  if (!/\p{Script=Han}/u.test(char)) return ''
  collator ??= new Intl.Collator('zh-Hans-CN-u-co-pinyin')
  for (let i = bounds.length - 1; i >= 0; i--) {
    if (collator.compare(char, bounds[i] as string) >= 0) return letters[i] as string
  }
  return ''
}

/**
 * Whether a masked name answers to what was typed: characters, pinyin initials or both, in their order. A hidden character
 * answers to anything, for nobody but the typist knows it.
 */
export function answersTo(masked: string, typed: string): boolean {
  const wanted = [...typed.trim().toLowerCase().replace(/\s/g, '')]
  const name = [...masked]
  if (wanted.length === 0) return true
  return name.some((_, start) => {
    if (name.length - start < wanted.length) return false
    return wanted.every((w, i) => {
      const char = name[start + i] as string
      return char === '*' || char.toLowerCase() === w || initialOf(char) === w
    })
  })
}
