// Names that lead to what all objects share. As the key of an object made from somebody's data they could change it.

export const unsafeKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);
