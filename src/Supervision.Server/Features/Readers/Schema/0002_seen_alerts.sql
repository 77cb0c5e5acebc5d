-- That a data protection officer has looked at an alert, and what came of it. An alert that grows is to be looked at again.
alter table reading.alerts add column seen_at timestamptz, add column seen_by uuid, add column note text;
