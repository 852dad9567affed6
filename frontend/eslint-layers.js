import { posix } from 'node:path';

/** Where a file lives: shared, app, or one feature by name. */
function roomOf(path) {
  const [, layer, feature] = /(?:^|\/)src\/(shared|app|features)(?:\/([^/]+))?/.exec(path) ?? [];
  if (layer === undefined) return undefined;
  return layer === 'features' ? { layer, feature } : { layer };
}

function refusal(from, to) {
  if (from.layer === 'shared' && to.layer !== 'shared') return 'shared knows nothing of features and app';
  if (from.layer === 'features' && to.layer === 'app') return 'a feature knows nothing of app';
  if (from.layer === 'features' && to.layer === 'features' && from.feature !== to.feature)
    return `${from.feature} must not import from ${to.feature}; what both need lives in shared`;
  return undefined;
}

/** Imports flow shared → features → app, and never from one feature to another. */
export const layers = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const file = context.filename.replaceAll('\\', '/');
    const from = roomOf(file);
    if (from === undefined) return {};
    const check = (source) => {
      if (typeof source?.value !== 'string') return;
      const target = source.value.startsWith('@/') ? `src/${source.value.slice(2)}` : source.value.startsWith('.') ? posix.join(posix.dirname(file), source.value) : '';
      const to = roomOf(target);
      const why = to && refusal(from, to);
      if (why) context.report({ node: source, message: why });
    };
    return {
      ImportDeclaration: (node) => check(node.source),
      ExportNamedDeclaration: (node) => check(node.source),
      ExportAllDeclaration: (node) => check(node.source),
      ImportExpression: (node) => check(node.source),
    };
  },
};
