import { use, useId } from 'react';
import { OwnListContext } from '@/shared/anonymisation/own-list-context';
import { withoutListed } from '@/shared/anonymisation/own-list';
import { Button } from '@/shared/ui/button';

/** In my account: what is never, or always, flagged for oneself. */
export function OwnListSection() {
  const { list, isHere, isKept } = use(OwnListContext);
  const id = useId();
  if (!isHere) return null;
  return (
    <section className="account-section" aria-labelledby={id}>
      <div className="account-section-head">
        <h2 id={id}>Words of your own</h2>
        <p className="quiet">
          What the check never, or always, flags for you. The list is sealed on this device, and signing out removes it.
        </p>
      </div>
      {isKept ? null : <p>This browser stores nothing: the list is gone with the page.</p>}
      {list.never.length + list.always.length === 0 ? (
        <p>
          Nothing yet. While you go through the text of a case, choose “Never flag this for me” or “Always flag this”.
        </p>
      ) : null}
      <Words title="Never flagged" words={list.never} />
      <Words title="Always flagged" words={list.always} />
    </section>
  );
}

function Words({ title, words }: { title: string; words: readonly string[] }) {
  const { change } = use(OwnListContext);
  const id = useId();
  if (words.length === 0) return null;
  return (
    <div>
      <h3 id={id}>{title}</h3>
      <ul role="list" className="account-list" aria-labelledby={id}>
        {words.map((one) => (
          <li key={one} className="account-row">
            <span className="account-row-name" dir="auto">
              {one}
            </span>
            <Button
              size="small"
              aria-label={`Remove ${one}`}
              onPress={() => change((list) => withoutListed(list, one))}
            >
              Remove
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
