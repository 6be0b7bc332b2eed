// @vitest-environment node
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { types } from '../tools/types.mjs'

it('has its types written from the kept OpenAPI document', async () => {
  expect(readFileSync('src/generated/contract.ts', 'utf8')).toBe(await types())
})
