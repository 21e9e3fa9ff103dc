-- The steps that could not reach the recipient at all, as "<step>:<reason>", in their order; null for none.
alter table recipient add column skipped text[];

-- What happened when: a list of changes, as broadcast_count is, by slots of ten seconds in a broadcast's first hour and of
-- ten minutes later. The report's timeline reads these few rows, never the messages.
create table broadcast_moment (
    company_id   bigint      not null references company,
    broadcast_id bigint      not null references broadcast on delete cascade,
    at           timestamptz not null,
    -- SENT, DELIVERED, DISPLAYED, FAILED
    event        text        not null,
    change       integer     not null
);
create index on broadcast_moment (broadcast_id, at);
create index on broadcast_moment (at);
call protect('broadcast_moment');
