import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import type { Room } from '@/features/annotations/room/types';
import { redactionsQuery } from '@/features/redactions/redaction-queries';
import { RemovedPassages } from '@/features/redactions/removed-passages';
import { Button } from '@/shared/ui/button';
import './contract-notice.css';

type Props = { caseId: string; redactions: Room['redactions']; supervises: boolean };

/** For whoever reviews it: a line, and the way to what waits. */
export function RemovedNotice({ caseId, redactions, supervises }: Props) {
  const [isOpen, setOpen] = useState(false);
  const isHeld = redactions.some(({ state }) => state === 'held');
  const { data } = useQuery({ ...redactionsQuery(caseId), enabled: supervises && isHeld });
  const waiting = data?.filter(({ mayConfirm }) => mayConfirm).length ?? 0;
  return (
    <>
      {supervises && isHeld && waiting > 0 ? (
        <p className="contract-notice small">
          {waiting === 1
            ? 'A passage was removed to protect identity, and waits for your review.'
            : `Passages were removed to protect identity, and ${waiting} removals wait for your review.`}{' '}
          <Button size="small" look="plain" onPress={() => setOpen(true)}>
            Review
          </Button>
        </p>
      ) : null}
      {isOpen ? <RemovedPassages caseId={caseId} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
