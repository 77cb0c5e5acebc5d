import { api } from '@/shared/api/client';
import type { Check } from './checker';

/** The server looks at the text and forgets it. */
export const checkText: Check = (text, signal) => api.post('/api/anonymisation/check', { body: { text }, signal });
