import { Link } from '@tanstack/react-router';
import { useTitle } from '@/shared/ui/use-title';
import './plain-page.css';

export function NotFoundPage() {
  useTitle('Page not found');
  return (
    <main className="plain-page">
      <h1>Page not found</h1>
      <p>There is nothing at this address. Check it, or go back to your cases.</p>
      <p>
        <Link to="/cases">Go to your cases</Link>
      </p>
    </main>
  );
}
