-- What a node follows through logical replication. A role that may not publish follows by polling instead.
do $$
begin
    create publication supervision_events
        for table mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, transaction_id)
        with (publish = 'insert');
exception
    when insufficient_privilege or duplicate_object then null;
end
$$;
