-- Messages of a month that had no partition yet are in the default one, and would forbid it for ever.
create or replace function ensure_message_partition(moment timestamptz) returns void
    language plpgsql security definer set search_path = public, pg_temp as $$
declare
    first date := date_trunc('month', moment at time zone 'UTC');
    name  text := 'message_' || to_char(first, 'YYYYMM');
    low   text := lpad(to_hex((extract(epoch from first::timestamp at time zone 'UTC') * 1000)::bigint), 12, '0');
    high  text := lpad(to_hex((extract(epoch from (first + interval '1 month')::timestamp at time zone 'UTC') * 1000)::bigint), 12, '0');
    lowest uuid := overlay(low placing '-' from 9 for 0) || '-0000-0000-000000000000';
    beyond uuid := overlay(high placing '-' from 9 for 0) || '-0000-0000-000000000000';
begin
    if to_regclass(name) is null then
        lock table message in access exclusive mode;
        if to_regclass(name) is not null then
            return;
        end if;
        create temp table late on commit drop as select * from message_default where id >= lowest and id < beyond;
        delete from message_default where id >= lowest and id < beyond;
        execute format('create table %I partition of message for values from (%L) to (%L) with (fillfactor = 50)',
            name, lowest, beyond);
        insert into message select * from pg_temp.late;
        drop table pg_temp.late;
    end if;
end $$;
