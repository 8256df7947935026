// The shape of a workflow file.
import { z } from 'zod';
import { limits } from '../model/limits.ts';
import { unsafeKeys } from '../model/unsafe-keys.ts';

export const MOST_NODES = 500;
export const MOST_EDGES = 2000;

const LETTERS = 'letters, digits, hyphens and underscores';
const nodeId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/, `must be made of ${LETTERS}`);
/** The id names the workflow's file: in small letters, since some disks do not tell letters apart. */
const workflowId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]{0,99}$/, `must be made of small ${LETTERS}`)
  .refine((id) => !/^(con|prn|aux|nul|com\d|lpt\d)$/.test(id), 'is a name that Windows keeps for itself');
const text = z.string().max(limits.text, 'is longer than 10,000 characters');
const name = z.string().max(limits.name, 'is longer than 200 characters');
const pixel = z.number().min(-1e7, 'is too far out').max(1e7, 'is too far out');
const place = z.tuple([pixel, pixel], 'must be two numbers');

export const workflowShape = z.looseObject({
  id: workflowId,
  name,
  description: text.optional(),
  settings: z.looseObject({ allowReentry: z.boolean().optional() }).optional(),
  nodes: z.record(
    nodeId,
    z.looseObject({
      type: z.string().min(1, 'is empty').max(100, 'is longer than 100 characters'),
      typeVersion: z.int('must be a whole number').min(1, 'must be 1 or more'),
      label: name,
      disabled: z.boolean().optional(),
      config: z.record(z.string(), z.unknown()),
    }),
  ),
  edges: z.array(z.looseObject({ from: nodeId, port: z.string().min(1, 'is empty').max(100), to: nodeId })),
  notes: z
    .array(z.looseObject({ id: nodeId, text, at: place }))
    .max(500, 'has more than 500 entries')
    .optional(),
  layout: z.record(nodeId, place).optional(),
  requires: z
    .array(
      z.looseObject({
        key: z
          .string()
          .min(1, 'is empty')
          .max(200)
          .refine((key) => !unsafeKeys.has(key), 'is a name that is not allowed'),
        kind: z.enum(['user', 'pool']),
        name,
        email: z.string().max(320).optional(),
      }),
    )
    .max(5000, 'has more than 5,000 entries')
    .optional(),
  tests: z.array(z.unknown()).max(1000, 'has more than 1,000 entries').optional(),
});
