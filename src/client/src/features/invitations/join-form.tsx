import { useMutation } from '@tanstack/react-query';
import { api } from '@/shared/api/client';
import { problemOf } from '@/shared/api/problem';
import { Button } from '@/shared/ui/button';
import { ProblemMessage } from '@/shared/ui/problem-message';

type Props = { token: string; name: string; institute: string; onJoined: (instituteId: string) => void };

export function JoinForm({ token, name, institute, onJoined }: Props) {
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => api.post('/api/invitations/join', { body: { token } }),
    onSuccess: (joined) => onJoined(joined.institute),
  });
  return (
    <section className="invitation-form" aria-labelledby="join">
      <h2 id="join">Join as {name}</h2>
      <p className="quiet">
        You stay a member of your other institutes and change between them in the menu behind your name. Nothing of one
        is seen at another.
      </p>
      {error ? <ProblemMessage problem={problemOf(error)} /> : null}
      <div>
        <Button look="primary" isDisabled={isPending} onPress={() => mutate()}>
          Join {institute}
        </Button>
      </div>
    </section>
  );
}
