import { useEffect, useSyncExternalStore } from 'react';
import { Button } from './button';
import { dismissNotice, type Notice, noticeStore } from './notices';
import './notice-region.css';

const readingTime = 6000;

/** Stands once in the shell; `notify` from anywhere puts a line into it. */
export function NoticeRegion() {
  const notices = useSyncExternalStore(noticeStore.subscribe, noticeStore.getSnapshot);
  return (
    <div className="notice-region" role="status" aria-live="polite">
      {notices.map((notice) => (
        <NoticeLine key={notice.id} notice={notice} />
      ))}
    </div>
  );
}

function NoticeLine({ notice }: { notice: Notice }) {
  const { id, text, action } = notice;
  const leavesByItself = action === undefined;

  useEffect(() => {
    if (!leavesByItself) return undefined;
    const timer = setTimeout(() => dismissNotice(id), readingTime);
    return () => clearTimeout(timer);
  }, [id, leavesByItself]);

  return (
    <div className="notice">
      <span>{text}</span>
      {action ? (
        <Button
          look="plain"
          size="small"
          onPress={() => {
            dismissNotice(id);
            action.run();
          }}
        >
          {action.label}
        </Button>
      ) : null}
      <Button look="plain" size="small" aria-label="Close this message" onPress={() => dismissNotice(id)}>
        ✕
      </Button>
    </div>
  );
}
