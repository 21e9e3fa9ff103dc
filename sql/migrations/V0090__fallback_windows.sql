-- The windows of recipients who wait, a row for a set of them that was handed over together. The timer asks these few
-- rows; an index of the recipients themselves would be written three times for each of them.
create table fallback_window (
    id           bigint generated always as identity primary key,
    company_id   bigint      not null references company,
    broadcast_id bigint      not null references broadcast on delete cascade,
    due_at       timestamptz not null,
    recipients   integer[]   not null
);
create index on fallback_window (broadcast_id, due_at);
call protect('fallback_window');

insert into fallback_window (company_id, broadcast_id, due_at, recipients)
select company_id, broadcast_id, due_at, array_agg(no) from recipient
where state = 'WAITING' and due_at is not null group by company_id, broadcast_id, due_at;

drop index recipient_due;
-- A recipient changes three times within seconds. With room on its page no change touches an index.
alter table recipient set (fillfactor = 50);
