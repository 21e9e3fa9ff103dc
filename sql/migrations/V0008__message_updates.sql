-- A message's state changes two or three times within seconds. With room on its page and no index that names the state,
-- each change stays on the page and touches no index at all.
drop index message_open;
create index message_due on message (due_at) where due_at is not null;

create or replace function ensure_message_partition(moment timestamptz) returns void
    language plpgsql security definer set search_path = public as $$
declare
    first date := date_trunc('month', moment at time zone 'UTC');
    name  text := 'message_' || to_char(first, 'YYYYMM');
    low   text := lpad(to_hex((extract(epoch from first::timestamp at time zone 'UTC') * 1000)::bigint), 12, '0');
    high  text := lpad(to_hex((extract(epoch from (first + interval '1 month')::timestamp at time zone 'UTC') * 1000)::bigint), 12, '0');
begin
    if to_regclass(name) is null then
        execute format('create table %I partition of message for values from (%L) to (%L) with (fillfactor = 60)', name,
            overlay(low placing '-' from 9 for 0) || '-0000-0000-000000000000',
            overlay(high placing '-' from 9 for 0) || '-0000-0000-000000000000');
    end if;
end $$;

do $$
declare
    part regclass;
begin
    for part in select inhrelid::regclass from pg_inherits where inhparent = 'message'::regclass loop
        execute format('alter table %s set (fillfactor = 60)', part);
    end loop;
end $$;
