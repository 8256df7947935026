// Imported before all else: the schema library must not try to compile text into code, which the page's policy refuses.
import { config } from 'zod';

config({ jitless: true });
