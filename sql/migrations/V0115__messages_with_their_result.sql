-- A broadcast's message is written once, with the result of its first try; until then its recipient holds the id. Messages keep
-- themselves what their carrier calls them; message_reference is for parts, and for what cannot be found there.
alter table message add column account_id bigint;
alter table message add column reference text collate "C";
comment on column message.reference is 'what the carrier of the account calls it; null if message_reference has that';
create index message_by_reference on message (account_id, reference) where reference is not null;

-- Room for one more version of each.
create or replace function ensure_message_partition(moment timestamptz) returns void
    language plpgsql security definer set search_path = public as $$
declare
    first date := date_trunc('month', moment at time zone 'UTC');
    name  text := 'message_' || to_char(first, 'YYYYMM');
    low   text := lpad(to_hex((extract(epoch from first::timestamp at time zone 'UTC') * 1000)::bigint), 12, '0');
    high  text := lpad(to_hex((extract(epoch from (first + interval '1 month')::timestamp at time zone 'UTC') * 1000)::bigint), 12, '0');
begin
    if to_regclass(name) is null then
        execute format('create table %I partition of message for values from (%L) to (%L) with (fillfactor = 50)', name,
            overlay(low placing '-' from 9 for 0) || '-0000-0000-000000000000',
            overlay(high placing '-' from 9 for 0) || '-0000-0000-000000000000');
    end if;
end $$;

do $$
declare
    part regclass;
begin
    for part in select inhrelid::regclass from pg_inherits where inhparent = 'message'::regclass loop
        execute format('alter table %s set (fillfactor = 50)', part);
    end loop;
end $$;

-- What was in hand when the product was stopped: its chunk takes the recipients again, as those of a dead server.
delete from message where state = 'SENDING' and content is null and broadcast_id is not null;

-- When the messages were closed that an aborted broadcast had in hand.
alter table broadcast add column closed_at timestamptz;
update broadcast set closed_at = now() where status = 'ABORTED' and finished_at < now() - interval '1 day';

comment on column recipient.state is
    'PENDING (due at its step), WAITING (a message is handed over for it), SUCCESSFUL, UNSUCCESSFUL, ABORTED';
comment on column recipient.message_id is 'of the current step; null until it is claimed, and without a row until its result';
