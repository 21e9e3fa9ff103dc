-- A message is written when it is made, when the carrier takes it and when its report comes. A set's updates come before
-- the first versions can be cleared away, so a page needs room for one more version of each of its messages; with less, a
-- third of them left their page and wrote every index. It costs a third more space.
create or replace function ensure_message_partition(moment timestamptz) returns void
    language plpgsql security definer set search_path = public as $$
declare
    first date := date_trunc('month', moment at time zone 'UTC');
    name  text := 'message_' || to_char(first, 'YYYYMM');
    low   text := lpad(to_hex((extract(epoch from first::timestamp at time zone 'UTC') * 1000)::bigint), 12, '0');
    high  text := lpad(to_hex((extract(epoch from (first + interval '1 month')::timestamp at time zone 'UTC') * 1000)::bigint), 12, '0');
begin
    if to_regclass(name) is null then
        execute format('create table %I partition of message for values from (%L) to (%L) with (fillfactor = 45)', name,
            overlay(low placing '-' from 9 for 0) || '-0000-0000-000000000000',
            overlay(high placing '-' from 9 for 0) || '-0000-0000-000000000000');
    end if;
end $$;

do $$
declare
    part regclass;
begin
    for part in select inhrelid::regclass from pg_inherits where inhparent = 'message'::regclass loop
        execute format('alter table %s set (fillfactor = 45)', part);
    end loop;
end $$;

-- The same for recipients, whose first change makes them longer.
alter table recipient set (fillfactor = 45);
