import { Link, useSearch } from '@tanstack/react-router';
import { ConfirmedPage } from '@/features/provider/confirmed-page';
import { useTitle } from '@/shared/ui/use-title';

export function ConfirmedRoute() {
  useTitle('Confirmed');
  const { problem } = useSearch({ from: '/confirmed' });
  return (
    <main>
      <ConfirmedPage problem={problem} goOn={<Link to="/cases">Or go on here</Link>} />
    </main>
  );
}
