import type { Answer } from './client';

// The server's views by name, taken from the paths that answer with them.

export type SessionView = Answer<'/api/session', 'get'>;
export type DemonstrationAccount = Answer<'/api/demonstration', 'get'>['accounts'][number];
export type CaseSummary = Answer<'/api/cases', 'get'>['cases'][number];
export type CaseView = Answer<'/api/cases/{caseId}', 'get'>;
export type Block = CaseView['blocks'][number];
export type Codebook = Answer<'/api/codebooks', 'get'>['codebooks'][number];
export type Code = Codebook['codes'][number];
export type Family = Codebook['family'];
