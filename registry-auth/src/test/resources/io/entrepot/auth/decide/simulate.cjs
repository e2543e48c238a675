// Answers one line of JSON, a simulation, with one line: its outcome, or what was wrong with it.
const { createRequire } = require('node:module')
const { createInterface } = require('node:readline')
const load = createRequire(process.argv[2] + '/')
const { runSimulation } = load('@cloud-copilot/iam-simulate')

async function main() {
  for await (const line of createInterface({ input: process.stdin })) {
    let answer
    try {
      const result = await runSimulation(JSON.parse(line), {})
      answer =
        result.resultType === 'error'
          ? 'error ' + JSON.stringify(result.errors)
          : result.overallResult + ' ' + JSON.stringify(result.result.ignoredContextKeys ?? [])
    } catch (e) {
      answer = 'error ' + JSON.stringify(String(e.stack))
    }
    process.stdout.write(answer + '\n')
  }
}
main()
