import { config } from 'zod';

// The page's policy forbids code from strings; without this zod would try, fall back, and leave a violation in the log.
config({ jitless: true });
