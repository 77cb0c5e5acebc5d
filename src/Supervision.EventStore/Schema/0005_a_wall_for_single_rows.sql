-- The same wall, asked for each row where rows are few: of streams one is looked up at a time, and what is written is checked
-- by the handful. The function is inlined there, and costs less than the subqueries, which have to be set up for each
-- statement: a fifth of the database's work on an append. Reading events and documents, which are many, stays as it was.
alter policy tenant on mt_streams using (visible_tenant(tenant_id)) with check (visible_tenant(tenant_id));
alter policy tenant on mt_events with check (visible_tenant(tenant_id));
alter policy tenant on documents with check (visible_tenant(tenant_id));
