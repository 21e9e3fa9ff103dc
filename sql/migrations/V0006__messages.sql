-- Messages (EDRs), outbound (MT) and inbound (MO). The id is a UUIDv7, so a range of ids is a range of time and the
-- partitions are months. The repository makes partitions ahead of time; the default one only catches clock trouble.
create table message (
    id            uuid        not null primary key,
    company_id    bigint      not null references company,
    direction     text        not null default 'MT' check (direction in ('MT', 'MO')),
    channel       text        not null,
    sender_id     bigint,
    sender        text        not null,
    contact_id    bigint,
    address       text        not null,
    -- A2P from the portal, API, P2A inbound
    traffic       text        not null default 'A2P',
    broadcast_id  bigint,
    recipient_no  integer,
    step          smallint,
    -- one id for all steps of a recipient
    session_id    uuid,
    -- A single message, and one of a broadcast that is tried again, carries its content and is looked after on its own; a
    -- broadcast's first try is looked after by its chunk, and is rendered from the step and these values.
    content       jsonb,
    placeholders  jsonb,
    state         text        not null,
    parts         smallint    not null default 1,
    error_code    text,
    failure       text,
    -- handed over more than once, since a crash hid whether the first time succeeded
    repeated      boolean     not null default false,
    attempts      smallint    not null default 0,
    client_ref    text,
    webhook       text,
    country       char(2),
    created_at    timestamptz not null,
    due_at        timestamptz,
    sent_at       timestamptz,
    delivered_at  timestamptz,
    seen_at       timestamptz
) partition by range (id);
create index message_by_company on message (company_id, id desc);
create index message_of_broadcast on message (broadcast_id, recipient_no) where broadcast_id is not null;
-- Messages the queue has to be reminded of: due_at passes when they wait, or when whoever sends them has gone silent.
create index message_open on message (due_at) where state in ('QUEUED', 'SENDING') and content is not null;
call protect('message');
create table message_default partition of message default;

-- Makes the partition of the month that holds the given moment, if it is missing. Runs as its owner, since the
-- application's role may not create tables.
create function ensure_message_partition(moment timestamptz) returns void
    language plpgsql security definer set search_path = public as $$
declare
    first date := date_trunc('month', moment at time zone 'UTC');
    name  text := 'message_' || to_char(first, 'YYYYMM');
    low   text := lpad(to_hex((extract(epoch from first::timestamp at time zone 'UTC') * 1000)::bigint), 12, '0');
    high  text := lpad(to_hex((extract(epoch from (first + interval '1 month')::timestamp at time zone 'UTC') * 1000)::bigint), 12, '0');
begin
    if to_regclass(name) is null then
        execute format('create table %I partition of message for values from (%L) to (%L)', name,
            overlay(low placing '-' from 9 for 0) || '-0000-0000-000000000000',
            overlay(high placing '-' from 9 for 0) || '-0000-0000-000000000000');
    end if;
end $$;
grant execute on function ensure_message_partition(timestamptz) to heliograph_app;
select ensure_message_partition(now() + months) from unnest(array[interval '-1 month', interval '0', interval '1 month']) months;

-- What a carrier calls our messages, to match its reports. One row a part.
create table message_reference (
    account_id bigint not null,
    reference  text   not null,
    company_id bigint not null references company,
    message_id uuid   not null,
    primary key (account_id, reference)
);
create index on message_reference (message_id);
call protect('message_reference');

-- Reports that came before the carrier's answer to the submit: kept until the reference is known, at most a day.
create table early_report (
    id         bigint generated always as identity primary key,
    account_id bigint      not null,
    company_id bigint      not null references company,
    report     jsonb       not null,
    arrived_at timestamptz not null default now()
);
call protect('early_report');
