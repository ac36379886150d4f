// Holds Kubernetes objects, a JSON array on standard input, against the published schemas of their kinds: required fields and values
// by the schemas themselves, fields that there are not by the compiler, which refuses them in a literal.
import {execFileSync} from 'node:child_process';
import {existsSync, mkdtempSync, readFileSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {delimiter, join} from 'node:path';
import {pathToFileURL} from 'node:url';

const bin = process.env.PATH.split(delimiter).find(folder => existsSync(join(folder, '..', 'kubernetes-models')));
const modules = join(bin, '..');
const packages = ['kubernetes-models', '@kubernetes-models/keda', '@kubernetes-models/prometheus-operator'];
const problems = [];
let source = '';

for (const [index, object] of JSON.parse(readFileSync(0, 'utf8')).entries()) {
  const {apiVersion, kind, metadata} = object;
  const schema = packages.map(name => join(modules, name, ...apiVersion.split('/'), kind)).find(file => existsSync(`${file}.js`));
  if (!schema) {
    problems.push(`${kind} ${metadata?.name}: nobody knows ${apiVersion}`);
    continue;
  }
  try {
    new (await import(pathToFileURL(`${schema}.js`)))[kind](object).validate();
  } catch (e) {
    problems.push(`${kind} ${metadata?.name}: ${e.message}`);
  }
  source += `import type {I${kind} as T${index}} from ${JSON.stringify(schema)};\nexport const ${kind}${index}: T${index} = ${JSON.stringify(object, null, 1)};\n`;
}
const file = join(mkdtempSync(join(tmpdir(), 'objects-')), 'objects.ts');
writeFileSync(file, source);
try {
  execFileSync(join(bin, 'tsc'), ['--noEmit', '--skipLibCheck', '--strict', '--target', 'es2022', '--module', 'esnext', '--moduleResolution', 'bundler', file], {encoding: 'utf8'});
} catch (e) {
  problems.push(e.stdout || e.message);
}
console.log(problems.join('\n') || 'all are valid');
process.exit(problems.length ? 1 : 0);
