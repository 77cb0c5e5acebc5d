import type { Answer } from './client';

// The server's views by name, taken from the paths that answer with them.

export type SessionView = Answer<'/api/session', 'get'>;
export type DemonstrationAccount = Answer<'/api/demonstration', 'get'>['accounts'][number];
export type OpenSession = Answer<'/api/account/sessions', 'get'>['sessions'][number];
export type Passkey = Answer<'/api/account/passkeys', 'get'>['passkeys'][number];
export type TwoFactorSetup = Answer<'/api/account/two-factor/setup', 'post'>;
export type CaseSummary = Answer<'/api/cases', 'get'>['cases'][number];
export type CaseView = Answer<'/api/cases/{caseId}', 'get'>;
export type Block = CaseView['blocks'][number];
export type Codebook = Answer<'/api/codebooks', 'get'>['codebooks'][number];
export type Code = Codebook['codes'][number];
export type Family = Codebook['family'];
export type PersonEntry = Answer<'/api/people', 'get'>['people'][number];
export type ConflictKind = NonNullable<PersonEntry['conflicts']>[number]['kind'];
export type InvitationEntry = Answer<'/api/invitations', 'get'>['invitations'][number];
export type InvitationToAccept = Answer<'/api/invitations/look', 'post'>;
export type ImportReport = Answer<'/api/people/import', 'post'>;
export type InstituteView = Answer<'/api/institute', 'get'>;
export type GroupPage = Answer<'/api/groups/{groupId}', 'get'>;
export type GroupPerson = GroupPage['people'][number];
export type GroupContract = NonNullable<GroupPage['contract']>;
export type ContractTerms = GroupContract['terms'];
export type GroupSummary = Answer<'/api/groups', 'get'>['groups'][number];
export type Candidate = Answer<'/api/groups/{groupId}/candidates', 'get'>['people'][number];
export type ErasureView = Answer<'/api/cases/{caseId}/erasure', 'get'>;
export type ErasureProgress = NonNullable<ErasureView['progress']>;
export type ErasureReason = ErasureProgress['why'];
export type ErasureScope = ErasureView['scope'];
export type Holding = Answer<'/api/holdings', 'post'>['holdings'][number];
export type RedactionEntry = Answer<'/api/cases/{caseId}/redactions', 'get'>['redactions'][number];
export type RedactionKind = RedactionEntry['identifies'];
export type ReviewPage = Answer<'/api/cases/{caseId}/review', 'get'>;
export type ReviewEntry = NonNullable<ReviewPage['last']>;
export type ReviewAnswers = NonNullable<ReviewEntry['answers']>;
export type KeyStatus = Answer<'/api/keys', 'get'>['keys'][number];
export type Reader = Answer<'/api/cases/{caseId}/readers', 'get'>['readers'][number];
