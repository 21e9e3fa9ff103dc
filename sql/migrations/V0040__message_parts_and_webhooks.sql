-- A long SMS has a reference for each part, and is delivered when all of them are. The default makes no row longer: a
-- message of one part is decided by its only report and nothing is noted of it.
alter table message_reference
    add column part  smallint not null default 1,
    add column parts smallint not null default 1,
    -- what was reported of the part; only kept for messages of several
    add column state text;

-- Updates of messages on their way to the address that their sender gave: what the message was like then. An update that
-- is over has no due_at; the others are due, or in hand until then.
create table webhook_delivery (
    id           bigint generated always as identity primary key,
    company_id   bigint      not null references company,
    message_id   uuid        not null,
    address      text        not null,
    -- host and port of the address, by which the deliveries take turns
    host         text        not null,
    channel      text        not null,
    sender       text        not null,
    contact      text        not null,
    accepted_at  timestamptz not null,
    state        text        not null,
    failure      text,
    error_code   text,
    parts        smallint    not null,
    repeated     boolean     not null,
    sent_at      timestamptz,
    delivered_at timestamptz,
    seen_at      timestamptz,
    created_at   timestamptz not null,
    due_at       timestamptz,
    attempts     smallint    not null default 0,
    in_hand      boolean     not null default false,
    outcome      text check (outcome in ('DELIVERED', 'FAILED', 'GONE', 'REFUSED', 'SUPERSEDED')),
    -- what came of the last attempt: a status, or why there was none
    last_result  text,
    ended_at     timestamptz
);
create index webhook_delivery_due on webhook_delivery (host, due_at) where due_at is not null;
create index webhook_delivery_of_message on webhook_delivery (message_id, id);
create index webhook_delivery_ended on webhook_delivery (ended_at) where ended_at is not null;
call protect('webhook_delivery');

-- What a company's updates are signed with. A replaced secret signs beside the new one until it expires.
create table webhook_secret (
    company_id          bigint      not null primary key references company,
    secret              bytea       not null,
    previous            bytea,
    previous_expires_at timestamptz,
    created_at          timestamptz not null
);
call protect('webhook_secret');
