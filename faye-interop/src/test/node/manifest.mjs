// Compares manifests for Kubernetes with the types of its API, as TypeScript knows them: a member that is unknown, missing or of
// another type is a fault. Says each fault in a line; ends with 1 if there is one.
//
//   node manifest.mjs FILE

import { readFileSync } from 'node:fs';
import { loadAll } from 'js-yaml';
import ts from 'typescript';

const PACKAGES = {
  'v1 Service': 'core/v1', 'apps/v1 Deployment': 'apps/v1', 'policy/v1 PodDisruptionBudget': 'policy/v1'
};
const NAME = 'manifest-under-test.ts';

const source = loadAll(readFileSync(process.argv[2], 'utf8')).map((object, i) => {
  const type = PACKAGES[object.apiVersion + ' ' + object.kind];
  if (!type) throw new Error('Unknown kind ' + object.apiVersion + ' ' + object.kind);
  return 'import type { ' + object.kind + ' as Type' + i + ' } from \'kubernetes-types/' + type + '\';\n'
    + 'export const object' + i + ': Type' + i + ' = ' + JSON.stringify(object, null, 1) + ';\n';
}).join('');

const options = { strict: true, noEmit: true, module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext, types: [] };
const host = ts.createCompilerHost(options);
const { getSourceFile, fileExists } = host;
host.getSourceFile = (name, ...more) => (name === NAME ? ts.createSourceFile(name, source, ts.ScriptTarget.ES2022) : getSourceFile(name, ...more));
host.fileExists = name => name === NAME || fileExists(name);

const faults = ts.getPreEmitDiagnostics(ts.createProgram([NAME], options, host));
faults.forEach(({ messageText }) => process.stdout.write(ts.flattenDiagnosticMessageText(messageText, '\n') + '\n'));
process.exit(faults.length ? 1 : 0);
