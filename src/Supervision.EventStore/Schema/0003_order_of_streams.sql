-- The greatest transaction number of a stream's events. Numbers are given out before locks are waited for, so a stream's
-- later event may be written by an older transaction; it then carries the number of the event before it
-- (see Reading/LogPosition.cs).
alter table mt_streams add column transaction_id xid8 not null default pg_current_xact_id();
