-- A call on a channel's queue names no chunk any more: whoever comes takes the one whose turn it is. available_at is the
-- moment from which a queued chunk may be taken; until now it was that of its reminder.
update chunk set available_at = now() where state = 'QUEUED' and available_at < now() + interval '1 minute';
drop index chunk_available_at_idx;
create index chunk_next on chunk (broadcast_id, step, available_at, id) where state = 'QUEUED';
create index chunk_running on chunk (channel, lease_until) where state = 'RUNNING';

-- Messages a second that broadcasts may send from it; null as many as the carrier takes.
alter table sender add column speed_limit integer check (speed_limit between 1 and 100000);

-- When a broadcast last had its turn, and until when what was taken for a limited sender or broadcast keeps it busy.
create table sending_pace (
    kind       text        not null check (kind in ('SENDER', 'BROADCAST')),
    of_id      bigint      not null,
    company_id bigint      not null references company,
    taken_at   timestamptz not null,
    free_at    timestamptz not null,
    primary key (kind, of_id)
) with (fillfactor = 50);
call protect('sending_pace');
