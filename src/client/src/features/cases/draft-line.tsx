import { Button } from '@/shared/ui/button';
import { timeOfDay } from './time-of-day';

type Props = {
  restoredAt: string | undefined;
  isKept: boolean;
  /** When all of it was put away; undefined while some of it is not. */
  keptAt: string | undefined;
  onDiscard: () => void;
};

/** What becomes of the words while they are not shared. */
export function DraftLine({ restoredAt, isKept, keptAt, onDiscard }: Props) {
  const kept = isKept && keptAt !== undefined ? ` Kept at ${timeOfDay(keptAt)}.` : '';
  if (restoredAt !== undefined) {
    return (
      <p className="draft-line" role="status">
        Your draft from {timeOfDay(restoredAt)} is here.{kept}
        <Button size="small" look="plain" onPress={onDiscard}>
          Discard
        </Button>
      </p>
    );
  }
  return (
    <p className="draft-line quiet">
      {isKept
        ? 'What you write is kept sealed on this device, and leaves it only to be checked, until you open the case. Signing out removes it.'
        : 'This browser keeps no draft. Keep this page open until you have opened the case.'}
      {kept}
    </p>
  );
}
