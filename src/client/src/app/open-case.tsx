import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import { Checks } from '@/shared/anonymisation/checks';
import { CasePage } from '@/features/annotations/page/case-page';
import { forgetWaiting } from '@/features/annotations/room/leftovers';
import type { Thread } from '@/features/annotations/room/types';
import { useRoom } from '@/features/annotations/room/use-room';
import { caseQuery, casesQuery } from '@/features/cases/case-queries';
import { ErasedCase } from '@/features/erasure/erased-case';
import type { Written } from '@/features/redactions/other-places';
import { RemovePassage } from '@/features/redactions/remove-passage';
import type { CaseView, Codebook } from '@/shared/api/shapes';
import { isNothingLeft, type Named } from '@/shared/redaction/passages';
import { speakersIn } from '@/shared/speakers';
import { exactDate } from '@/shared/time/when';
import { Message } from '@/shared/ui/message';
import { useTitle } from '@/shared/ui/use-title';
import { When } from '@/shared/ui/when';
import { CaseMenu } from './case-menu';
import { ContractNotice } from './contract-notice';
import { RemovedNotice } from './removed-notice';
import { ReviewNotice } from './review-notice';
import { roleIn } from './role-in-case';
import { useWithoutRemoved } from './use-redactions';
import { useOtherGroups } from './use-session';
import { useStanding } from './use-standing';

type Props = { caseView: CaseView; codebooks: readonly Codebook[] };

export function OpenCase({ caseView: loaded, codebooks }: Props) {
  const { room, commands } = useRoom(loaded.id, loaded.you, loaded.people);
  const caseView = useWithoutRemoved(loaded, room.redactions);
  useStanding(loaded.id, room.standing);
  useTitle(caseView.title);
  const [named, setNamed] = useState<Named>();
  const role = roleIn(caseView);
  const groups = useOtherGroups(caseView.groupId);
  const isClosed = room.connection.state === 'closed';
  const isErased = room.connection.state === 'closed' && room.connection.code === 'erased';
  const queries = useQueryClient();
  const menu = useMemo(() => <CaseMenu caseView={caseView} onNamed={setNamed} />, [caseView]);

  useEffect(() => {
    // Its words leave this page's memory too.
    if (isErased) void queries.resetQueries({ queryKey: casesQuery.queryKey });
    else if (isClosed) queries.removeQueries(caseQuery(caseView.id));
  }, [isClosed, isErased, queries, caseView.id]);

  useEffect(() => {
    if (isErased) void forgetWaiting(caseView.you, caseView.id);
  }, [isErased, caseView.you, caseView.id]);

  if (isErased) {
    return <ErasedCase caseId={caseView.id} isConcerned={false} back={<Link to="/cases">Go to your cases</Link>} />;
  }
  if (room.connection.state === 'closed') return <ClosedCase unkept={room.unkept} code={room.connection.code} />;
  return (
    <>
      {room.waitingIn === 'memory' ? <NothingStored /> : null}
      <CaseClosed at={caseView.closedAt} />
      <ContractNotice groupId={caseView.groupId} />
      <SteppedOut people={caseView.steppedOut} />
      <RemovedNotice caseId={caseView.id} redactions={room.redactions} supervises={role === 'supervisor'} />
      <ReviewNotice caseId={caseView.id} room={room} takesPart={role !== 'observer'} groups={groups} />
      <Checks caseId={caseView.id}>
        <CasePage
          caseView={caseView}
          room={room}
          commands={commands}
          codebooks={codebooks}
          menu={menu}
          onNamed={setNamed}
        />
      </Checks>
      {named ? (
        <RemovePassage
          caseId={caseView.id}
          named={named}
          written={writtenIn(caseView, room.threads)}
          onClose={() => setNamed(undefined)}
        />
      ) : null}
    </>
  );
}

/** The labels that are still there. */
const labelsOf = (blocks: CaseView['blocks']): Written[] =>
  speakersIn(blocks)
    .filter(({ label }) => !isNothingLeft(label))
    .map(({ label, first }) => ({ in: 'speaker', words: label, turn: first }));

/** All that people wrote, by where it stands; what only this device has is not there to be removed. */
function writtenIn({ title, text, blocks }: CaseView, threads: readonly Thread[]): Written[] {
  const kept = threads.filter(({ keeping }) => keeping.state === 'kept');
  return [
    { in: 'title', words: title },
    { in: 'text', words: text },
    ...labelsOf(blocks),
    ...kept.map(({ id, note }): Written => ({ in: 'note', annotationId: id, words: note ?? '' })),
    ...kept.flatMap(({ id, replies }) =>
      replies
        .filter(({ keeping, withdrawn }) => keeping.state === 'kept' && !withdrawn)
        .map((reply): Written => ({ in: 'reply', annotationId: id, replyId: reply.id, words: reply.text })),
    ),
  ];
}

function CaseClosed({ at }: { at: CaseView['closedAt'] }) {
  return at == null ? null : (
    <p className="contract-notice small">
      This case was closed on {exactDate(at)}. It can be read, and nothing is added or changed any more.
    </p>
  );
}

function NothingStored() {
  return (
    <Message tone="caution" title="This browser stores nothing for this page">
      <p>Keep the page open until everything is kept: what waits here would be lost with it.</p>
    </Message>
  );
}

/** For the supervisor, who is told that and not why. */
function SteppedOut({ people }: { people: CaseView['steppedOut'] }) {
  if (people == null || people.length === 0) return null;
  return (
    <p className="contract-notice small">
      {people.map(({ name, at }, index) => (
        <span key={name + at}>
          {index > 0 ? ', ' : ''}
          {name} (<When at={at} />)
        </span>
      ))}{' '}
      left this case and must not hear more of it.
    </p>
  );
}

function ClosedCase({ unkept, code }: { unkept: number; code: string }) {
  return (
    <div className="plain-page">
      <h1>This case is no longer open to you</h1>
      <p>
        Your access has ended, so its text was taken off this screen.{' '}
        {code === 'stepped-out' ? 'You left this case.' : 'You may have left the group.'}
      </p>
      {unkept > 0 ? (
        <p>
          {unkept === 1 ? 'One change of yours was' : `${unkept} changes of yours were`} not kept and{' '}
          {unkept === 1 ? 'waits' : 'wait'} on this device. Ask your supervisor for access to send{' '}
          {unkept === 1 ? 'it' : 'them'}.
        </p>
      ) : null}
      <p>
        <Link to="/cases">Go to your cases</Link>
      </p>
    </div>
  );
}
