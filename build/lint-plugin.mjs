// Our own lint rule for shared/, which holds no async, no clock and no chance: time and ids arrive as arguments.

const impureCalls = new Map([
  ['Date.now', 'the time arrives as an argument'],
  ['Math.random', 'chance stays outside; ids arrive as arguments'],
  ['performance.now', 'the time arrives as an argument'],
]);

const impureGlobals = new Map([
  ['setTimeout', 'timers belong to electron/ or renderer/'],
  ['setInterval', 'timers belong to electron/ or renderer/'],
  ['setImmediate', 'timers belong to electron/ or renderer/'],
  ['queueMicrotask', 'timers belong to electron/ or renderer/'],
  ['Promise', 'shared/ is synchronous'],
]);

/** The parts of oxlint's tree that the rule looks at. @typedef {any} Node */

const pure = {
  /** @param {{ report: (finding: { node: Node, message: string }) => void }} context */
  create(context) {
    const report = (/** @type {Node} */ node, /** @type {string} */ what, /** @type {string} */ why) =>
      context.report({ node, message: `shared/ is pure: no ${what} here, ${why}.` });
    const checkFunction = (/** @type {Node} */ node) => {
      if (node.async) report(node, 'async function', 'shared/ is synchronous');
    };
    return {
      FunctionDeclaration: checkFunction,
      FunctionExpression: checkFunction,
      ArrowFunctionExpression: checkFunction,
      /** @param {Node} node */
      AwaitExpression(node) {
        report(node, 'await', 'shared/ is synchronous');
      },
      /** @param {Node} node */
      MemberExpression(node) {
        const name = `${node.object.name}.${node.property.name}`;
        const why = impureCalls.get(name);
        if (why) report(node, name, why);
        if (name === 'Temporal.Now') report(node, name, 'the time arrives as an argument');
      },
      /** @param {Node} node */
      NewExpression(node) {
        if (node.callee.name === 'Date' && node.arguments.length === 0)
          report(node, 'new Date() without an argument', 'the time arrives as an argument');
        if (node.callee.name === 'Promise') report(node, 'Promise', 'shared/ is synchronous');
      },
      /** @param {Node} node */
      CallExpression(node) {
        const why = impureGlobals.get(node.callee.name);
        if (why) report(node, node.callee.name, why);
        if (node.callee.name === 'Date') report(node, 'Date()', 'the time arrives as an argument');
      },
    };
  },
};

export default { meta: { name: 'baton' }, rules: { pure } };
