import type { ReactNode } from 'react';

type Props = { settings: ReactNode; list: ReactNode; invite: ReactNode };

/** For the first administrator, who is alone at the institute. */
export function FirstSteps({ settings, list, invite }: Props) {
  return (
    <section className="first-steps" aria-labelledby="first-steps">
      <h2 id="first-steps">You are the first one here</h2>
      <p>This is where the people of the institute stand, with their roles. Three steps and it is set up:</p>
      <ol className="first-steps-list">
        <li>
          <h3>Look over the institute’s settings</h3>
          <p className="quiet">Its name, time zone, words, and how long things are kept.</p>
          {settings}
        </li>
        <li>
          <h3>Bring in everyone from a list</h3>
          <p className="quiet">
            A CSV file with name, email, roles and, if you like, group. You see what will happen before any letter goes.
          </p>
          {list}
        </li>
        <li>
          <h3>Or invite one person at a time</h3>
          <p className="quiet">
            Make a second administrator first: roles of your own can then be changed by somebody else.
          </p>
          {invite}
        </li>
      </ol>
    </section>
  );
}
