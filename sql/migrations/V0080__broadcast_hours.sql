-- Hours may cross midnight: an end before the start is on the next day.
alter table send_window drop constraint send_window_check;
alter table send_window add check (open_till <> open_from);

-- How far a broadcast keeps from people: its own hours, narrower than the company's, and more.
alter table broadcast add column rules jsonb not null default '{}';
alter table broadcast_template add column rules jsonb not null default '{}';

-- Where recipients are in time, worked out once: a row for each 500 numbers in a row, in their order. Each element names
-- the time zones of one recipient, separated by commas, nothing if the phone number tells none.
create table recipient_zones (
    broadcast_id bigint  not null references broadcast on delete cascade,
    block        integer not null,
    company_id   bigint  not null references company,
    zones        text[]  not null,
    primary key (broadcast_id, block)
);
call protect('recipient_zones');

-- Who decided about sending hours so far does so under a permission of its own.
update role set permissions = array_append(permissions, 'MANAGE_SENDING_HOURS')
where 'MANAGE_OPT_OUT_WORDS' = any(permissions);
