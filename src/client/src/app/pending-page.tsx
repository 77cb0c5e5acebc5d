import './plain-page.css';

/** While the server is asked who is signed in or what a page is made of, or its script is on its way. */
export function PendingPage() {
  return (
    <p className="plain-page quiet" role="status">
      Opening
    </p>
  );
}
