// A named rotation that several workflows can share: ordered members with weights.
import { z } from 'zod';
import { limits } from './limits.ts';

export const poolSchema = z.object({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/),
  name: z.string().min(1).max(limits.name),
  members: z.array(z.object({ user: z.string(), weight: z.number().int().min(1).max(100) })),
});

export type Pool = z.infer<typeof poolSchema>;

export const poolsDocumentSchema = z.object({ pools: z.array(poolSchema) });
export type PoolsDocument = z.infer<typeof poolsDocumentSchema>;
