import { type ReactNode, useId } from 'react';

type Props = { title: string; about: string; children: ReactNode };

export function Section({ title, about, children }: Props) {
  const id = useId();
  return (
    <section className="account-section" aria-labelledby={id}>
      <div className="account-section-head">
        <h2 id={id}>{title}</h2>
        <p className="quiet">{about}</p>
      </div>
      {children}
    </section>
  );
}
