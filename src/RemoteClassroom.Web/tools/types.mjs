import { readFile } from 'node:fs/promises'
import openapiTS, { astToString } from 'openapi-typescript'

/** The TypeScript types of the kept OpenAPI document. */
export async function types() {
    const document = JSON.parse(await readFile('openapi.json', 'utf8'))
    // GET and HEAD of one route share its name, which the generator takes for a clash.
    for (const path of Object.values(document.paths)) delete path.head?.operationId
    const ast = await openapiTS(document, { alphabetize: true })
    return `/* Written by tools/openapi.mjs from openapi.json; do not edit. */\n${astToString(ast)}`
}
