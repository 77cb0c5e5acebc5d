import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Room } from '@/features/annotations/room/types';
import { reviewQuery } from '@/features/reviews/review-query';
import { type OwnGroup, TakeFurther } from '@/features/reviews/take-further';
import { useAnswersDraft } from '@/features/reviews/use-answers-draft';
import { Button } from '@/shared/ui/button';
import './contract-notice.css';

type Props = {
  caseId: string;
  room: Pick<Room, 'reviewNews' | 'connection'>;
  takesPart: boolean;
  groups: readonly OwnGroup[];
};

/** For whoever may agree that the case goes beyond its group: a line, and the way to the answers. */
export function ReviewNotice({ caseId, room, takesPart, groups }: Props) {
  const [isOpen, setOpen] = useState(false);
  const draft = useAnswersDraft();
  const queries = useQueryClient();
  // Asked once the room tells of changes, and again whenever it does so anew: none falls between.
  const { data } = useQuery({ ...reviewQuery(caseId), enabled: takesPart && room.connection.state === 'live' });
  useEffect(() => {
    if (room.reviewNews === 0) return;
    const { queryKey } = reviewQuery(caseId);
    // What is on its way may be from before.
    void queries.cancelQueries({ queryKey }).then(() => queries.invalidateQueries({ queryKey }));
  }, [room.reviewNews, queries, caseId]);
  return (
    <>
      {data?.mayDecide && data.last ? (
        <p className="contract-notice small">
          <bdi>{data.last.by}</bdi> asks whether this case may go beyond its group, and waits for a second person to
          agree.{' '}
          <Button size="small" look="plain" onPress={() => setOpen(true)}>
            Read the answers
          </Button>
        </p>
      ) : null}
      {isOpen ? <TakeFurther caseId={caseId} groups={groups} draft={draft} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
