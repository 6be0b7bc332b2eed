// Keeps a copy of a running server's OpenAPI document and writes the types from it: node tools/openapi.mjs http://127.0.0.1:5080
import { writeFile } from 'node:fs/promises'
import { types } from './types.mjs'

const server = process.argv[2] ?? 'http://127.0.0.1:5080'
const answer = await fetch(new URL('/openapi/v1.json', server))
if (!answer.ok) throw new Error(`${server} answered ${answer.status}`)
await writeFile('openapi.json', `${JSON.stringify(await answer.json(), null, 2)}\n`)
await writeFile('src/generated/contract.ts', await types())
